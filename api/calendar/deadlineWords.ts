import type { Text } from '../shared/text.ts'
import { addDays, type Day, dayOf, isWeekend, timeOf, yearOf } from './day.ts'
import { dayRange, duration, fullDay, period, shortDay } from './dayWords.ts'
import type { DeadlineRule, Extension } from './deadlineRule.ts'
import { cannotBeDue, isStopped, type Pause, type PausedDays } from './pause.ts'
import { type Calendar, isProvisional } from './workingDays.ts'

export interface DaysCounted {
  rule: DeadlineRule
  startDay: Day
  /** The last day counted, before it was moved to the due day. */
  lastDay: Day
  dueDay: Day
  calendar: Calendar
  paused: readonly PausedDays[]
  extensions: readonly Extension[]
  provisional: boolean
}

/** How a period of days was counted, step by step, with the skipped holidays named. */
export function wordsForDays(counted: DaysCounted): Text[] {
  const { rule, startDay, dueDay, calendar, paused, extensions, provisional } = counted
  const steps = [firstStep(rule, startDay)]
  if (rule.unit === 'working_day' || extensions.some(({ unit }) => unit === 'working_day')) {
    steps.push(...exceptionSteps(calendar, paused, startDay, dueDay))
  }
  steps.push(...paused.filter((days) => touches(days, startDay, dueDay)).map(pauseStep))
  steps.push(...extensions.map(extensionStep))
  steps.push(...moveStep(counted))
  const due = fullDay(dueDay)
  steps.push({ zh: `${due.zh} 24:00 前到期`, en: `Due by the end of ${due.en}` })
  if (provisional) steps.push(provisionalStep(calendar, startDay, dueDay))
  return steps
}

export interface HoursCounted {
  rule: DeadlineRule
  startedAt: number
  dueAt: number
  /** How long the clock stood still, ms. */
  stopped: number
  pauses: readonly Pause[]
  extensions: readonly Extension[]
}

/** How a period of hours was counted, step by step. */
export function wordsForHours({ rule, startedAt, dueAt, stopped, pauses, extensions }: HoursCounted): Text[] {
  const length = period(rule.value, 'hour')
  const start = moment(startedAt)
  const steps: Text[] = [
    {
      zh: `从${rule.startEvent.zh}（${start.zh}）起连续计 ${length.zh}，周末和法定节假日也算`,
      en: `${length.en} without a break from ${rule.startEvent.en} (${start.en}); weekends and public holidays count`,
    },
  ]
  if (stopped > 0) {
    const why = pauses.filter(({ from, to }) => from < dueAt && (to === null || to > startedAt))
    const time = duration(stopped)
    steps.push({
      zh: `暂停了 ${time.zh}，不算在内（${once(why.map(({ reason }) => reason.zh)).join('；')}）`,
      en: `${time.en} on hold is not counted (${once(why.map(({ reason }) => reason.en)).join('; ')})`,
    })
  }
  steps.push(...extensions.map(extensionStep))
  const due = moment(dueAt)
  steps.push({ zh: `${due.zh} 前到期`, en: `Due by ${due.en}` })
  return steps
}

function firstStep(rule: DeadlineRule, startDay: Day): Text {
  const start = fullDay(startDay)
  const length = period(rule.value, rule.unit)
  const zero = {
    zh: `${rule.startEvent.zh}不算（${start.zh}）`,
    en: `${sentence(rule.startEvent.en)} does not count (${start.en})`,
  }
  return rule.unit === 'working_day'
    ? {
        zh: `${zero.zh}，跳过周末和法定节假日，共 ${length.zh}`,
        en: `${zero.en}; weekends and public holidays are skipped; ${length.en} in all`,
      }
    : {
        zh: `${zero.zh}，从第二天起连续数 ${length.zh}，周末和节假日也算`,
        en: `${zero.en}; ${length.en} in a row from the next day, weekends and holidays included`,
      }
}

/** Names the holidays skipped and the weekend days that count because offices work on them. */
function exceptionSteps(
  calendar: Calendar,
  paused: readonly PausedDays[],
  startDay: Day,
  dueDay: Day,
): Text[] {
  const holidays: { name: Text; from: Day; to: Day }[] = []
  const worked: Day[] = []
  let current: { name: Text; from: Day; to: Day } | undefined
  for (let day = addDays(startDay, 1); day <= dueDay; day = addDays(day, 1)) {
    const exception = calendar.exceptions.get(day)
    if (exception?.kind === 'holiday') {
      if (current?.name.zh === exception.name.zh) current.to = day
      else {
        current = { name: exception.name, from: day, to: day }
        holidays.push(current)
      }
      continue
    }
    if (exception || !isWeekend(day)) current = undefined
    if (exception && isWeekend(day) && !isStopped(paused, day)) worked.push(day)
  }
  const steps: Text[] = []
  if (holidays.length > 0) {
    const named = holidays.map(({ name, from, to }) => ({ name, range: dayRange(from, to) }))
    steps.push({
      zh: `跳过的法定节假日：${named.map(({ name, range }) => `${name.zh}（${range.zh}）`).join('、')}`,
      en: `Public holidays skipped: ${named.map(({ name, range }) => `${name.en} (${range.en})`).join(', ')}`,
    })
  }
  if (worked.length > 0) {
    const days = worked.map(shortDay)
    steps.push({
      zh: `调休上班的周末照常计算：${days.map(({ zh }) => zh).join('、')}`,
      en: `Weekend days worked in exchange count: ${days.map(({ en }) => en).join(', ')}`,
    })
  }
  return steps
}

function touches({ first, last }: PausedDays, startDay: Day, dueDay: Day): boolean {
  return last > startDay && first <= dueDay
}

function pauseStep({ first, last, open, reason }: PausedDays): Text {
  const from = shortDay(first)
  if (open) {
    return {
      zh: `${from.zh}起暂停（${reason.zh}），次日起不算；到期日按今天恢复推算，会随恢复的日子改变`,
      en: `On hold since ${from.en} (${reason.en}), not counted from the next day; the due date assumes it goes on today and moves until it does`,
    }
  }
  if (first === last) {
    return {
      zh: `${from.zh}暂停后当天恢复（${reason.zh}），不影响期限`,
      en: `On hold for part of ${from.en} (${reason.en}); the period is unchanged`,
    }
  }
  const range = dayRange(addDays(first, 1), last)
  return {
    zh: `${from.zh}暂停（${reason.zh}），${range.zh}不算`,
    en: `On hold from ${from.en} (${reason.en}): ${range.en} not counted`,
  }
}

function extensionStep({ value, unit, reason }: Extension): Text {
  const length = period(value, unit)
  return {
    zh: `经批准延长 ${length.zh}（${reason.zh || reason.en}）`,
    en: `Extended with approval by ${length.en} (${reason.en || reason.zh})`,
  }
}

function moveStep({ lastDay, dueDay, paused, calendar }: DaysCounted): Text[] {
  if (lastDay === dueDay) return []
  const last = shortDay(lastDay)
  const due = shortDay(dueDay)
  const why: Text = cannotBeDue(paused, lastDay)
    ? { zh: '在暂停期间', en: 'falls while the clock is stopped' }
    : (holidayName(calendar, lastDay) ?? { zh: '是周末', en: 'is a weekend day' })
  return [
    {
      zh: `最后一天${last.zh}${why.zh}，顺延到${due.zh}`,
      en: `The last day, ${last.en}, ${why.en}, so it moves to ${due.en}`,
    },
  ]
}

function holidayName(calendar: Calendar, day: Day): Text | undefined {
  const exception = calendar.exceptions.get(day)
  return exception && { zh: `是${exception.name.zh}`, en: `is ${exception.name.en}` }
}

function provisionalStep(calendar: Calendar, startDay: Day, dueDay: Day): Text {
  const years = new Set<number>()
  for (let day = addDays(startDay, 1); day <= dueDay; day = addDays(day, 1)) {
    if (isProvisional(calendar, day)) years.add(yearOf(day))
  }
  if (years.size === 0) years.add(yearOf(dueDay))
  const named = [...years]
  return {
    zh: `${named.join('、')} 年的放假安排尚未确认，到期日是暂定的`,
    en: `The holiday notice for ${named.join(', ')} is not confirmed yet, so this date is provisional`,
  }
}

function moment(ms: number): Text {
  const day = fullDay(dayOf(ms))
  return { zh: `${day.zh} ${timeOf(ms)}`, en: `${timeOf(ms)} on ${day.en}` }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
