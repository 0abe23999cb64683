import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionRule, start } from '../../../api/application/clock.ts'
import { recounted } from '../../../api/application/desk/recount.ts'
import { forms } from '../../../api/application/forms/index.ts'
import type { ApplicationRow, ExtensionRow, PauseRow } from '../../../api/application/query.ts'
import type { DeadlineRule } from '../../../api/calendar/deadlineRule.ts'
import type { DayRow, YearRow } from '../../../api/calendar/query.ts'
import { calendarSeed } from '../../../db/seed/calendar.ts'
import { NOTICES } from '../../support/holidays.ts'

// What happens to applications after they were accepted, at random: other offices asked for reasons that stop the clock
// and for others, answers or none, extensions. The due day is held against a count that shares nothing with the engine:
// its own list of holidays (standards B9, by hand), its own days, one after the other.

const HOUR = 3_600_000
const DAY = 24 * HOUR
const seed = calendarSeed()
const years = seed.years.map(
  (year): YearRow => ({
    year: year.year,
    status: year.status,
    source_zh: year.source.zh,
    source_en: year.source.en,
    certainty: 'S',
  }),
)
const days = seed.days.map(
  ({ day, kind, name }): DayRow => ({ day, kind, name_zh: name.zh, name_en: name.en }),
)

/** A day in Shanghai as a plain number: days since 1970. */
const dayNumber = (at: number) => Math.floor((at + 8 * HOUR) / DAY)
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY
const off = new Set<number>()
const on = new Set<number>()
for (const { off: breaks, workWeekends } of NOTICES) {
  for (const [from, to] of breaks) for (let day = numberOf(from); day <= numberOf(to); day++) off.add(day)
  for (const day of workWeekends) on.add(numberOf(day))
}
/** 1 January 1970 was a Thursday. */
const isWorked = (day: number) => on.has(day) || (!off.has(day) && (day + 4) % 7 !== 0 && (day + 4) % 7 !== 6)

const shapes = fc.record({
  form: fc.constantFrom(...forms),
  startedAt: fc.integer({ min: Date.parse('2024-01-02T00:00:00Z'), max: Date.parse('2026-06-30T00:00:00Z') }),
  asked: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 12 * DAY }),
      takes: fc.option(fc.integer({ min: 0, max: 15 * DAY }), { freq: 4 }),
      lawful: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  extension: fc.option(fc.integer({ min: 1, max: 10 })),
  lookedAt: fc.integer({ min: 0, max: 60 * DAY }),
})

test('of 5,000 random histories the due day is that of a naive count, day by day', {
  timeout: 60_000,
}, () => {
  const seen = { paused: 0, extended: 0 }
  fc.assert(
    fc.property(shapes, ({ form, startedAt, asked, extension, lookedAt }) => {
      const row = { matterCode: form.matter, formVersion: form.version, ownPromise: null, slug: 'x' }
      // Whatever the form, an extension of a permit's kind (行政许可法 42) may be granted.
      const rule: DeadlineRule = {
        ...decisionRule(row, '2026-11-23'),
        extension: { value: 10, unit: 'working_day', times: 1 },
      }
      fc.pre(rule.unit !== 'hour')
      // One after the other, as the database has them: only the last may still be open.
      const pauses: PauseRow[] = []
      let at = startedAt
      for (const { after, takes, lawful } of asked) {
        if (pauses.at(-1)?.toAt === null) break
        const fromAt = at + after
        const toAt = takes === null ? null : fromAt + takes
        const reason = lawful ? (form.pauses[0]?.key ?? null) : null
        pauses.push({ id: 'p', reason, officeZh: '', officeEn: '', fromAt, toAt })
        at = toAt ?? fromAt
      }
      const now = Math.max(at, startedAt) + lookedAt
      const granted: ExtensionRow[] =
        extension !== null
          ? [{ id: 'e', value: extension, unit: 'working_day', approverId: 'a', words: null, at: now }]
          : []
      const { dueDay: _, ...clock } = start(rule, startedAt, years, days)
      const found = recounted(
        { clock: { now: () => now } } as Parameters<typeof recounted>[0],
        { ...row, ...clock } as unknown as ApplicationRow,
        { pauses, extensions: granted, years, days },
      )
      const stopping = pauses.filter(({ reason }) => reason !== null)
      seen.paused += Number(stopping.length > 0)
      seen.extended += granted.length
      expect(dayNumber(found.dueAt!)).toBe(naive(rule, startedAt, stopping, granted, now))
    }),
    { numRuns: 5_000 },
  )
  expect(seen.paused).toBeGreaterThan(300)
  expect(seen.extended).toBeGreaterThan(50)
})

/** The day number it is due on: each day is asked whether it counts, until enough have. */
function naive(
  rule: { value: number; unit: string },
  startedAt: number,
  stopping: readonly PauseRow[],
  granted: readonly ExtensionRow[],
  now: number,
): number {
  const touched = stopping
    .filter(({ fromAt, toAt }) => toAt !== null || fromAt <= now)
    .map(({ fromAt, toAt }) => {
      const first = dayNumber(fromAt)
      const last = toAt === null ? dayNumber(now) : dayNumber(Math.max(fromAt, toAt - 1))
      return { first, last }
    })
  const stopped = (day: number) => touched.some(({ first, last }) => first < day && day <= last)
  const barred = (day: number) =>
    touched.some(({ first, last }) => first < last && first <= day && day <= last)
  let day = dayNumber(startedAt)
  for (const { value, unit } of [rule, ...granted])
    for (let left = value; left > 0; ) {
      day += 1
      if (!stopped(day) && (unit !== 'working_day' || isWorked(day))) left -= 1
    }
  while (barred(day) || !isWorked(day)) day += 1
  return day
}
