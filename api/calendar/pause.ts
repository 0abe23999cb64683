import type { Text } from '../shared/text.ts'
import { type Day, dayOf } from './day.ts'
import { DeadlineError } from './deadlineRule.ts'

/** The clock stood still from `from` until just before `to`; null while it still does. The reason is public. */
export interface Pause {
  from: number
  to: number | null
  reason: Text
}

/** The days a pause touches, first and last; `open` while it lasts. */
export interface PausedDays {
  first: Day
  last: Day
  open: boolean
  reason: Text
}

/**
 * The days each pause touches, in order. One that still lasts is taken to end today, so the due date is what
 * it would be if the clock started again now. One that has not begun and has no end is left out.
 * Throws `pause-ends-before-it-begins`.
 */
export function pausedDays(pauses: readonly Pause[], now: number): PausedDays[] {
  return begun(pauses, now).map(({ from, to, reason }) => {
    const open = to === null
    const last = dayOf(open ? now : Math.max(from, to - 1))
    return { first: dayOf(from), last, open, reason }
  })
}

/** Not counted: every day a pause touches after its first. The first, on which work was done, counts. */
export function isStopped(paused: readonly PausedDays[], day: Day): boolean {
  return paused.some(({ first, last }) => first < day && day <= last)
}

/** No due day: any day of a pause that outlives its first day, so that time never runs out on a stopped clock. */
export function cannotBeDue(paused: readonly PausedDays[], day: Day): boolean {
  return paused.some(({ first, last }) => first < last && first <= day && day <= last)
}

/** The pauses as merged spans of ms, in order, for clocks in hours; one that still lasts ends now. */
export function pausedSpans(pauses: readonly Pause[], now: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (const { from, to } of begun(pauses, now)) {
    const end = to ?? now
    const previous = spans.at(-1)
    if (previous && from <= previous.to) previous.to = Math.max(previous.to, end)
    else spans.push({ from, to: end })
  }
  return spans
}

/** Whether a pause that began before time ran out holds the clock now; one that begins as it runs out comes too late. */
export function isPausedAt(pauses: readonly Pause[], now: number, dueAt: number): boolean {
  return pauses.some(({ from, to }) => from <= now && from < dueAt && (to === null || now < to))
}

function begun(pauses: readonly Pause[], now: number): Pause[] {
  for (const { from, to } of pauses) {
    if (to !== null && to < from) throw new DeadlineError('pause-ends-before-it-begins', `${from} > ${to}`)
  }
  return pauses.filter(({ from, to }) => to !== null || from <= now).sort((a, b) => a.from - b.from)
}
