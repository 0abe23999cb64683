import type { Text } from '../shared/text.ts'
import { addDays, type Day, dayOf, endOfDay, HOUR } from './day.ts'
import { checkExtensions, DeadlineError, type DeadlineRule, type Extension } from './deadlineRule.ts'
import { wordsForDays, wordsForHours } from './deadlineWords.ts'
import {
  cannotBeDue,
  isPausedAt,
  isStopped,
  type Pause,
  type PausedDays,
  pausedDays,
  pausedSpans,
} from './pause.ts'
import { type Calendar, isProvisional, isWorkingDay } from './workingDays.ts'

export interface DeadlineInput {
  rule: DeadlineRule
  /** When the start event happened, epoch ms. */
  startedAt: number
  calendar: Calendar
  pauses: readonly Pause[]
  extensions: readonly Extension[]
  /** The moment to judge at, epoch ms: the present, or for finished work when it was finished. */
  now: number
}

export interface Deadline {
  /** Epoch ms. For days: the last millisecond of the due day. */
  dueAt: number
  dueDay: Day
  /** The date rests on a year whose holiday notice is not out. */
  provisional: boolean
  /** While `paused`, the due date is what it would be if the clock started again now. */
  state: 'running' | 'paused'
  /** How it was counted, one sentence a step, for resident and officer alike. */
  counted: Text[]
  /** `now` is past `dueAt`. */
  late: boolean
}

/**
 * When something is due, and how that was counted (standards B9). The one place that counts periods.
 *
 * - The start day is day 0 and not counted. A period of days ends at 24:00 of its last day; `dueAt` is the
 *   millisecond before.
 * - Working days: only working days count. Calendar days: every day counts, and a last day that is no working
 *   day moves to the next one, unless the rule says otherwise. Hours run straight through.
 * - Pauses, in days: the day a pause begins counts, every later day it touches, even in part, does not, and
 *   the due day never lies within a pause that lasts past its first day. In hours: to the millisecond.
 *   A pause that begins after time ran out changes nothing.
 * - Extensions are counted on from the last counted day, before it is moved.
 *
 * Throws DeadlineError for an extension or a pause the rules do not allow.
 */
export function dueDate(input: DeadlineInput): Deadline {
  if (!Number.isInteger(input.rule.value) || input.rule.value < 1) {
    throw new DeadlineError('value-not-whole', input.rule.key)
  }
  checkExtensions(input.rule, input.extensions)
  const found = input.rule.unit === 'hour' ? inHours(input) : inDays(input)
  const state = isPausedAt(input.pauses, input.now, found.dueAt) ? 'paused' : 'running'
  return { ...found, state, late: input.now > found.dueAt }
}

type Found = Pick<Deadline, 'dueAt' | 'dueDay' | 'provisional' | 'counted'>

function inHours({ rule, startedAt, pauses, extensions, now }: DeadlineInput): Found {
  const hours = extensions.reduce((sum, extension) => sum + extension.value, rule.value)
  let dueAt = startedAt + hours * HOUR
  let stopped = 0
  for (const span of pausedSpans(pauses, now)) {
    const from = Math.max(span.from, startedAt)
    const to = Math.max(span.to, startedAt)
    if (from >= dueAt) break
    dueAt += to - from
    stopped += to - from
  }
  const counted = wordsForHours({ rule, startedAt, dueAt, stopped, pauses, extensions })
  return { dueAt, dueDay: dayOf(dueAt), provisional: false, counted }
}

function inDays({ rule, startedAt, calendar, pauses, extensions, now }: DeadlineInput): Found {
  const startDay = dayOf(startedAt)
  const paused = pausedDays(pauses, now)
  const stretches = [rule, ...extensions]
  let lastDay = startDay
  for (const stretch of stretches) {
    lastDay = countOn(lastDay, stretch.value, stretch.unit === 'working_day' ? calendar : null, paused)
  }

  const inWorkingDays = stretches.some(({ unit }) => unit === 'working_day')
  const rolls = inWorkingDays || (rule.rollsToWorkingDay ?? true)
  let dueDay = lastDay
  while (cannotBeDue(paused, dueDay) || (rolls && !isWorkingDay(calendar, dueDay)))
    dueDay = addDays(dueDay, 1)

  // Working days look at every day on the way; calendar days only at where the last one lands.
  const looksFrom = inWorkingDays ? addDays(startDay, 1) : lastDay
  const provisional = rolls && someDay(looksFrom, dueDay, (day) => isProvisional(calendar, day))
  const counted = wordsForDays({ rule, startDay, lastDay, dueDay, calendar, paused, extensions, provisional })
  return { dueAt: endOfDay(dueDay), dueDay, provisional, counted }
}

/** The `value`-th day after `day` that counts: not stopped, and a working day where a calendar is given. */
function countOn(day: Day, value: number, calendar: Calendar | null, paused: readonly PausedDays[]): Day {
  let last = day
  for (let left = value; left > 0; ) {
    last = addDays(last, 1)
    if (!isStopped(paused, last) && (!calendar || isWorkingDay(calendar, last))) left -= 1
  }
  return last
}

function someDay(from: Day, to: Day, holds: (day: Day) => boolean): boolean {
  for (let day = from; day <= to; day = addDays(day, 1)) if (holds(day)) return true
  return false
}
