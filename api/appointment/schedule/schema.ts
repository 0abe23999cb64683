import { z } from '@hono/zod-openapi'
import { channels } from '../../../db/schema/appointment.ts'
import { changeKinds } from '../../../db/schema/calendar.ts'
import { serviceKinds } from '../../../db/schema/station.ts'
import { daySchema } from '../../calendar/schema.ts'
import { counterGroups } from '../../matter/catalogue.ts'
import { listOf, textSchema } from '../../openapi.ts'
import { hitStates } from './outcome.ts'

/** A time of day; 24:00 is the end of the day. */
export const timeSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'time-invalid' })
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time-invalid' })
/** A service point, or `*` for the bureau as a whole where that is said. */
export const slugParams = z.strictObject({ slug: z.string().min(1).max(60) })
export const changeParams = slugParams.extend({ id: z.string().min(1).max(160) })
export const counterSchema = z.enum(counterGroups)
/** Why, in both languages; English may be left out. */
const reasonSchema = z.strictObject({ zh: z.string().trim().max(80), en: z.string().trim().max(160) })
const stretch = z.object({ opens: z.string(), closes: z.string() })
const sums = z.object({ slots: z.number().int(), places: z.number().int() })
const text = textSchema

export const hitSchema = z
  .object({
    reference: z.string(),
    name: z.string().openapi({ description: 'Masked' }),
    startsAt: z.string(),
    matter: text,
    station: z.object({ slug: z.string(), name: text }),
    channel: z.enum(channels),
    people: z.number().int(),
    canText: z.boolean().openapi({ description: 'false: no mobile number, somebody telephones' }),
  })
  .openapi('HitVisit')

export const closureInput = z.strictObject({
  fromDay: daySchema,
  toDay: daySchema,
  counterGroup: counterSchema.optional(),
  reason: reasonSchema,
  apply: z.boolean().openapi({ description: 'false: only says what would happen' }),
})

export const closureAnswer = z
  .object({
    slots: z.number().int(),
    bookings: z.number().int(),
    days: z.array(z.object({ day: z.string(), slots: z.number().int(), bookings: z.number().int() })),
    specialDays: z.array(z.string()),
    people: z.array(hitSchema),
    change: z
      .object({ id: z.string(), slots: z.number().int(), told: z.number().int() })
      .nullable()
      .openapi({ description: 'null where it was only asked what would happen' }),
  })
  .openapi('ClosureAnswer')

export const applyInput = z.strictObject({ apply: z.boolean() })

export const carriedOut = z.object({
  id: z.string(),
  slots: z.number().int().openapi({ description: 'Slots that closed' }),
  opened: z.number().int().openapi({ description: 'Slots that opened again or are new' }),
  told: z.number().int().openapi({ description: 'Told that their time is closed' }),
  reopened: z.number().int().openapi({ description: 'Told that their time holds after all' }),
})

export const liftAnswer = z
  .object({
    fromDay: z.string(),
    toDay: z.string(),
    counterGroup: z.string(),
    people: z.number().int(),
    change: carriedOut.nullable(),
  })
  .openapi('LiftAnswer')

export const specialInput = z.strictObject({
  day: daySchema,
  counterGroup: counterSchema.optional(),
  windows: z.array(z.strictObject({ opens: timeSchema, closes: timeSchema })).max(4),
  reason: reasonSchema,
  seen: z.string().max(40).optional(),
  apply: z.boolean(),
})

const count = (least: number, most: number) => z.int().min(least).max(most)

export const weekWindow = z.strictObject({
  weekday: z.union([
    z.literal(1),
    z.literal(2),
    z.literal(3),
    z.literal(4),
    z.literal(5),
    z.literal(6),
    z.literal(7),
  ]),
  from: timeSchema,
  to: timeSchema,
  slotMinutes: count(5, 240),
  capPublic: count(0, 999),
  capPhone: count(0, 999),
  capCounter: count(0, 999),
  leadMinutes: count(0, 10_080),
  horizonDays: count(1, 90),
  releaseTime: clockTime,
})

export const scheduleInput = z.strictObject({
  counterGroup: counterSchema,
  fromDay: daySchema,
  windows: z.array(weekWindow).max(28),
  seen: z.string().max(40).optional(),
  apply: z.boolean(),
})

export const planAnswer = z
  .object({
    days: z.array(
      z.object({
        day: z.string(),
        counterGroup: z.string(),
        released: z.boolean(),
        windows: z.object({ before: z.array(stretch), after: z.array(stretch) }),
        before: sums,
        after: sums,
        closes: z.number().int(),
        reopens: z.number().int(),
        adds: z.number().int(),
        spared: z.number().int(),
      }),
    ),
    people: z.array(hitSchema),
    seen: z.string(),
    change: carriedOut.nullable(),
  })
  .openapi('PlanAnswer')

export const outcomeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(changeKinds),
    fromDay: z.string(),
    toDay: z.string(),
    counterGroup: z.string(),
    reason: text,
    done: z.boolean(),
    lifted: z.boolean(),
    people: z.array(
      hitSchema.extend({
        state: z.enum(hitStates),
        nearest: z.array(z.object({ slotId: z.string(), startsAt: z.string() })),
      }),
    ),
  })
  .openapi('ChangeOutcome')

export const reachedInput = z.strictObject({ reference: z.string().min(1).max(40) })
export const reachedAnswer = z.object({ reference: z.string() })
export const movesInput = z.strictObject({
  moves: z
    .array(z.strictObject({ reference: z.string().min(1).max(40), slotId: z.string().min(1).max(80) }))
    .min(1)
    .max(40),
})
export const movesAnswer = listOf(
  z.object({ reference: z.string(), moved: z.boolean(), problem: z.string().optional() }),
).omit({ nextCursor: true })

export const pointList = listOf(z.object({ slug: z.string(), kind: z.enum(serviceKinds), name: text }))

export const planSchema = z
  .object({
    point: z.object({ slug: z.string(), kind: z.enum(serviceKinds), name: text }),
    today: z.string(),
    days: z.array(
      z.object({
        day: z.string(),
        counterGroup: z.string(),
        slots: z.number().int(),
        open: z.number().int(),
        places: z.number().int(),
        booked: z.number().int(),
      }),
    ),
    closures: z.array(
      z.object({
        id: z.string(),
        bureau: z.boolean(),
        fromDay: z.string(),
        toDay: z.string(),
        counterGroup: z.string(),
        reason: text,
      }),
    ),
    special: z.array(
      z.object({
        day: z.string(),
        opens: z.string(),
        closes: z.string(),
        counterGroup: z.string(),
        reason: text,
      }),
    ),
    counters: z.array(
      z.object({
        counterGroup: z.string(),
        lastDay: z.string().nullable().openapi({ description: 'The last day whose places are out' }),
        seen: z.string(),
        windows: z.array(weekWindow.extend({ validFrom: z.string(), validTo: z.string().nullable() })),
      }),
    ),
    changes: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(changeKinds),
        fromDay: z.string(),
        toDay: z.string(),
        counterGroup: z.string(),
        people: z.number().int(),
        toCall: z.number().int(),
      }),
    ),
  })
  .openapi('PointPlan')

export type ClosureAnswer = z.infer<typeof closureAnswer>
export type LiftAnswer = z.infer<typeof liftAnswer>
export type PlanAnswerBody = z.infer<typeof planAnswer>
export type OutcomeAnswer = z.infer<typeof outcomeSchema>
export type MovesAnswer = z.infer<typeof movesAnswer>
export type PointListAnswer = z.infer<typeof pointList>
export type PointPlan = z.infer<typeof planSchema>
