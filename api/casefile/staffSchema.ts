import { z } from '@hono/zod-openapi'
import { caseKinds, caseStates, exclusionGrounds, partyRoles, partyWishes } from '../../db/schema/casefile.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'
import { DOCUMENT_TYPES } from '../privacy/document.ts'
import { openingsSchema } from '../track/openings.ts'
import { timelineSchema } from '../track/timelineSchema.ts'
import { callbackLineSchema, contactSchema, standingSchema } from './caseSchema.ts'

export const referenceParam = z.object({
  reference: z.string().max(80).openapi({ example: 'K-20261123-7K3M9Q' }),
})
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })
const moment = z.iso
  .datetime({ offset: true, error: 'casefile.when' })
  .openapi({ example: '2026-11-23T09:30:00+08:00' })
const line = (most: number) => typed(most).min(1, { error: 'required' })

/** The most people a case is opened for. */
export const partiesMost = 5

const partySchema = z.strictObject({
  role: z.enum(partyRoles, { error: 'choice.required' }),
  name: typed(400),
  phone: typed(80).optional(),
  idType: z.enum(DOCUMENT_TYPES).default('none'),
  idNumber: typed(80).optional(),
  locale: z.enum(['zh', 'en']).default('zh'),
  wish: z.enum(partyWishes, { error: 'choice.required' }).openapi({
    description: 'told: by text and look-up; look: by look-up alone; none: asked not to be told',
  }),
  hidden: z.boolean().default(false).openapi({ description: 'Asked that the name be kept out' }),
})

const whereSchema = z.strictObject({ zh: line(80), en: typed(120).optional() })

export const openSchema = z.strictObject({
  point: line(80).openapi({ description: 'Slug of the service point' }),
  kind: z.enum(caseKinds, { error: 'choice.required' }),
  unit: whereSchema
    .optional()
    .openapi({ description: 'The unit in charge, where it is not the service point' }),
  officer: z.strictObject({ name: line(80), badge: line(40) }),
  dutyPhone: typed(80).optional().openapi({ description: 'That of the service point when left out' }),
  receivedAt: moment.optional().openapi({ description: 'When it was reported; now when left out' }),
  handledAt: moment
    .optional()
    .openapi({ description: 'Of what was urgent: when handling ended; it is written down within 24 hours' }),
  parties: z.array(partySchema).min(1, { error: 'required' }).max(partiesMost),
  note: typed(2000).optional().openapi({ description: 'Among staff; sealed, shown to nobody else' }),
})
export type OpenInput = z.infer<typeof openSchema>

/** A receipt: the code is shown this once. */
const receiptSchema = z.object({
  reference: z.string(),
  role: z.enum(partyRoles),
  accessCode: z.string().nullable().openapi({ description: 'null: they asked not to be told' }),
  locale: z.enum(['zh', 'en']),
})
export const openedSchema = z
  .object({
    reference: z.string().openapi({ description: 'Of the first of them: what the case goes by' }),
    kind: z.enum(caseKinds),
    kindText: textSchema,
    receivedAt: z.string(),
    contact: contactSchema,
    receipts: z.array(receiptSchema),
    promise: promiseSchema,
  })
  .openapi('OpenedCasefile')
export type OpenedCase = z.infer<typeof openedSchema>

export const stepSchema = z.strictObject({
  rev,
  to: z.enum(caseStates, { error: 'choice.required' }),
  kind: z
    .enum(['security', 'criminal'])
    .optional()
    .openapi({ description: 'What a mere report becomes with this step' }),
  happenedAt: moment.optional().openapi({ description: 'Now when left out' }),
  where: whereSchema
    .optional()
    .openapi({ description: 'Needed for `transferred`: whom it was passed on to' }),
})
export type StepInput = z.infer<typeof stepSchema>

/** How the time is lengthened: which limit of the same law applies, or 30 days more. */
export const limits = ['hard', 'verify', 'major', 'more'] as const
export type Limit = (typeof limits)[number]
export const extendSchema = z.strictObject({
  rev,
  limit: z.enum(limits, { error: 'choice.required' }).openapi({
    description:
      'hard: review of a public order case, 3 days; verify: criminal, facts to verify, 7 days; major: criminal, major, with approval; more: 30 days more, with approval, twice at most',
  }),
})
export type ExtendInput = z.infer<typeof extendSchema>

export const groundSchema = z.strictObject({
  rev,
  ground: z.enum(exclusionGrounds, { error: 'reason.required' }),
})
export type GroundInput = z.infer<typeof groundSchema>

export const wishSchema = z.strictObject({
  wish: z.enum(partyWishes, { error: 'choice.required' }),
  hidden: z.boolean(),
})
export type WishInput = z.infer<typeof wishSchema>

export const askedSchema = z.strictObject({
  reason: z.enum(['asked', 'stage', 'objection'], { error: 'reason.required' }),
})

export const calledSchema = z.object({ reference: z.string(), dueAt: z.string() })

export const changedSchema = z.object({
  reference: z.string(),
  state: z.enum(caseStates),
  rev: z.number().int(),
  late: z.boolean().openapi({ description: 'The notice was entered later than promised' }),
})
export type ChangedCase = z.infer<typeof changedSchema>

export const listQuery = z.strictObject({
  show: z.enum(['open', 'closed']).default('open'),
  cursor: z.string().max(200).optional(),
})
const itemSchema = z
  .object({
    reference: z.string(),
    kind: z.enum(caseKinds),
    kindText: textSchema,
    state: z.enum(caseStates),
    statusText: textSchema,
    station: z.object({ slug: z.string(), name: textSchema }),
    officer: z.string(),
    dueAt: z.string().nullable(),
    late: z.boolean(),
    excluded: z.boolean().openapi({ description: 'Kept out of look-up' }),
  })
  .openapi('CasefileItem')
export const listSchema = z.object({ items: z.array(itemSchema), nextCursor: z.string().nullable() })
export type CaseList = z.infer<typeof listSchema>

const exclusionSchema = z.object({
  ground: z.enum(exclusionGrounds),
  setAt: z.string(),
  liftedAt: z.string().nullable(),
  setBy: z.string().nullable().openapi({ description: 'Told to supervision alone' }),
  liftedBy: z.string().nullable(),
})

/** A case as staff see it: names masked, or kept out. */
export const caseSchema = z
  .object({
    reference: z.string(),
    rev: z.number().int(),
    ...standingSchema.shape,
    note: z.string().nullable(),
    parties: z.array(
      z.object({
        reference: z.string(),
        role: z.enum(partyRoles),
        name: z.string().nullable().openapi({ description: 'Masked; null where they asked to keep it out' }),
        phone: z.string().nullable(),
        wish: z.enum(partyWishes),
        hidden: z.boolean(),
        kept: z.boolean(),
        callbacks: z.array(callbackLineSchema),
      }),
    ),
    exclusions: z.array(exclusionSchema),
    timeline: z.array(timelineSchema),
    openings: openingsSchema,
    can: z.object({
      steps: z.array(z.enum(caseStates)),
      kinds: z.array(z.enum(['security', 'criminal'])),
      limits: z.array(z.enum(limits)),
      exclude: z.boolean(),
    }),
  })
  .openapi('Casefile')
export type StaffCase = z.infer<typeof caseSchema>

export const exclusionQuery = z.strictObject({ cursor: z.string().max(200).optional() })
export const exclusionListSchema = z.object({
  items: z.array(
    z.object({
      reference: z.string(),
      station: z.object({ slug: z.string(), name: textSchema }),
      ...exclusionSchema.shape,
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type ExclusionList = z.infer<typeof exclusionListSchema>
