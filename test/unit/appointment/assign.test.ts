import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Assignment,
  assign,
  type Place,
  type Seeker,
  suits,
} from '../../../api/appointment/waiting/assign.ts'
import { at, MINUTE } from '../../../api/calendar/day.ts'

const day = '2026-11-24'
const nine = at(day, '09:00')
const seeker = (more: Partial<Seeker> = {}): Seeker => ({
  id: 'a',
  minutes: 15,
  fromDay: day,
  toDay: day,
  weekdays: 127,
  part: 'any',
  beforeAt: null,
  had: [],
  ...more,
})
const slots = (...places: [kept: number, free: number][]): Place[] =>
  places.map(([kept, free], i) => ({
    id: `s${i}`,
    startsAt: nine + i * 15 * MINUTE,
    endsAt: nine + (i + 1) * 15 * MINUTE,
    closesAt: nine + (i - 4) * 15 * MINUTE,
    kept,
    free,
  }))
const until = (closesAt: number) => closesAt
const given = (places: Place[], ...entries: Seeker[]) =>
  assign({ slots: places, entries, until }).map(({ entry, slotId, kept }) => [entry.id, slotId, kept.join()])

describe('who gets which places', () => {
  it('gives each in their order the earliest that suits', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => seeker({ id })) as [Seeker, Seeker, Seeker]
    expect(given(slots([1, 0], [0, 3], [1, 0]), a, b, c)).toEqual([
      ['a', 's0', 's0'],
      ['b', 's2', 's2'],
    ])
  })

  it('lets a longer visit use what is free beside what was kept, but never free places alone', () => {
    const long = seeker({ minutes: 40 })
    expect(given(slots([0, 1], [1, 0], [0, 1]), long)).toEqual([['a', 's0', 's1']])
    expect(given(slots([0, 1], [0, 1], [0, 1]), long)).toEqual([])
    expect(given(slots([1, 0], [0, 0], [1, 0]), long)).toEqual([])
    const apart = slots([1, 0], [1, 0], [1, 0])
    apart[2]!.startsAt += 1
    expect(given(apart, long)).toEqual([])
  })

  it('keeps to days, weekdays, part of the day, the time to be earlier than, and what was offered before', () => {
    const place = slots([1, 0])[0]!
    const noon = { ...place, startsAt: at(day, '12:00') }
    expect(suits(seeker(), place)).toBe(true)
    for (const no of [
      { fromDay: '2026-11-25', toDay: '2026-11-26' },
      { fromDay: '2026-11-20', toDay: '2026-11-23' },
      { weekdays: 127 - 2 },
      { part: 'afternoon' as const },
      { beforeAt: nine },
      { had: ['s0'] },
    ])
      expect(suits(seeker(no), place), JSON.stringify(no)).toBe(false)
    expect(suits(seeker({ weekdays: 2, part: 'morning', beforeAt: nine + 1 }), place)).toBe(true)
    expect(suits(seeker({ part: 'afternoon' }), noon)).toBe(true)
    expect(suits(seeker({ part: 'morning' }), noon)).toBe(false)
  })

  it('makes no offer that would be too short', () => {
    expect(assign({ slots: slots([1, 0]), entries: [seeker()], until: () => null })).toEqual([])
  })

  it('passes nobody over whom a place would have suited, and gives no place twice', () => {
    const places = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 8 })
    const wish = fc.record({
      minutes: fc.constantFrom(10, 15, 30, 45),
      part: fc.constantFrom<Seeker['part']>('any', 'morning', 'afternoon'),
      beforeAt: fc.option(fc.nat(8).map((i) => nine + i * 15 * MINUTE)),
      had: fc.subarray(['s0', 's1', 's2', 's3']),
      weekdays: fc.constantFrom(127, 2, 125),
    })
    fc.assert(
      fc.property(places, fc.array(wish, { maxLength: 8 }), (shape, wishes) => {
        const before = slots(...shape)
        const untouched = JSON.stringify(before)
        const entries = wishes.map((each, i) => seeker({ id: `e${i}`, ...each }))
        const made = assign({ slots: before, entries, until })
        expect(JSON.stringify(before)).toBe(untouched)
        const left = before.map((slot) => ({ ...slot }))
        const got = new Map(made.map((one) => [one.entry.id, one]))
        expect(got.size).toBe(made.length)
        for (const entry of entries) {
          const mine = got.get(entry.id)
          const could = left.filter((slot) => feasible(left, slot, entry))
          // The earliest that was left at their turn, or nothing suited them.
          expect(mine?.slotId).toBe(could[0]?.id)
          if (mine) spend(left, mine)
        }
        // Nobody who went without could use what somebody behind them was given, or what is left.
        for (const entry of entries.filter(({ id }) => !got.has(id)))
          expect(left.filter((slot) => feasible(left, slot, entry))).toEqual([])
        for (const { kept, free } of left) expect(Math.min(kept, free)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 300 },
    )
  })
})

/** The rule said once more, plainly. */
function feasible(all: readonly Place[], first: Place, entry: Seeker): boolean {
  if (!suits(entry, first)) return false
  const run = all.filter(
    ({ startsAt }) => startsAt >= first.startsAt && startsAt < first.startsAt + entry.minutes * MINUTE,
  )
  const length = run.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0)
  return (
    length >= entry.minutes * MINUTE &&
    run.every(({ kept, free }) => kept + free > 0) &&
    run.some(({ kept }) => kept > 0)
  )
}

function spend(all: Place[], { startsAt, endsAt, kept }: Assignment<Seeker>): void {
  for (const slot of all.filter((each) => startsAt <= each.startsAt && each.startsAt < endsAt)) {
    if (kept.includes(slot.id)) slot.kept -= 1
    else slot.free -= 1
  }
}
