import { z } from '@hono/zod-openapi'
import { identityReached } from '../../../db/schema/application.ts'
import { typedCodeSchema } from '../../intake/phoneCodeSchema.ts'
import { textSchema } from '../../openapi.ts'
import { replaceCodeSchema } from '../../record/schema.ts'
import { shownStates } from '../outcome.ts'
import { holderSchema } from '../schema.ts'

export const confirmPhoneSchema = holderSchema.extend({ code: typedCodeSchema })

export const loginBegunSchema = z
  .object({
    reference: z.string(),
    url: z
      .string()
      .openapi({ description: 'Post the fields there, as a form', example: '/identity/stand-in' }),
    fields: z.record(z.string(), z.string()),
    standIn: z.boolean().openapi({ description: 'true: a demonstration, which proves nothing' }),
    name: textSchema,
  })
  .openapi('LoginBegun')
export type LoginBegun = z.infer<typeof loginBegunSchema>

export const takeLoginSchema = holderSchema.extend({
  assertion: z
    .string({ error: 'identity.not-this' })
    .min(1, { error: 'identity.not-this' })
    .max(2000)
    .openapi({
      description: 'What the login gave: good for five minutes, once, for this reference alone',
    }),
})

export const raisedSchema = z
  .object({
    reference: z.string(),
    identity: z.enum(identityReached),
    identityText: textSchema,
    state: z.enum(shownStates),
    stateText: textSchema,
  })
  .openapi('IdentityRaised')

export const loginTakenSchema = raisedSchema
  .extend({
    accessCode: z.string().nullable().openapi({
      description:
        'For the person for whom a helper filed: a new code of their own, shown this once; the one the helper was shown opens nothing any more. Otherwise null, and the code stays.',
    }),
  })
  .openapi('LoginTaken')

/** The document that was seen, and the end of its number: as for a replaced code. */
export const seenSchema = replaceCodeSchema
export type SeenInput = z.infer<typeof seenSchema>
