import { type SQL, sql } from 'drizzle-orm'
import { addDays, DAY, type Day, dayOf, daysBetween, startOfDay } from '../calendar/day.ts'

export const columnStates = ['fresh', 'due-soon', 'stale', 'empty'] as const
/** How a column stands; `stale` and `empty` are hidden from the public's lists, never from who has the address. */
type ColumnState = (typeof columnStates)[number]

/** What there is in a column. */
export interface Column {
  /** Notices on show. */
  published: number
  /** When the newest of them was published, epoch ms. */
  lastAt: number
  /** Days it may stay without anything new (standards B7: news 14, notices and policy 183). */
  staleAfter: number
}

/** So long before its last day a column counts as due soon, days: a quarter of its time, a fortnight at most (our own). */
const soon = (staleAfter: number) => Math.min(14, Math.ceil(staleAfter / 4))

/**
 * How a column stands at a moment: days since its newest notice, the last day it still counts as fresh, and the state.
 * Days are those of Shanghai; on its last day a column is fresh still. Null where there is nothing in it.
 */
export function columnState(
  { published, lastAt, staleAfter }: Column,
  now: number,
): { state: ColumnState; days: number | null; dueOn: Day | null } {
  if (published === 0) return { state: 'empty', days: null, dueOn: null }
  const newest = dayOf(lastAt)
  const days = daysBetween(newest, dayOf(now))
  const dueOn = addDays(newest, staleAfter)
  if (days > staleAfter) return { state: 'stale', days, dueOn }
  return { state: days > staleAfter - soon(staleAfter) ? 'due-soon' : 'fresh', days, dueOn }
}

/**
 * The same in SQL, for the lists of the public: a column (`t.published`, `t.last_at`, `c.stale_after`) that is neither
 * empty nor stale.
 */
export const columnIsShown = (now: number): SQL =>
  sql`t.published > 0 AND t.last_at >= ${startOfDay(dayOf(now))} - c.stale_after * ${DAY}`
