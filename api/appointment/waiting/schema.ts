import { z } from '@hono/zod-openapi'
import { dayParts, waitingStates } from '../../../db/schema/waiting.ts'
import { textSchema } from '../../openapi.ts'
import { accessSchema, bookingSchema, checkedSchema, promiseSchema, visitSchema } from '../schema.ts'
import { wantedShape } from '../wanted.ts'

const { applicant, helper, note, exempt, proof, website } = bookingSchema.shape

/** The days and hours that suit; what is left out suits always. */
export const suitsShape = {
  fromDay: z
    .string()
    .max(20)
    .optional()
    .openapi({ example: '2026-11-23', description: 'Today when left out' }),
  toDay: z
    .string()
    .max(20)
    .optional()
    .openapi({ example: '2026-12-23', description: 'The longest span allowed when left out' }),
  weekdays: z
    .array(z.int().min(1).max(7))
    .max(7)
    .optional()
    .openapi({ description: '1 is Monday, one at least; all when left out' }),
  part: z.enum(dayParts).optional(),
}

/** Joining the list: where, what for, when it suits, who. */
export const waitSchema = z
  .strictObject({
    stations: z
      .array(z.string().max(80))
      .min(1, { error: 'stations.required' })
      .max(20)
      .openapi({ example: ['chengguan'], description: 'Slugs of the service points that suit' }),
    ...wantedShape,
    ...suitsShape,
    applicant,
    helper,
    note,
    exempt,
    proof,
    website,
  })
  .openapi('WaitingInput')
export type WaitInput = z.infer<typeof waitSchema>

/** The holder of a booking would like an earlier time at the same counters. */
export const earlierSchema = accessSchema.extend(suitsShape)
export type EarlierInput = z.infer<typeof earlierSchema>

/** Answering an offer; who names its time never answers another that came in its place. */
export const offerAccessSchema = accessSchema.extend({
  slotId: z
    .string()
    .max(80)
    .optional()
    .openapi({ description: "The offer's `visit.slotId`; a different one is refused with `offer-gone`" }),
})

export const waitingParam = z.object({
  reference: z.string().max(80).openapi({
    example: 'W-20261123-7K3M9Q',
    description: 'Of the place on the list; for an earlier time, of the booking',
  }),
})

/** What somebody waits for. */
export const waitSoughtSchema = z
  .object({
    stations: z.array(z.object({ slug: z.string(), name: textSchema, phone: z.string() })),
    matter: z.object({ code: z.string(), name: textSchema }),
    alsoMatters: z.array(z.object({ code: z.string(), name: textSchema })),
    people: z.number().int(),
    minutes: z.number().openapi({ description: 'The whole visit' }),
    fromDay: z.string(),
    toDay: z.string(),
    weekdays: z.array(z.number().int()),
    part: z.enum(dayParts),
    before: z.string().nullable().openapi({ description: 'An earlier time: only times before this one' }),
    ticket: z.string().openapi({ example: '7K3M9QH4TX', description: 'Its number in the draw' }),
    joinedDay: z.string(),
  })
  .openapi('WaitingSought')
export type WaitSought = z.infer<typeof waitSoughtSchema>

/** A place held for one person alone. */
export const offerSchema = z
  .object({
    until: z.string().openapi({ description: 'Taken by then, or it goes to the next' }),
    visit: visitSchema,
  })
  .openapi('WaitingOffer')
export type Offer = z.infer<typeof offerSchema>

/** How the list works, in the numbers of the bureau's rules. */
export const listRulesSchema = z
  .object({
    offerMinutes: z
      .number()
      .int()
      .openapi({ description: 'How long an offer stands; the quiet hours do not count' }),
    quietFrom: z.string(),
    quietTo: z.string(),
    offersMost: z
      .number()
      .int()
      .openapi({ description: 'After so many offers let pass the place on the list ends' }),
    recentDays: z.number().int().openapi({
      description: 'Who had a place in this matter within so many days stands behind those who had none',
    }),
  })
  .openapi('WaitingRules')

/** What can be chosen by who wants to wait. */
export const waitingOptionsSchema = z
  .object({
    station: z.object({ slug: z.string(), name: textSchema, phone: z.string() }),
    others: z
      .array(z.object({ slug: z.string(), name: textSchema }))
      .openapi({ description: 'Other service points that handle all of it, those of the same town first' }),
    stationsMost: z.number().int(),
    matter: z.object({ code: z.string(), name: textSchema }),
    alsoMatters: z.array(z.object({ code: z.string(), name: textSchema })),
    people: z.number().int(),
    minutes: z.number().openapi({ description: 'The whole visit' }),
    fromDay: z.string(),
    usualDay: z.string().openapi({ description: 'A usual last day: four weeks, if one may wait so long' }),
    lastDay: z.string(),
    rules: listRulesSchema,
  })
  .openapi('WaitingOptions')
export type WaitingOptions = z.infer<typeof waitingOptionsSchema>

/** A place on the list as it would be, in the spelling it would be kept. */
export const waitCheckedSchema = z
  .object({
    sought: waitSoughtSchema.omit({ before: true, ticket: true, joinedDay: true }),
    ...checkedSchema.pick({ applicant: true, helper: true, note: true }).shape,
    rules: listRulesSchema,
  })
  .openapi('WaitingChecked')
export type WaitChecked = z.infer<typeof waitCheckedSchema>

export const waitingReceiptSchema = z
  .object({
    reference: z.string().openapi({ example: 'W-20261123-7K3M9Q' }),
    accessCode: z.string().openapi({ description: 'Shown this once; the database holds no copy' }),
    ticket: z.string(),
    sought: waitSoughtSchema,
    applicantName: z.string().openapi({ description: 'Masked' }),
    helperName: z.string().nullable().openapi({ description: 'Masked' }),
    told: z
      .enum(['text', 'landline'])
      .openapi({ description: 'landline: the number takes no texts, so an offer shows only on /track' }),
    rules: listRulesSchema,
    promise: promiseSchema,
  })
  .openapi('WaitingReceipt')
export type WaitingReceipt = z.infer<typeof waitingReceiptSchema>

/** About how many stand before somebody; `most` null: more than that. */
export const aheadSchema = z.object({ least: z.number().int(), most: z.number().int().nullable() })

export const waitingCan = ['take', 'decline', 'leave'] as const

/** Where a place on the list stands. */
export const standingSchema = z
  .object({
    state: z.enum(waitingStates),
    sought: waitSoughtSchema,
    offer: offerSchema.nullable(),
    ahead: aheadSchema.nullable().openapi({ description: 'While waiting: about how many stand before it' }),
    lapses: z.number().int().openapi({ description: 'Offers let pass so far' }),
    rules: listRulesSchema,
    can: z.array(z.enum(waitingCan)),
  })
  .openapi('WaitingStanding')
export type Standing = z.infer<typeof standingSchema>

export const earlierAnswerSchema = z.object({ reference: z.string(), earlier: standingSchema })

/** What became of it after declining or leaving. */
export const waitingStateSchema = z.object({ reference: z.string(), status: z.enum(waitingStates) })
export type WaitingState = z.infer<typeof waitingStateSchema>
