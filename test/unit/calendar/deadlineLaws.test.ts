import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, DAY, type Day, dayOf, endOfDay, HOUR, startOfDay } from '../../../api/calendar/day.ts'
import { dueDate } from '../../../api/calendar/deadline.ts'
import type { DeadlineRule, DeadlineUnit } from '../../../api/calendar/deadlineRule.ts'
import type { Pause } from '../../../api/calendar/pause.ts'
import { type Calendar, calendarFrom, isWorkingDay } from '../../../api/calendar/workingDays.ts'
import { calendarSeed } from '../../../db/seed/calendar.ts'

const text = { zh: '试', en: 'test' }
const first = startOfDay('2024-01-01')
const seeded = calendarFrom(calendarSeed())

const starts = fc.integer({ min: first, max: startOfDay('2027-06-01') })
const values = fc.integer({ min: 1, max: 70 })
const units = fc.constantFrom<DeadlineUnit>('hour', 'calendar_day', 'working_day')

/** The seeded calendar with some days turned over, so that the laws do not lean on any real year. */
const calendars = fc
  .array(fc.record({ offset: fc.nat(1400), off: fc.boolean() }), { maxLength: 60 })
  .map((turned): Calendar => {
    const exceptions = new Map(seeded.exceptions)
    for (const { offset, off } of turned) {
      exceptions.set(addDays('2024-01-01', offset), { kind: off ? 'holiday' : 'workday', name: text })
    }
    return { ...seeded, exceptions }
  })

/** Pauses relative to the start, some beginning before it, some lasting no time, some still lasting. */
const pauseShapes = fc.array(
  fc.record({
    from: fc.integer({ min: -5 * DAY, max: 60 * DAY }),
    length: fc.option(fc.oneof(fc.integer({ min: 0, max: 2 * DAY }), fc.integer({ min: 0, max: 20 * DAY }))),
  }),
  { maxLength: 4 },
)

const cases = fc
  .record({
    startedAt: starts,
    value: values,
    unit: units,
    rolls: fc.boolean(),
    calendar: calendars,
    shapes: pauseShapes,
    nowAfter: fc.integer({ min: 0, max: 90 * DAY }),
  })
  .map(({ startedAt, value, unit, rolls, calendar, shapes, nowAfter }) => {
    const pauses = shapes.map(({ from, length }): Pause => {
      const begin = startedAt + from
      return { from: begin, to: length === null ? null : begin + length, reason: text }
    })
    const rule: DeadlineRule = {
      id: 'test@1',
      key: 'test',
      version: 1,
      name: text,
      value,
      unit,
      startEvent: text,
      rollsToWorkingDay: rolls,
      basis: text,
      certainty: 'K1',
      scope: 'product',
      effectiveFrom: '2024-01-01',
      effectiveTo: null,
    }
    return { rule, startedAt, calendar, pauses, extensions: [], now: startedAt + nowAfter }
  })

/** Day by day, straight from the words of the rule, sharing nothing with the engine but the calendar. */
function naiveDueDay(input: typeof cases extends fc.Arbitrary<infer T> ? T : never): Day {
  const { rule, startedAt, calendar, pauses, now } = input
  const touched = pauses
    .filter(({ from, to }) => to !== null || from <= now)
    .map(({ from, to }) => {
      const days: Day[] = []
      for (let day = dayOf(from); ; day = addDays(day, 1)) {
        const begins = startOfDay(day)
        if (days.length > 0 && (to === null ? begins > now : begins >= to)) break
        days.push(day)
      }
      return days
    })
  const stopped = new Set(touched.flatMap((days) => days.slice(1)))
  const neverDue = new Set(touched.filter((days) => days.length > 1).flat())
  const working = rule.unit === 'working_day'
  let day = dayOf(startedAt)
  let counted = 0
  while (counted < rule.value) {
    day = addDays(day, 1)
    if (stopped.has(day)) continue
    if (working && !isWorkingDay(calendar, day)) continue
    counted += 1
  }
  const rolls = working || rule.rollsToWorkingDay
  while (neverDue.has(day) || (rolls && !isWorkingDay(calendar, day))) day = addDays(day, 1)
  return day
}

describe('what holds for every deadline', () => {
  it('equals a naive count day by day', () => {
    fc.assert(
      fc.property(cases, (input) => {
        fc.pre(input.rule.unit !== 'hour')
        const found = dueDate(input)
        expect(found.dueDay).toBe(naiveDueDay(input))
        expect(found.dueAt).toBe(endOfDay(found.dueDay))
      }),
      { numRuns: 400 },
    )
  })

  it('never comes earlier for a longer period', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const longer = { ...input, rule: { ...input.rule, value: input.rule.value + 1 } }
        expect(dueDate(longer).dueAt).toBeGreaterThanOrEqual(dueDate(input).dueAt)
      }),
      { numRuns: 400 },
    )
  })

  it('never comes earlier for one more pause', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const fewer = { ...input, pauses: input.pauses.slice(1) }
        expect(dueDate(input).dueAt).toBeGreaterThanOrEqual(dueDate(fewer).dueAt)
      }),
      { numRuns: 400 },
    )
  })

  it('never falls on a day off when counted in working days or rolled', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { unit, rollsToWorkingDay } = input.rule
        fc.pre(unit === 'working_day' || (unit === 'calendar_day' && rollsToWorkingDay === true))
        expect(isWorkingDay(input.calendar, dueDate(input).dueDay)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('is never late while it is paused', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { state, late } = dueDate(input)
        expect(state === 'paused' && late).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('runs hours straight through when nothing stops them', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const rule = { ...input.rule, unit: 'hour' as const }
        const found = dueDate({ ...input, rule, pauses: [] })
        expect(found.dueAt).toBe(input.startedAt + rule.value * HOUR)
      }),
    )
  })
})
