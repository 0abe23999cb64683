import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { checkDraw } from '../../../api/appointment/release/check.ts'
import { planReleases } from '../../../api/appointment/release/plan.ts'
import { defaultRules, rulesSchema } from '../../../api/appointment/rules.ts'
import { ruleWords } from '../../../api/appointment/ruleWords.ts'
import { at, DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { bookOne, publish, systemCtx, twoStations } from '../../support/appointment.ts'
import { addRules, addSchedule, releases } from '../../support/release.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const day = '2026-11-30'
const opens = at('2026-11-23', '08:00')
const get = async (path: string, status = 200) => {
  const answer = await api.get(path)
  expect(answer.status, answer.text).toBe(status)
  return answer.body
}
const dayOn = async (which: string) =>
  (await get('/stations/one/slots?matter=ID-02')).days.find((entry: { day: string }) => entry.day === which)

beforeEach(async () => {
  clock.set(opens - HOUR)
  await twoStations()
})

describe('the list of releases', () => {
  test('says when what opens, and afterwards how many and how fast', async () => {
    await addSchedule({ cap_public: 1 })
    await addSchedule({ service_point_id: 'sp_two', weekday: 2 })
    await publish(clock)
    const before = await get('/releases')
    expect(before).toMatchObject({ from: '2026-11-23', station: null, nextCursor: null })
    expect(before.items[0]).toEqual({
      station: { slug: 'one', name: { zh: '测试派出所', en: 'Test Station' } },
      counterGroup: 'household',
      day,
      opensFrom: '2026-11-23T08:00:00+08:00',
      opensTo: '2026-11-23T09:00:00+08:00',
      state: 'planned',
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/),
      places: null,
      listed: null,
      offered: null,
      drawnAt: null,
      goneAt: null,
      goneAfterMinutes: null,
    })
    clock.set(opens + HOUR)
    await publish(clock)
    const slots = (await get(`/stations/one/slots?matter=ID-02&from=${day}&to=${day}`)).items
    clock.pass(5 * MINUTE)
    for (const { id } of slots) await bookOne(api, id)
    const one = await get('/releases?station=one')
    expect(one.station).toEqual({ slug: 'one', name: { zh: '测试派出所', en: 'Test Station' } })
    expect(one.items.every((item: { station: { slug: string } }) => item.station.slug === 'one')).toBe(true)
    expect(one.items[0]).toMatchObject({ day, state: 'drawn', places: 2, goneAfterMinutes: 5 })
    expect(one.summary).toEqual({
      days: 30,
      releases: 2,
      places: 4,
      goneWithinHour: 1,
      goneWithinDay: 1,
      gone: 1,
    })
    const all = await get('/releases')
    expect(all.summary).toMatchObject({ goneWithinHour: 1, gone: 1 })
    expect((await get('/releases?station=two')).summary.gone).toBe(0)
  })

  test('goes on page by page, both ways, without a gap', async () => {
    for (const weekday of [1, 2, 3, 4, 5]) {
      await addSchedule({ weekday })
      await addSchedule({ weekday, counter_group: 'general' })
    }
    await publish(clock)
    for (const query of ['', '&station=one', '&order=latest']) {
      const seen: string[] = []
      for (let cursor = ''; ; ) {
        const body = await get(
          `/releases?limit=3&from=2026-11-16&to=2026-11-30${query}${cursor && `&cursor=${cursor}`}`,
        )
        seen.push(
          ...body.items.map(
            (item: { counterGroup: string; day: string }) => `${item.counterGroup} ${item.day}`,
          ),
        )
        cursor = body.nextCursor
        if (!cursor) break
      }
      expect(seen, query).toHaveLength(
        (await releases()).filter(({ window_from }) => window_from > at('2026-11-16', '00:00')).length,
      )
      expect(new Set(seen).size).toBe(seen.length)
    }
    const [first, latest] = [await get('/releases?from=2026-11-16'), await get('/releases?order=latest')]
    expect(first.items[0].day <= first.items.at(-1).day).toBe(true)
    expect(latest.items[0].opensFrom >= latest.items.at(-1).opensFrom).toBe(true)
    expect(latest.to).toBe('2026-11-23')
  })

  test('refuses what it does not know', async () => {
    await get('/releases?station=nowhere', 404)
    for (const query of [
      'from=2026-11-31',
      'from=2026-11-30&to=2026-11-29',
      'from=2026-01-01&to=2026-12-31',
      'cursor=x',
      'limit=0',
      'order=x',
      'what=1',
    ])
      await get(`/releases?${query}`, 422)
    await get('/releases?to=2020-01-01')
    await get(`/releases/one/household/${day}`, 404)
    await get('/releases/one/household/today', 422)
  })
})

describe('one release', () => {
  const read = () => get(`/releases/one/household/${day}`)
  const msOf = Date.parse

  test('can be checked by anyone once it is drawn, and tells nothing before', async () => {
    await addSchedule()
    await planReleases(await systemCtx(clock))
    expect(await read()).toMatchObject({ state: 'planned', seed: null, drawnMinute: null, tickets: null })
    clock.set(opens + HOUR)
    await publish(clock)
    const shown = await read()
    const draw = {
      commitment: shown.commitment,
      seed: shown.seed,
      windowFrom: msOf(shown.opensFrom),
      windowTo: msOf(shown.opensTo),
      drawAt: msOf(shown.drawnMinute),
      tickets: shown.tickets ?? [],
    }
    expect(await checkDraw(draw)).toEqual([])
    expect(await checkDraw({ ...draw, seed: draw.seed.replace(/./, 'x') })).toContain('seed')
  })

  test('counts people, and shows tickets, only from five on', async () => {
    await addSchedule()
    clock.set(opens + HOUR)
    await publish(clock)
    const ticket = (place: number) =>
      env.DB.prepare('INSERT INTO draw_ticket VALUES (?, ?, ?, ?, ?, 0, ?, 0)')
        .bind('sp_one', 'household', day, place, `ticket${place}`, '2026-11-20')
        .run()
    await env.DB.prepare('DROP TRIGGER release_is_drawn_once').run()
    for (let listed = 1; listed <= 6; listed++) {
      await ticket(listed)
      await env.DB.prepare('UPDATE release SET listed = ?, offered = 2 WHERE day = ?').bind(listed, day).run()
      const shown = await read()
      const few = listed < 5
      expect(shown.listed).toBe(few ? null : listed)
      expect(shown.offered).toBe(few ? null : 2)
      expect(shown.tickets?.length ?? null).toBe(few ? null : listed)
      const [item] = (await get('/releases')).items
      expect([item.listed, item.offered]).toEqual(few ? [null, null] : [listed, 2])
    }
    expect((await read()).tickets[0]).toEqual({
      place: 1,
      ticket: 'ticket1',
      recent: false,
      joinedDay: '2026-11-20',
      offered: false,
    })
  })
})

describe('the day list', () => {
  test('says the window of a day to come: the one promised, or the one the rules give', async () => {
    await addSchedule({ horizon_days: 7 })
    await addRules({ releaseWindowMinutes: 30 }, '2026-01-01')
    await publish(clock)
    await addRules({ releaseWindowMinutes: 90 }, '2026-11-22')
    expect(await dayOn(day), 'promised').toMatchObject({
      state: 'later',
      releasesAt: '2026-11-23T08:00:00+08:00',
      releasesUntil: '2026-11-23T08:30:00+08:00',
    })
    expect(await dayOn('2026-12-07'), 'not planned yet').toMatchObject({
      state: 'later',
      releasesAt: '2026-11-30T08:00:00+08:00',
      releasesUntil: '2026-11-30T09:30:00+08:00',
    })
    clock.set(opens + HOUR)
    await publish(clock)
    expect(await dayOn(day)).toMatchObject({ state: 'open', releasesAt: null, releasesUntil: null })
  })

  test('says that a day of a provisional year waits, when it does', async () => {
    await addSchedule()
    clock.set(at('2026-12-21', '12:00'))
    expect(await dayOn('2027-01-04')).toMatchObject({ state: 'later', provisional: true, reason: null })
    await addRules({ provisionalDays: 'wait' })
    expect(await dayOn('2027-01-04')).toMatchObject({
      state: 'later',
      provisional: true,
      releasesAt: null,
      releasesUntil: null,
      reason: { en: expect.stringContaining('holiday notice') },
    })
    clock.pass(14 * DAY)
    await publish(clock)
    expect((await dayOn('2027-01-04')).state).toBe('later')
  })
})

describe('the rules of booking', () => {
  test('are those in force, each in words with its source', async () => {
    const usual = await get('/booking-rules')
    expect(usual).toMatchObject({ since: null, rules: defaultRules })
    const missed = usual.items.find(({ keys }: { keys: string[] }) => keys.includes('missedMost'))
    expect(missed).toMatchObject({ part: 'missed', certainty: 'P' })
    expect(missed.text.zh).toContain('90 天里有 3 次')
    await addRules({ missedMost: 4 }, '2026-11-23')
    await addRules({ missedMost: 9 }, '2026-11-24')
    const now = await get('/booking-rules')
    expect(now).toMatchObject({ since: '2026-11-23', rules: { missedMost: 4 } })
  })

  test('every number is spoken of once, and says something in each of its states', () => {
    const keys = ruleWords.flatMap((words) => words.keys)
    expect([...keys].sort()).toEqual(Object.keys(rulesSchema.shape).sort())
    const others = {
      ...defaultRules,
      releaseWindowMinutes: 0,
      givenBackWindows: [],
      listFirst: false,
      quietTo: '22:00',
      provisionalDays: 'wait' as const,
      lateCancelCounts: false,
      mattersMost: 1,
    }
    for (const { says, name } of ruleWords)
      for (const rules of [defaultRules, others])
        for (const text of [says(rules), name]) {
          expect(text.zh).not.toMatch(/undefined|NaN|[A-Za-z]{4}/)
          expect(text.en).not.toMatch(/undefined|NaN|\b1 \w+s\b/)
        }
  })
})
