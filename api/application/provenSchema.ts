import { z } from '@hono/zod-openapi'
import { identityReached } from '../../db/schema/application.ts'
import { certificateStates } from '../../db/schema/certificate.ts'
import { textSchema } from '../openapi.ts'

/** What was proved, and whether something is still kept back. */
export const provenSchema = z.object({
  reached: z.enum(identityReached),
  toFile: z.enum(identityReached),
  toReceive: z.enum(identityReached),
  phoneConfirmed: z.boolean(),
  locked: z.boolean().openapi({
    description:
      'Something is kept back from this code: a login made with it, or a code handed out at a counter, brings it out',
  }),
})

/** What was issued, for whoever may read it. */
export const receivedSchema = z.object({
  number: z.string(),
  type: z.string(),
  title: textSchema,
  letter: z.boolean().openapi({ description: 'It says no' }),
  state: z.enum(certificateStates),
  code: z.string().nullable(),
})
