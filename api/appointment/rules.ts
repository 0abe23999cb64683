import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { rows } from '../../db/rows.ts'
import type { Day } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const count = (least: number, most: number) => z.int().min(least).max(most)

/**
 * The bureau's rules of booking: every number is data with a default (`booking_rule`, the newest row that has begun).
 * Where a default comes from stands in ruleWords.ts beside its words, and on /open/booking.
 */
export const rulesSchema = z.object({
  /** Matters in one visit, and people who come together. */
  mattersMost: count(1, 6).default(3),
  peopleMost: count(1, 20).default(5),
  /** The longest visit, minutes. */
  visitMinutesMost: count(10, 480).default(120),
  /** How often its holder may move a booking: each move sends a message. */
  movesMost: count(0, 50).default(5),

  /** Cancelled later than this before the visit counts as late, minutes (standards B5). */
  lateCancelMinutes: count(0, 1440).default(120),
  /** Whether a late cancellation counts like a missed visit. */
  lateCancelCounts: z.boolean().default(true),
  /** So many missed visits … (standards B5) */
  missedMost: count(1, 100).default(3),
  /** … within so many days … */
  missedWithinDays: count(1, 365).default(90),
  /** … and for so many days from the last of them booking is by telephone or at the counter, never refused there. */
  missedPauseDays: count(1, 365).default(30),
  /** From this age on nobody is limited, years. */
  exemptAge: count(0, 120).default(60),

  /** Minutes after `schedule.release_time` within which a day's new places appear; 0: at once, first come first served. */
  releaseWindowMinutes: count(0, 240).default(60),
  /** Each day's windows in which places given back appear. An empty list: at once. */
  givenBackWindows: z
    .array(
      z
        .object({ from: timeOfDay, to: timeOfDay })
        .refine(({ from, to }) => from !== to, { error: 'A window has a beginning and an end' }),
    )
    .max(24)
    .default([
      { from: '08:00', to: '09:00' },
      { from: '12:00', to: '13:00' },
      { from: '16:00', to: '17:00' },
      { from: '20:00', to: '21:00' },
    ]),
  /** Whether places go to the waiting list before they appear for all. */
  listFirst: z.boolean().default(true),
  /** How long an offer stands, minutes of the day (the quiet hours do not count). */
  offerMinutes: count(5, 2880).default(120),
  /** No text message about the list between these times of day, and no offer runs out. Equal: no quiet hours. */
  quietFrom: timeOfDay.default('22:00'),
  quietTo: timeOfDay.default('07:00'),
  /** After so many offers let pass the place on the list ends. */
  offersMost: count(1, 20).default(3),
  /** Service points one may wait for at once, and the longest span of days. */
  waitingPointsMost: count(1, 20).default(5),
  waitingDaysMost: count(1, 180).default(60),
  /** Who had a place in the same matter within so many days stands behind those who had none. */
  recentDays: count(0, 365).default(30),

  /** Days of a year whose holiday notice is not out yet: opened and marked, or not opened until it is. */
  provisionalDays: z.enum(['open', 'wait']).default('open'),
})
export type BookingRules = z.infer<typeof rulesSchema>

export interface RuleRow {
  fromDay: Day
  rules: string
}

/** Statement: the rules in force on a day; no row means the defaults. */
export function rulesOn(ctx: Ctx, day: Day) {
  return rows<RuleRow>(
    ctx.db,
    sql`SELECT from_day AS fromDay, rules FROM booking_rule WHERE from_day <= ${day} ORDER BY from_day DESC LIMIT 1`,
  )
}

/** The rules of the row found. Throws ZodError on a document the bureau wrote wrongly: better no booking than a false one. */
export function readRules(found: readonly RuleRow[]): BookingRules {
  return rulesSchema.parse(found[0] ? JSON.parse(found[0].rules) : {})
}

export const defaultRules: BookingRules = rulesSchema.parse({})
