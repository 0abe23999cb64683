import { z } from '@hono/zod-openapi'
import { holderSchema } from '../schema.ts'

const reference = z.string().max(80).openapi({ example: 'B-20261123-7K3M9Q' })
const uploadId = z.string().max(80)
const fileId = z.string().max(80)

export const referenceParam = z.object({ reference })
export const uploadParam = z.object({ reference, uploadId })
export const partParam = z.object({
  reference,
  uploadId,
  index: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .openapi({ type: 'integer', description: 'From 0' }),
})
export const fileParam = z.object({ reference, fileId })
export const tokenParam = z.object({ token: z.string().max(200) })

/** A code that opens an application, outside the body and never in an address. */
export const codeHeader = z.object({
  'kaimen-access-code': z.string({ error: 'code.required' }).min(1, { error: 'code.required' }).max(80),
})
export const keyHeader = z.object({ 'idempotency-key': z.string().optional() })

export const beginFileSchema = holderSchema
  .extend({
    name: z.string().min(1).max(500).openapi({ description: 'As the phone calls it; kept sealed' }),
    size: z.number().int().min(0).openapi({ description: 'Bytes' }),
    type: z.string().max(200).openapi({ description: 'As the browser says it; may be empty' }),
    material: z.string().min(1).max(40).openapi({
      description: 'A material of the form, or `message`',
    }),
  })
  .openapi('ApplicationUpload')
export type BeginFileInput = z.infer<typeof beginFileSchema>

export const uploadStateSchema = z
  .object({
    uploadId: z.string(),
    partSize: z.number().int().openapi({ description: 'Bytes of each part but the last' }),
    parts: z.number().int(),
    there: z.array(z.number().int()).openapi({ description: 'The parts that arrived, from 0' }),
    endsAt: z.string().openapi({ description: 'To be completed by then' }),
  })
  .openapi('UploadState')

export const partSchema = z.object({ index: z.number().int() })

export const keptFileSchema = z
  .object({
    id: z.string(),
    material: z.string(),
    round: z
      .number()
      .int()
      .openapi({ description: 'The round of correction it came with; 0: the first filing' }),
    name: z.string(),
    type: z.string(),
    size: z.number().int(),
  })
  .openapi('ApplicationFile')
export type KeptFile = z.infer<typeof keptFileSchema>

export const removedSchema = z.object({ id: z.string() })

export const linkSchema = z
  .object({
    url: z.string().openapi({ description: 'Saves the file; good until `expiresAt`, for whoever has it' }),
    expiresAt: z.string(),
  })
  .openapi('FileLink')
export type FileLink = z.infer<typeof linkSchema>
