import { isRealDay } from '../shared/realDay.ts'

/**
 * Plain days and times of day in Asia/Shanghai. China has kept one zone, +08:00, without summer time since
 * 1991, so this is arithmetic and needs no time-zone data. Instants are epoch milliseconds.
 */

/** A day as `YYYY-MM-DD` in Asia/Shanghai. Days compare and sort as strings. */
export type Day = string

/** A time of day as `HH:MM`, `00:00` to `24:00` (the end of the day). */
export type TimeOfDay = string

/** 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const OFFSET = 8 * HOUR

/** The Shanghai day an instant falls on. */
export function dayOf(ms: number): Day {
  return new Date(ms + OFFSET).toISOString().slice(0, 10)
}

/** 00:00 of a day, in epoch ms. Throws RangeError for a day that does not exist. */
export function startOfDay(day: Day): number {
  if (!isRealDay(day)) throw new RangeError(`not a day: ${day}`)
  return Date.parse(`${day}T00:00:00Z`) - OFFSET
}

/** The last millisecond of a day (23:59:59.999): what "by the end of the day" means everywhere here. */
export function endOfDay(day: Day): number {
  return startOfDay(day) + DAY - 1
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dayOf(startOfDay(day) + count * DAY)
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (startOfDay(to) - startOfDay(from)) / DAY
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): Weekday {
  const sundayFirst = new Date(startOfDay(day) + OFFSET).getUTCDay()
  return (sundayFirst === 0 ? 7 : sundayFirst) as Weekday
}

/** Saturday or Sunday, whatever the holiday notice makes of it. */
export function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 6
}

/** The instant of a time on a day; `24:00` is 00:00 of the next day. Throws RangeError for a bad time. */
export function at(day: Day, time: TimeOfDay): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(time)
  if (!match) throw new RangeError(`not a time of day: ${time}`)
  const minutes = time === '24:00' ? 24 * 60 : Number(match[1]) * 60 + Number(match[2])
  return startOfDay(day) + minutes * MINUTE
}

/** `HH:MM` of an instant in Shanghai. */
export function timeOf(ms: number): TimeOfDay {
  return new Date(ms + OFFSET).toISOString().slice(11, 16)
}

/** The wire form of an instant, to the second: `2026-11-23T09:30:00+08:00`. */
export function toIso(ms: number): string {
  return `${new Date(ms + OFFSET).toISOString().slice(0, 19)}+08:00`
}

/** Whether a string is a real day: `2026-02-29` and `2026-2-3` are not. */
export const isDay = isRealDay

/** The year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
