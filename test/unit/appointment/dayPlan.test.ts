import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutSlots, dayPlan, type ScheduleWindow } from '../../../api/appointment/dayPlan.ts'
import type { Plan } from '../../../api/appointment/plan.ts'
import { addDays, at, MINUTE, timeOf, type Weekday, weekdayOf } from '../../../api/calendar/day.ts'
import { calendarFrom } from '../../../api/calendar/workingDays.ts'
import { calendarSeed } from '../../../db/seed/calendar.ts'

const calendar = calendarFrom(calendarSeed())
const text = (zh: string) => ({ zh, en: zh })

const window = (more: Partial<ScheduleWindow> = {}): ScheduleWindow => ({
  weekday: 1,
  opens: '09:00',
  closes: '12:00',
  slotMinutes: 30,
  capPublic: 2,
  capPhone: 1,
  capCounter: 1,
  leadMinutes: 60,
  horizonDays: 14,
  releaseTime: '08:00',
  validFrom: '2026-01-01',
  validTo: null,
  ...more,
})
const everyDay = ([1, 2, 3, 4, 5] as Weekday[]).map((weekday) => window({ weekday }))
const plan = (more: Partial<Plan> = {}): Plan => ({
  schedules: everyDay,
  closures: [],
  special: [],
  duty: null,
  opensOnHolidays: false,
  calendar,
  ...more,
})
const times = (of: Plan, day: string) => cutSlots(dayPlan(of, day)).map(({ startsAt }) => timeOf(startsAt))

describe('which windows a day has', () => {
  test('at a community room no day and no hour that is not declared, whatever the schedule says', () => {
    const duty = (weekday: Weekday, opens = '08:00', closes = '18:00') => ({ weekday, opens, closes })
    const room = plan({ duty: [duty(1), duty(3, '10:00', '11:00')] })
    expect(times(room, '2026-11-23')).toHaveLength(6)
    expect(times(room, '2026-11-24')).toEqual([])
    expect(dayPlan(room, '2026-11-24').releasesAt).toBeNull()
    expect(times(room, '2026-11-25')).toEqual(['10:00', '10:30'])
    expect(times(plan({ duty: [] }), '2026-11-23')).toEqual([])
    expect(
      times(
        { ...room, closures: [{ fromDay: '2026-11-23', toDay: '2026-11-23', reason: text('不在') }] },
        '2026-11-23',
      ),
    ).toEqual([])
  })

  test('its weekday’s, and none on a weekend', () => {
    expect(times(plan(), '2026-11-23')).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'])
    expect(dayPlan(plan(), '2026-11-28')).toMatchObject({ windows: [], reason: null, releasesAt: null })
  })

  test('none on a public holiday, by name; a desk that never closes keeps its hours', () => {
    expect(dayPlan(plan(), '2026-10-01')).toMatchObject({
      windows: [],
      reason: { zh: '国庆节', en: 'National Day' },
      provisional: false,
    })
    expect(times(plan({ opensOnHolidays: true }), '2026-10-01')).toHaveLength(6)
  })

  test('a make-up Saturday or Sunday takes Monday’s windows, and names the reason', () => {
    const own = plan({
      schedules: [window({ closes: '10:00' }), window({ weekday: 6, opens: '14:00', closes: '15:00' })],
    })
    expect(times(own, '2026-10-10')).toEqual(['09:00', '09:30'])
    expect(dayPlan(own, '2026-09-20').reason?.zh).toContain('调休')
    expect(times(own, '2026-11-28'), 'any other Saturday').toEqual(['14:00', '14:30'])
  })

  test('none in a closure, first and last day included', () => {
    const closed = plan({
      closures: [{ fromDay: '2026-11-24', toDay: '2026-11-25', reason: text('停电') }],
    })
    expect(times(closed, '2026-11-23')).toHaveLength(6)
    for (const day of ['2026-11-24', '2026-11-25'])
      expect(dayPlan(closed, day)).toMatchObject({ windows: [], reason: { zh: '停电' } })
    expect(times(closed, '2026-11-26')).toHaveLength(6)
  })

  test('special hours clip the schedule, win over closures and holidays, and add nothing', () => {
    const special = (day: string, opens: string, closes: string) => ({
      day,
      opens,
      closes,
      reason: text('临时'),
    })
    expect(times(plan({ special: [special('2026-11-23', '10:10', '11:20')] }), '2026-11-23')).toEqual([
      '10:10',
      '10:40',
    ])
    expect(times(plan({ special: [special('2026-11-23', '08:00', '20:00')] }), '2026-11-23')).toHaveLength(6)
    expect(times(plan({ special: [special('2026-11-28', '09:00', '12:00')] }), '2026-11-28')).toEqual([])
    expect(times(plan({ special: [special('2026-10-01', '09:00', '10:00')] }), '2026-10-01')).toEqual([
      '09:00',
      '09:30',
    ])
    const both = plan({
      closures: [{ fromDay: '2026-11-23', toDay: '2026-11-23', reason: text('停电') }],
      special: [special('2026-11-23', '09:00', '09:30'), special('2026-11-23', '11:00', '12:00')],
    })
    expect(times(both, '2026-11-23')).toEqual(['09:00', '11:00', '11:30'])
  })

  test('a schedule counts from its first day to its last', () => {
    const one = plan({ schedules: [window({ validFrom: '2026-11-30', validTo: '2026-12-07' })] })
    expect(
      ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'].map((day) => times(one, day).length),
    ).toEqual([0, 6, 6, 0])
  })

  test('a year without its notice is provisional', () => {
    expect(dayPlan(plan(), '2027-01-04').provisional).toBe(true)
    expect(dayPlan(plan(), '2026-12-31').provisional).toBe(false)
    expect(dayPlan(plan({ calendar: calendarFrom({ years: [], days: [] }) }), '2026-11-23').provisional).toBe(
      true,
    )
  })

  test('its places are released at the hour, so many days before; the last window decides, so that none opens early', () => {
    expect(dayPlan(plan(), '2026-11-23').releasesAt).toBe(at('2026-11-09', '08:00'))
    const two = plan({
      schedules: [
        window({ horizonDays: 7 }),
        window({ opens: '14:00', closes: '15:00', releaseTime: '20:00' }),
      ],
    })
    expect(dayPlan(two, '2026-11-23').releasesAt).toBe(at('2026-11-16', '08:00'))
  })
})

test('slots never overlap, never leave their window, and only a remainder too short is left over', () => {
  const minutes = fc.integer({ min: 0, max: 1440 })
  const clock = (n: number) =>
    `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
  fc.assert(
    fc.property(
      minutes,
      minutes,
      fc.integer({ min: 5, max: 240 }),
      fc.nat(600),
      fc.nat(400),
      (a, b, slotMinutes, leadMinutes, days) => {
        fc.pre(a < b)
        const day = addDays('2026-01-01', days)
        const one = plan({
          schedules: ([1, 2, 3, 4, 5, 6, 7] as Weekday[]).map((weekday) =>
            window({ weekday, opens: clock(a), closes: clock(b), slotMinutes, leadMinutes }),
          ),
          opensOnHolidays: true,
        })
        const slots = cutSlots(dayPlan(one, day))
        expect(slots).toHaveLength(Math.floor((b - a) / slotMinutes))
        slots.forEach((slot, i) => {
          expect(slot.startsAt).toBe(i === 0 ? at(day, clock(a)) : slots[i - 1]!.endsAt)
          expect(slot.endsAt - slot.startsAt).toBe(slotMinutes * MINUTE)
          expect(slot.closesAt).toBe(slot.startsAt - leadMinutes * MINUTE)
        })
        if (slots.length) {
          const left = at(day, clock(b)) - slots.at(-1)!.endsAt
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left).toBeLessThan(slotMinutes * MINUTE)
        }
      },
    ),
  )
})

test('of overlapping windows the slots that would begin before another ends are left out', () => {
  const two = plan({
    schedules: [
      window({ opens: '10:15', closes: '11:15', slotMinutes: 15, capPublic: 9 }),
      window({ opens: '09:00', closes: '11:00' }),
      window({ opens: '09:00', closes: '09:30' }),
    ],
  })
  expect(times(two, '2026-11-23')).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00'])
  const minute = fc.integer({ min: 0, max: 200 })
  const clock = (n: number) =>
    `${String(Math.floor(n / 60) + 9).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
  const any = fc.record({
    from: minute,
    length: fc.integer({ min: 1, max: 200 }),
    slotMinutes: fc.integer({ min: 5, max: 60 }),
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 6 }), (windows) => {
      const slots = cutSlots({
        day: '2026-11-23',
        windows: windows.map(({ from, length, slotMinutes }) =>
          window({ opens: clock(from), closes: clock(from + length), slotMinutes }),
        ),
      })
      for (const [i, slot] of slots.slice(1).entries()) {
        expect(slot.startsAt).toBeGreaterThanOrEqual(slots[i]!.endsAt)
      }
    }),
  )
})

test('over the whole of 2026: exactly the 248 working days of the notice', () => {
  let open = 0
  for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
    const { windows, reason } = dayPlan(plan(), day)
    if (windows.length) open += 1
    else if (weekdayOf(day) <= 5) expect(reason, day).not.toBeNull()
  }
  expect(open).toBe(248)
})
