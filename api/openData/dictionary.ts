import { z } from '@hono/zod-openapi'
import { textSchema } from '../openapi.ts'

/** A published table, with what each of its columns means. */
export const datasetSchema = z
  .object({
    name: z.string(),
    title: textSchema,
    about: textSchema,
    json: z.string().openapi({ description: 'Where it is read by programs' }),
    csv: z.string().openapi({ description: 'Where it is read as a file' }),
    columns: z.array(z.object({ name: z.string(), means: textSchema })),
  })
  .openapi('Dataset')
export type Dataset = z.infer<typeof datasetSchema>
