import { z } from '@hono/zod-openapi'
import { idTypes } from '../../../db/schema/appointment.ts'
import { certificateEvents, certificateStates, keyRevocations } from '../../../db/schema/certificate.ts'
import { promiseSchema } from '../../appointment/schema.ts'
import { typed } from '../../appointment/wanted.ts'
import { textSchema } from '../../openapi.ts'
import { isRealDay } from '../../shared/realDay.ts'
import { openingsSchema } from '../../track/openings.ts'
import { reasonsFor } from '../reason.ts'
import { keyStatuses } from '../schema.ts'
import { certificateTypeNames } from '../types.ts'

export const numberParam = z.object({ number: z.string().max(80).openapi({ example: 'Z-20261123-7K3M9Q' }) })
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })
const words = typed(500)
  .optional()
  .openapi({ description: 'More about the reason, for the file only; sealed' })
/** No marks that turn the direction of writing: signed words must read as they are. */
const line = typed(1000).refine((words) => !/[\u202a-\u202e\u2066-\u2069]/.test(words), {
  error: 'characters',
})
const text = z.strictObject({ zh: line.min(1), en: line })
const day = z.string().refine(isRealDay, { error: 'wrong-value' }).openapi({ example: '2026-12-31' })

export const workQuery = z.strictObject({
  state: z.enum(certificateStates).default('valid'),
  number: typed(80).optional().openapi({ description: 'This one only, in whatever state' }),
  cursor: z.string().max(200).optional(),
})
export type WorkQuery = z.infer<typeof workQuery>

/** A certificate in a list: nothing of whom it is about. */
const itemSchema = z
  .object({
    number: z.string(),
    type: z.enum(certificateTypeNames),
    title: textSchema,
    state: z.enum(certificateStates),
    point: z.object({ slug: z.string(), name: textSchema }),
    issuedAt: z.string(),
    validUntil: z.string().nullable(),
    reason: textSchema.nullable(),
    replacedBy: z.string().nullable(),
    replaces: z.string().nullable(),
    rev,
  })
  .openapi('CertificateItem')
export const workSchema = z.object({ items: z.array(itemSchema), nextCursor: z.string().nullable() })
export type CertificateWork = z.infer<typeof workSchema>
export type CertificateItem = z.infer<typeof itemSchema>

/** One certificate for whoever works where it was issued: what it says, name and number masked, and its history. */
export const shownSchema = itemSchema
  .extend({
    subject: z
      .object({ name: z.string(), idType: z.string(), idNumber: z.string().nullable() })
      .nullable()
      .openapi({ description: 'Masked' }),
    inner: z.boolean().openapi({
      description:
        'What it says, its purpose and the words about its end are for those who handle applications there',
    }),
    statements: z.array(textSchema),
    purpose: textSchema.nullable(),
    words: z.string().nullable(),
    keyStatus: z.enum(keyStatuses),
    signatureHolds: z.boolean().nullable(),
    events: z.array(
      z.object({
        what: z.enum(certificateEvents),
        at: z.string(),
        reason: textSchema.nullable(),
        other: z.string().nullable(),
      }),
    ),
    openings: openingsSchema,
    can: z.array(z.enum(['revoke', 'reissue'])),
  })
  .openapi('StaffCertificate')
export type StaffCertificate = z.infer<typeof shownSchema>

export const revokeSchema = z.strictObject({
  rev,
  reason: z.enum(reasonsFor('revoke'), { error: 'reason.required' }),
  words,
})
export type RevokeInput = z.infer<typeof revokeSchema>
export const revokedSchema = z.object({ number: z.string(), endedDay: z.string(), reason: textSchema })

export const reissueSchema = z.strictObject({
  rev,
  reason: z.enum(reasonsFor('reissue'), { error: 'reason.required' }),
  words,
  subject: z
    .strictObject({
      name: typed(200).min(1),
      idType: z.enum(idTypes),
      idNumber: typed(60).min(1).nullable(),
    })
    .optional(),
  statements: z.array(text).min(1).max(40).optional(),
  purpose: text.optional(),
  validUntil: day.nullable().optional(),
})
export type ReissueInput = z.infer<typeof reissueSchema>
export const reissuedSchema = z.object({
  number: z.string(),
  replaces: z.string(),
  checkCode: z.string().openapi({ description: 'Printed on it: for checking' }),
  told: z.enum(['text', 'none']).openapi({ description: 'none: there is no number that takes texts' }),
  promise: promiseSchema,
})

export const keyParam = z.object({ kid: z.string().min(1).max(80) })
export const revokeKeySchema = z.strictObject({
  reason: z.enum(keyRevocations, { error: 'reason.required' }),
})
export const keyRevokedSchema = z.object({ kid: z.string(), revokedAt: z.string() })
