import { MINUTE } from '../calendar/day.ts'
import type { QueueRules } from './rules.ts'

/** A waiting ticket, as far as its place goes. Instants in ms. */
export interface InLine {
  id: string
  counterGroup: string
  booked: boolean
  /** The time booked, or when they came (late ones too). */
  dueAt: number
  /** Since when it stands before the others: put forward, passed on, back from the side. */
  firstAt: number | null
  serial: number
}

/** By what somebody goes: the smaller first. */
const ranks = { owed: 0, first: 1, due: 2, walkIn: 3, early: 4 } as const
export type Rank = keyof typeof ranks

const isWalkIn = ({ booked, firstAt }: InLine) => !booked && firstAt === null

/**
 * The order in which they would be called now, the next one first. Whoever was put first goes first, then whoever
 * booked and is due, by their time; then walk-ins as they came; then those whose time is still to come. Where as many
 * went before a waiting walk-in as the rule allows (`streaks`, by counter group), that group's oldest walk-in goes
 * before all: this is what keeps anybody from being passed over for ever.
 */
export function orderOf(
  waiting: readonly InLine[],
  streaks: Readonly<Record<string, number>>,
  rules: Pick<QueueRules, 'bookedInRow' | 'dueMinutes'>,
  now: number,
): InLine[] {
  const left = [...waiting]
  const run: Record<string, number> = { ...streaks }
  const order: InLine[] = []
  while (left.length > 0) {
    const next = pick(left, run, rules, now)
    left.splice(left.indexOf(next), 1)
    order.push(next)
    run[next.counterGroup] = streakAfter(next, left, run[next.counterGroup] ?? 0)
  }
  return order
}

/** The streak of its group once somebody is called; `left` are those who still wait. Kept in SQL by 0073_undo.sql too. */
function streakAfter(called: InLine, left: readonly InLine[], before: number): number {
  if (isWalkIn(called)) return 0
  const waits = left.some((one) => one.counterGroup === called.counterGroup && isWalkIn(one))
  return waits ? before + 1 : before
}

function pick(
  waiting: readonly InLine[],
  streaks: Readonly<Record<string, number>>,
  rules: Pick<QueueRules, 'bookedInRow' | 'dueMinutes'>,
  now: number,
): InLine {
  let best: InLine | undefined
  let bestKey: number[] = []
  for (const one of waiting) {
    const owed = isWalkIn(one) && (streaks[one.counterGroup] ?? 0) >= rules.bookedInRow
    const key = [ranks[owed ? 'owed' : rankOf(one, rules, now)], one.firstAt ?? one.dueAt, one.serial]
    if (!best || less(key, bestKey)) [best, bestKey] = [one, key]
  }
  return best!
}

/** By what somebody goes now, the walk-ins' turn aside. */
export function rankOf(one: InLine, { dueMinutes }: Pick<QueueRules, 'dueMinutes'>, now: number): Rank {
  if (one.firstAt !== null) return 'first'
  if (!one.booked) return 'walkIn'
  return one.dueAt <= now + dueMinutes * MINUTE ? 'due' : 'early'
}

function less(a: readonly number[], b: readonly number[]): boolean {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? 0
    if (value !== other) return value < other
  }
  return false
}

/** When somebody who booked came, beside their time. */
export type Timing = 'early' | 'on-time' | 'late'

/** Whether they came early, in time or late, and the instant by which they are called. */
export function arrival(
  startsAt: number,
  now: number,
  rules: Pick<QueueRules, 'earlyMinutes' | 'lateMinutes'>,
): { timing: Timing; dueAt: number } {
  if (now > startsAt + rules.lateMinutes * MINUTE) return { timing: 'late', dueAt: now }
  const timing = now < startsAt - rules.earlyMinutes * MINUTE ? 'early' : 'on-time'
  return { timing, dueAt: startsAt }
}
