import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { addDays, at, dayOf, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { addSlot, miscounts, twoStations } from '../../support/appointment.ts'
import { type Step, Week } from '../../support/listModel/act.ts'
import { passedOver, quarter, seen } from '../../support/listModel/passedOver.ts'
import { proving, shown, times } from '../../support/prove.ts'
import { addSchedule } from '../../support/release.ts'
import { setRules } from '../../support/waiting.ts'

const clock = clockAt(0)
const api = apiClient({ clock })
/** The first Monday of a year known whole; each run has a week to itself. */
const first = '2026-01-05'
const weeksMost = 40
let weeks = 0

async function counter() {
  weeks = 0
  await twoStations()
  await env.DB.prepare(
    "INSERT INTO matter_offer (service_point_id, matter_code) VALUES ('sp_one', 'HK-01')",
  ).run()
  // Thursday's places open on Tuesday at a drawn minute between eight and nine.
  await addSchedule({
    weekday: 4,
    to_time: '09:45',
    slot_minutes: 15,
    horizon_days: 2,
    cap_public: 1,
    valid_from: first,
  })
}
beforeEach(counter)

const who = fc.nat(6)
const slot = fc.nat(8)
const matter = fc.nat(1)
const people = fc.constantFrom(1, 1, 2)
const of = <const K extends string>(name: K) => fc.constant(name)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: of('book'), who, matter, people, slot }) },
  { weight: 3, arbitrary: fc.record({ do: of('move'), who, slot }) },
  { weight: 6, arbitrary: fc.record({ do: of('cancel'), who }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: of('join'),
      who,
      matter,
      people,
      from: fc.constantFrom(0, 0, 1, 2),
      long: fc.nat(3),
      part: fc.nat(3),
      days: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: of('earlier'), who }) },
  { weight: 7, arbitrary: fc.record({ do: of('take'), who }) },
  { weight: 4, arbitrary: fc.record({ do: of('decline'), who }) },
  { weight: 2, arbitrary: fc.record({ do: of('leave'), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: of('pass'),
      minutes: fc.constantFrom(1, 1, 30, 121, 600),
      twice: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('due'), twice: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.record({ do: of('close'), day: fc.nat(2) }) },
)

const week = fc.record({
  capacities: fc.array(fc.constantFrom(1, 1, 2), { minLength: 6, maxLength: 6 }),
  windows: fc.constantFrom(true, true, true, false),
  recentDays: fc.constantFrom(0, 30),
  offersMost: fc.constantFrom(1, 3),
  // The places are taken first, or nobody would have to wait.
  full: fc.constantFrom(true, true, false),
  steps: fc.array(step, { minLength: 8, maxLength: times(20, 40) }),
})

/** Everything taken, and three who wait. */
const crowd: Step[] = [
  ...[0, 1, 2, 3].map((who) => ({ do: 'book', who, matter: 0, people: 1, slot: who }) as const),
  ...[4, 5, 6].map(
    (who) => ({ do: 'join', who, matter: 0, people: 1, from: 0, long: 3, part: 0, days: 1 }) as const,
  ),
]

const bookings = async () => {
  const { results } = await env.DB.prepare(
    'SELECT reference, slot_id AS slot, ends_at AS ends, state FROM booking',
  ).all<{ reference: string; slot: string; ends: number; state: string }>()
  return new Map(results.map(({ reference, slot, ends, state }) => [reference, `${slot} ${ends} ${state}`]))
}
/** Places anybody can book, of each slot that has time left for a drawn minute. */
async function free(now: number) {
  const { results } = await env.DB.prepare(
    "SELECT id, cap_public - used_public AS free FROM slot WHERE state = 'open' AND closes_at >= ?",
  )
    .bind(now + 40 * MINUTE)
    .all<{ id: string; free: number }>()
  return new Map(results.map(({ id, free }) => [id, free]))
}
const live = async () =>
  (
    await env.DB.prepare("SELECT until FROM hold WHERE state IN ('kept', 'offered') ORDER BY until").all<{
      until: number
    }>()
  ).results

test('whatever people do and whenever it is: no place is given twice, none is lost, nobody is passed over', {
  timeout: 3_600_000,
}, async () => {
  const told: Record<string, number> = { steps: 0, offers: 0 }
  const numRuns = times(7, 400)
  await fc.assert(
    fc.asyncProperty(week, async ({ capacities, windows, recentDays, offersMost, full, steps }) => {
      if (weeks === weeksMost) {
        await reset()
        await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
        await counter()
      }
      const monday = addDays(first, 7 * weeks++)
      // Half a minute past: no window begins just now.
      clock.set(at(monday, '08:00') + MINUTE / 2)
      const rules = { recentDays, offersMost, ...(windows ? {} : { givenBackWindows: [] }) }
      await setRules(rules)
      const days = new Week(weeks, monday, clock, api)
      // Tuesday and Wednesday: two in the morning, one in the afternoon.
      for (const [i, capPublic] of capacities.entries()) {
        const day = at(addDays(monday, 1 + Math.floor(i / 3)), i % 3 < 2 ? '10:00' : '15:00')
        days.slots.push(await addSlot({ startsAt: day + (i % 3) * quarter, capPublic }))
      }
      await days.jobs()
      const all: Step[] = full ? [...crowd, ...steps] : steps
      let before = await seen(clock.now(), recentDays)
      for (const now of all) {
        const booked = await bookings()
        const open = await free(clock.now())
        const mine = await days.act(now)
        told.steps! += 1
        const after = await seen(clock.now(), recentDays)
        told.offers! += [...after.offers.keys()].filter((id) => !before.offers.has(id)).length
        const words = `${JSON.stringify(now)} at ${dayOf(clock.now())}`
        expect(await passedOver(before, after, clock.now()), words).toEqual([])
        expect(await miscounts(), words).toEqual([])
        const holders = [...after.offers.values()].map(({ waitingId }) => waitingId)
        expect(new Set(holders).size, 'one live offer for each').toBe(holders.length)
        // What is given back is nobody's to snatch: only its minute opens it.
        if (windows && now.do !== 'pass')
          for (const [id, left] of await free(clock.now()))
            expect(left, words).toBeLessThanOrEqual(open.get(id) ?? 0)
        const later = await bookings()
        for (const [reference, stood] of booked) {
          const ended = now.do === 'pass' && later.get(reference) === stood.replace('booked', 'ended')
          if (reference !== mine && !ended) expect(later.get(reference), words).toBe(stood)
          if (reference === mine && !['move', 'cancel', 'take'].includes(now.do))
            expect(later.get(reference), words).toBe(stood)
        }
        before = after
      }
      await days.leave()
      // Every window passes: what nobody waits for is anybody's.
      for (let round = 0; round < 30; round++) {
        const [hold] = await live()
        if (!hold) break
        clock.set(Math.max(clock.now(), hold.until))
        await days.jobs()
      }
      expect(await live()).toEqual([])
      expect(await miscounts()).toEqual([])
      for (const [what, n] of Object.entries(days.counts)) told[what] = (told[what] ?? 0) + n
    }),
    { numRuns, ...(proving ? {} : { seed: 20261123 }) },
  )
  shown('list, draw and places given back through the API, random capacities, rules, people and times', {
    runs: numRuns,
    ...told,
    wrong: 0,
  })
})
