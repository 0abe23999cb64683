import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { checkDraw, drawnOrder } from '../../../api/appointment/release/check.ts'
import { drawDue } from '../../../api/appointment/release/draw.ts'
import { planReleases } from '../../../api/appointment/release/plan.ts'
import { at, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { systemCtx, twoStations } from '../../support/appointment.ts'
import { addRules, addSchedule, addWaiting, releases } from '../../support/release.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const day = '2026-11-30'
const opens = at('2026-11-23', '08:00')

// One day to be drawn: Monday 30 November, two slots with two public places each.
beforeEach(async () => {
  clock.set(opens - HOUR)
  await twoStations()
  await addSchedule({ valid_from: day, valid_to: day })
  await planReleases(await systemCtx(clock))
})

const draw = async () => {
  clock.set(opens + HOUR)
  return drawDue(await systemCtx(clock))
}
const all = async <T>(query: string) => (await env.DB.prepare(query).all<T>()).results
const used = () =>
  all<{ used: number }>('SELECT used_public AS used FROM slot ORDER BY starts_at').then((rows) =>
    rows.map((r) => r.used),
  )
const shown = async () => (await api.get(`/releases/one/household/${day}`)).body

test('the list comes first, in the order the seed gives; the draw can be repeated from what is published', async () => {
  const tickets: string[] = []
  for (let i = 0; i < 3; i++) tickets.push(await addWaiting())
  const early = await addWaiting({ joined_day: '2026-11-19' })
  for (let i = 0; i < 3; i++) tickets.push(await addWaiting())
  expect(await draw()).toEqual({ drawn: 1, slots: 2, offers: 4 })
  const release = await shown()
  expect(release).toMatchObject({ places: 4, listed: 7, offered: 4, goneAfterMinutes: 0 })
  const order = await drawnOrder(
    release.seed,
    [early, ...tickets].map((ticket) => ({
      ticket,
      recent: false,
      joinedDay: ticket === early ? '2026-11-19' : '2026-11-20',
    })),
  )
  expect(release.tickets.map(({ ticket }: { ticket: string }) => ticket)).toEqual(
    order.map(({ ticket }) => ticket),
  )
  expect(release.tickets.map(({ offered }: { offered: boolean }) => offered)).toEqual(
    order.map((_, i) => i < 4),
  )
  expect(order[0]!.ticket).toBe(early)
  const { commitment, seed, tickets: published } = release
  const [windowFrom, windowTo, drawAt] = [release.opensFrom, release.opensTo, release.drawnMinute].map(
    Date.parse,
  ) as [number, number, number]
  expect(await checkDraw({ commitment, seed, windowFrom, windowTo, drawAt, tickets: published })).toEqual([])
  expect(
    await checkDraw({ commitment, seed, windowFrom, windowTo, drawAt, tickets: published.toReversed() }),
  ).toEqual(['order'])
  expect(await used()).toEqual([2, 2])
  const holds = await all(
    "SELECT w.ticket AS ticket FROM hold h JOIN waiting w ON w.id = h.waiting_id WHERE h.state = 'offered' AND w.state = 'offered'",
  )
  expect(holds).toHaveLength(4)
  expect(await all("SELECT 1 FROM audit_leaf WHERE action = 'waiting.offer'")).toHaveLength(4)
})

test('what the list does not take is open to all, and few people are not counted in public', async () => {
  await addWaiting()
  await addWaiting({ weekdays: 2 })
  await addWaiting({ part: 'afternoon' })
  await addWaiting({ to_day: '2026-11-29' })
  expect(await draw()).toEqual({ drawn: 1, slots: 2, offers: 1 })
  expect(await used()).toEqual([1, 0])
  expect(await releases()).toMatchObject([{ listed: 1, offered: 1, gone_at: null }])
  expect(await shown()).toMatchObject({ listed: null, offered: null, tickets: null, places: 4 })
  expect(await all('SELECT place FROM draw_ticket')).toHaveLength(1)
})

test('a longer visit is offered consecutive places', async () => {
  await addWaiting({ minutes: 45 })
  await addWaiting({ minutes: 90 })
  expect(await draw()).toMatchObject({ offers: 1 })
  expect(await used()).toEqual([1, 1])
})

test('where the bureau does not put the list first, all is open to all', async () => {
  await addRules({ listFirst: false })
  await addWaiting()
  expect(await draw()).toMatchObject({ offers: 0 })
  expect(await used()).toEqual([0, 0])
})

test('one person is offered one place, however many days open at once', async () => {
  await addSchedule({ weekday: 2, valid_from: day, valid_to: '2026-12-01' })
  await addWaiting()
  clock.set(at('2026-11-24', '12:00'))
  await planReleases(await systemCtx(clock))
  expect(await drawDue(await systemCtx(clock))).toEqual({ drawn: 2, slots: 4, offers: 1 })
  expect(await used()).toEqual([1, 0, 0, 0])
})

test('when the list changes while the draw is written, nothing of it is kept and it is drawn anew', async () => {
  await addWaiting()
  await addWaiting()
  clock.set(opens + HOUR)
  let changed = 0
  const DB = new Proxy(env.DB, {
    get(target, property) {
      if (property !== 'batch') {
        const value = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return async (statements: D1PreparedStatement[]) => {
        // Before the first write: somebody's place on the list is changed by another hand.
        if (statements.length > 5 && changed++ === 0)
          await target
            .prepare(
              'UPDATE waiting SET version = version + 1 WHERE ticket = (SELECT min(ticket) FROM waiting)',
            )
            .run()
        return target.batch(statements)
      }
    },
  })
  expect(await drawDue(await systemCtx(clock, { DB }))).toEqual({ drawn: 1, slots: 2, offers: 2 })
  expect(await all('SELECT 1 FROM slot')).toHaveLength(2)
  expect(await all("SELECT 1 FROM audit_leaf WHERE action = 'schedule.publish'")).toHaveLength(1)
  expect(await all("SELECT 1 FROM hold WHERE state = 'offered'")).toHaveLength(2)
})
