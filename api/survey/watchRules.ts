import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { rows } from '../../db/rows.ts'
import type { FlagWhy } from '../../db/schema/rating.ts'
import type { Day } from '../calendar/day.ts'
import type { Certainty } from '../calendar/deadlineRule.ts'
import type { Ctx } from '../context.ts'

/** So many ratings within so many hours are a burst. */
const burst = (most: number, hours: number) =>
  z.object({ ratings: z.int().min(2).max(100_000), hours: z.int().min(1).max(240) }).default({
    ratings: most,
    hours,
  })

/**
 * The bureau's numbers of the watch: each is data with a default (`rating_rule`, the newest row that has begun). No rule or
 * standard gives them; they are ours, to be set anew by what a bureau sees.
 */
const watchRulesSchema = z.object({
  /** About one place, from one network. A village hall or a carrier shares one: so many, and a person decides. */
  network: burst(12, 24),
  /** About one place, from one network and browser. */
  device: burst(5, 24),
  /** Of one counter, and of one officer. Links open at drawn times, so honest ones do not come together. */
  counter: burst(15, 3),
  officer: burst(20, 3),
  /** About one place, in the same words. */
  words: burst(3, 168),
  /** Nobody opens, reads and answers the form in less, seconds. */
  fastest: z.int().min(0).max(60).default(3),
})
export type WatchRules = z.infer<typeof watchRulesSchema>

/** How sure the numbers are: product defaults, as the evidence of each flag says. */
export const watchCertainty: Certainty = 'K1'

export const defaultWatchRules: WatchRules = watchRulesSchema.parse({})

/** Statement: the rules in force on a day; no row means the defaults. */
export const watchRulesOn = ({ db }: Pick<Ctx, 'db'>, day: Day) =>
  rows<{ rules: string }>(
    db,
    sql`SELECT rules FROM rating_rule WHERE from_day <= ${day} ORDER BY from_day DESC LIMIT 1`,
  )

/** The rules of the row found. Throws ZodError on a document the bureau wrote wrongly. */
export const readWatchRules = (found: readonly { rules: string }[]): WatchRules =>
  watchRulesSchema.parse(found[0] ? JSON.parse(found[0].rules) : {})

/** A kind of burst: what its ratings share, and whether only those about one place are put together. */
export interface Sharing {
  why: FlagWhy
  rule: Exclude<keyof WatchRules, 'fastest'>
  column: 'network' | 'device' | 'counter_id' | 'staff_id' | 'likeness'
  byPlace: boolean
}
export const sharings: readonly Sharing[] = [
  { why: 'burst-network', rule: 'network', column: 'network', byPlace: true },
  { why: 'burst-device', rule: 'device', column: 'device', byPlace: true },
  { why: 'burst-counter', rule: 'counter', column: 'counter_id', byPlace: false },
  { why: 'burst-officer', rule: 'officer', column: 'staff_id', byPlace: false },
  { why: 'same-words', rule: 'words', column: 'likeness', byPlace: true },
]

/** The rules as everybody reads them: what is looked for, and from how many within how many hours on. */
export const watchView = (rules: WatchRules) => ({
  bursts: sharings.map(({ why, rule, byPlace }) => ({ why, byPlace, ...rules[rule] })),
  seconds: rules.fastest,
})
