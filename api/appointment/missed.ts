import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { addDays, DAY, type Day, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { ageOn } from '../privacy/idNumber.ts'
import { Problem } from '../problem.ts'
import type { People } from './applicant.ts'
import type { BookingRules } from './rules.ts'

/** How one visit of a person went. */
export interface PastVisit {
  /** When the visit was to end, ms. */
  endsAt: number
  /** `late`: cancelled shortly before. */
  outcome: 'served' | 'missed' | 'late'
  /** Whether its number was confirmed, and is the one typed now. */
  confirmed: boolean
}

/** What holds somebody back: so many visits missed, and the first day on which booking online is open again. */
export interface MissedLimit {
  missed: number
  until: Day
}

type Rules = Pick<
  BookingRules,
  'lateCancelCounts' | 'missedMost' | 'missedWithinDays' | 'missedPauseDays' | 'exemptAge'
>

/**
 * Whether missed visits hold somebody back today (standards B5: three in ninety days, then thirty days; a product
 * rule, made from local ones). Days are counted whole: a visit counts on `missedWithinDays` days, its own the first,
 * and the pause ends on the day `missedPauseDays` after the last that counts. Being served forgives all before it. A
 * late cancellation counts only where the rules say so. Null: nothing holds them back.
 */
export function missedLimit(visits: readonly PastVisit[], rules: Rules, now: number): MissedLimit | null {
  const today = dayOf(now)
  const since = addDays(today, -rules.missedWithinDays)
  const healed = Math.max(...visits.filter(({ outcome }) => outcome === 'served').map(({ endsAt }) => endsAt))
  const missed = visits.filter(
    ({ outcome, confirmed, endsAt }) =>
      confirmed &&
      (outcome === 'missed' || (outcome === 'late' && rules.lateCancelCounts)) &&
      endsAt > healed &&
      dayOf(endsAt) > since,
  )
  if (missed.length < rules.missedMost) return null
  const last = dayOf(Math.max(...missed.map(({ endsAt }) => endsAt)))
  const until = addDays(last, rules.missedPauseDays)
  return today < until ? { missed: missed.length, until } : null
}

/**
 * Who is never held back: whoever ticks the box (old, disabled or pregnant: nobody asks why), and whoever's resident
 * ID says that they are old enough on this day.
 */
export function isExempt(
  { applicant, exempt }: { applicant: People['applicant']; exempt: boolean },
  { exemptAge }: Rules,
  today: Day,
): boolean {
  if (exempt) return true
  return (
    applicant.idType === 'resident-id' &&
    applicant.idNumber !== null &&
    ageOn(applicant.idNumber, today) >= exemptAge
  )
}

interface PastRow {
  endsAt: number
  outcome: PastVisit['outcome']
  confirmed: number
}

/** More of them than any rule counts are not looked at. */
const mostVisits = 100
/** The longest time that rules may look back, days (rules.ts). */
const longest = 366

/**
 * Statement: how the visits of a person went in the past year. A missed one counts only if its number was confirmed
 * and is the one typed now. Without that, somebody could book with a stranger's document and a telephone of their
 * own, stay away, and have the stranger held back; and whoever knows a document number could learn from the refusal
 * that its holder missed visits.
 */
export function visitsOf(ctx: Ctx, { person, phoneKey }: { person: string; phoneKey: string }) {
  return rows<PastRow>(
    ctx.db,
    sql`SELECT ends_at AS endsAt, outcome, phone_confirmed_at IS NOT NULL AND phone_key = ${phoneKey} AS confirmed
        FROM booking WHERE person_key = ${person} AND ends_at > ${ctx.clock.now() - longest * DAY} AND outcome IS NOT NULL
        ORDER BY ends_at DESC LIMIT ${mostVisits}`,
  )
}

/**
 * The refusal that missed visits earn, or null. It is for booking online alone: the telephone, the counter and walking
 * in stay open. What it tells: a number of visits and the day on which the pause ends, to whoever types the document
 * and the very number that were confirmed; no station, no matter, no time. Nobody else is told anything, and asking
 * costs a proof of work each time.
 */
export function missedProblem(
  found: readonly PastRow[],
  who: { applicant: People['applicant']; exempt: boolean },
  rules: BookingRules,
  now: number,
): Problem | null {
  if (isExempt(who, rules, dayOf(now))) return null
  const visits = found.map((visit) => ({ ...visit, confirmed: visit.confirmed === 1 }))
  const limit = missedLimit(visits, rules, now)
  if (!limit) return null
  const { missed, until } = limit
  const days = rules.missedWithinDays
  return new Problem('missed-too-often', {
    detail: {
      zh: `最近 ${days} 天里有 ${missed} 次约了没来。从 ${until} 起又可以在网上约。`,
      en: `${missed} visits were missed in the last ${days} days. Booking online is open again from ${until}.`,
    },
    extra: { until, missed },
  })
}
