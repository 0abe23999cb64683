import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { lookAtRatings } from '../../../api/survey/look.ts'
import { purgeRatings } from '../../../api/survey/purge.ts'
import { apiClient, monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { invited, noRatings, rate, ratings } from '../../support/rating.ts'

const clock = clockAt(monday)
const web = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday + HOUR)
  await demo(env)
  await noRatings()
})

const look = async () => lookAtRatings(await systemCtx(clock))
const flags = async () =>
  (
    await env.DB.prepare('SELECT * FROM rating_flag ORDER BY why, rating_id').all<{
      rating_id: string
      why: string
      evidence: string
      state: string
    }>()
  ).results
let home = 0
/** A network and a browser of its own, unless one is named. */
const from = (address = `10.9.${++home >> 8}.${home & 255}`, agent = `phone ${home}`) => ({
  'cf-connecting-ip': address,
  'user-agent': agent,
})
/** Opens the form and sends it after so many seconds; every invitation is open at `clock`. */
async function rated(
  more: object,
  headers: Record<string, string>,
  { seconds = 20, pointId = 'sp_qingshi', counterId = null as string | null } = {},
) {
  const now = clock.now()
  clock.set(now - 3 * DAY)
  const { token } = await invited(clock, { pointId, counterId })
  clock.set(now)
  const { opened } = (await web.post('/ratings/open', { token }, headers)).body
  clock.set(now + seconds * 1000)
  const answer = await rate(web, token, { opened, ...more }, headers)
  clock.set(now)
  expect(answer.status, answer.text).toBe(201)
}

describe('the watch', () => {
  test('leaves honest ratings alone, one from each home', async () => {
    for (let i = 0; i < 6; i += 1) await rated({ comment: `第${i}次来，每次办的事情都不一样` }, from())
    expect(await look()).toEqual({ looked: 6, flagged: 0 })
    expect(await look()).toEqual({ looked: 0, flagged: 0 })
    expect((await ratings()).every(({ standing }) => standing === 'counted')).toBe(true)
  })

  test('holds all of a burst from one browser, those before it was one too, each with its evidence', async () => {
    const one = from()
    for (let i = 0; i < 4; i += 1) await rated({ overall: 5 }, one)
    expect(await look()).toEqual({ looked: 4, flagged: 0 })
    clock.pass(HOUR)
    await rated({ overall: 5 }, one)
    await rated({ overall: 1, tags: ['slow'] }, from())
    expect(await look()).toEqual({ looked: 2, flagged: 5 })
    const found = await flags()
    expect(found.map(({ why, state }) => [why, state])).toEqual(Array(5).fill(['burst-device', 'open']))
    expect(JSON.parse(found[0]?.evidence ?? '')).toEqual({
      ratings: 5,
      threshold: 5,
      hours: 24,
      certainty: 'K1',
    })
    expect((await ratings("standing = 'held'")).length).toBe(5)
    expect(await ratings("standing = 'counted'")).toMatchObject([{ overall: 1 }])
    const tally = await env.DB.prepare(
      "SELECT sum(n) AS n FROM evaluation_tally WHERE indicator = 'satisfaction.held' AND level = 5",
    ).first('n')
    expect(tally).toBeGreaterThanOrEqual(5)
    expect(await look()).toEqual({ looked: 0, flagged: 0 })
  })

  test('is no burst about another place, nor over a longer time', async () => {
    const one = from()
    for (let i = 0; i < 4; i += 1) await rated({}, one)
    await rated({}, one, { pointId: 'sp_hall' })
    clock.pass(2 * DAY)
    await rated({}, one)
    expect(await look()).toEqual({ looked: 6, flagged: 0 })
  })

  test('finds a counter’s burst, words that come again, and what no person reads so fast', async () => {
    await env.DB.prepare("INSERT INTO rating_rule VALUES ('2026-01-01', ?, 0)")
      .bind(JSON.stringify({ counter: { ratings: 3, hours: 3 } }))
      .run()
    for (let i = 0; i < 3; i += 1) await rated({}, from(), { counterId: 'ct_burst' })
    for (const words of ['窗口服务态度非常好！！', '窗口服务态度 非常好', '「窗口服务态度非常好…。」'])
      await rated({ comment: words }, from())
    for (const words of ['很好', '很好', '很好']) await rated({ comment: words }, from())
    await rated({}, from(), { seconds: 1 })
    await look()
    const found = await flags()
    await env.DB.prepare('DELETE FROM rating_rule').run()
    expect(found.map(({ why }) => why)).toEqual([
      ...Array(3).fill('burst-counter'),
      ...Array(3).fill('same-words'),
      'too-fast',
    ])
    expect(JSON.parse(found.at(-1)?.evidence ?? '')).toEqual({ seconds: 1, threshold: 3, certainty: 'K1' })
    expect(found.map(({ evidence }) => evidence).join()).not.toMatch(/ct_burst|服务/)
  })

  test('a moment of another form, or one made up, says nothing of how fast it was', async () => {
    const now = clock.now()
    clock.set(now - 3 * DAY)
    const [a, b] = [await invited(clock), await invited(clock)]
    clock.set(now)
    const { opened } = (await web.post('/ratings/open', { token: a.token }, from())).body
    await rate(web, b.token, { opened }, from())
    await rate(web, a.token, { opened: `${clock.now().toString(36)}.forged` }, from())
    const { results } = await env.DB.prepare('SELECT seconds FROM rating_trace').all()
    expect(results).toEqual([{ seconds: null }, { seconds: null }])
  })

  test('what was decided is not held again for the same reason; what is set aside or pressed stays so', async () => {
    const one = from()
    for (let i = 0; i < 5; i += 1) await rated({}, one)
    await rated({ pressed: true }, one)
    await look()
    const held = await ratings("standing = 'held'")
    expect(held).toHaveLength(5)
    expect(await ratings("standing = 'pressed'")).toHaveLength(1)
    await env.DB.batch([
      env.DB.prepare(
        "UPDATE rating_flag SET state = 'stands', decided_by = 'su', decided_at = 1, reason = '同一家村委会'",
      ),
      env.DB.prepare("UPDATE rating SET standing = 'counted' WHERE standing = 'held'"),
    ])
    await rated({}, one)
    await look()
    expect(await ratings("standing = 'held'")).toHaveLength(1)
    await expect(
      env.DB.prepare("UPDATE rating_flag SET state = 'apart' WHERE state = 'stands'").run(),
    ).rejects.toThrow(/stale/)
    await expect(env.DB.prepare('DELETE FROM rating_flag').run()).rejects.toThrow(/append-only/)
  })

  test('a burst larger than one round is held as a whole by one run', async () => {
    const now = clock.now()
    const hour = Math.floor(now / HOUR)
    const ids = Array.from({ length: 250 }, (_, i) => `ra_many${String(i).padStart(4, '0')}`)
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, standing, tallied_in)
         SELECT value, '2026-11-23', 'visit', 'sp_qingshi', 'id-card', 'onsite', 5, 'counted', '2026Q4' FROM json_each(?)`,
      ).bind(JSON.stringify(ids)),
      env.DB.prepare(
        `INSERT INTO rating_trace (rating_id, hour, network, device, keep_until)
         SELECT value, ?, 'n', value, ? FROM json_each(?)`,
      ).bind(hour, now + 30 * DAY, JSON.stringify(ids)),
    ])
    expect(await look()).toEqual({ looked: 250, flagged: 250 })
    expect(await ratings("standing = 'held'")).toHaveLength(250)
    expect(await look()).toEqual({ looked: 0, flagged: 0 })
  })
})

describe('what is forgotten', () => {
  test('traces after thirty days, words after a year, invitations nobody used', async () => {
    await rated({ comment: '夜莺说得很清楚，谢谢' }, from())
    const { subject } = await invited(clock)
    const purge = async () => purgeRatings(await systemCtx(clock))
    const start = clock.now()
    expect(await purge()).toEqual({ traces: 0, words: 0, over: 0 })
    clock.set(start + 32 * DAY)
    expect(await purge()).toEqual({ traces: 1, words: 0, over: 1 })
    expect(await purge()).toEqual({ traces: 0, words: 0, over: 0 })
    clock.set(start + 373 * DAY)
    expect(await purge()).toEqual({ traces: 0, words: 1, over: 0 })
    expect(await ratings()).toMatchObject([{ words: null, keep_until: null, overall: 5 }])
    const over = await env.DB.prepare('SELECT state FROM rating_invite WHERE subject = ?')
      .bind(subject)
      .first()
    expect(over).toEqual({ state: 'over' })
  })

  test('the day a burst was found with its traces, decided or not: the week of it stays', async () => {
    clock.set(monday + 3 * DAY)
    const start = clock.now()
    const one = from()
    for (let i = 0; i < 5; i += 1) await rated({ overall: 1, tags: ['slow'] }, one)
    await look()
    const days = async () =>
      (await env.DB.prepare('SELECT DISTINCT day FROM rating_flag').all<{ day: string }>()).results
    expect(await days()).toEqual([{ day: '2026-11-26' }])
    await env.DB.prepare(
      `UPDATE rating_flag SET state = 'apart', decided_by = 'su', decided_at = 1, reason = '同一人'
       WHERE rating_id IN (SELECT min(rating_id) FROM rating_flag)`,
    ).run()
    await expect(env.DB.prepare("UPDATE rating_flag SET day = '2026-11-24'").run()).rejects.toThrow(
      /append-only/,
    )
    clock.set(start + 32 * DAY)
    expect(await purgeRatings(await systemCtx(clock))).toMatchObject({ traces: 5 })
    expect(await days()).toEqual([{ day: '2026-11-23' }])
    expect((await flags()).map(({ state }) => state).sort()).toEqual(['apart', ...Array(4).fill('open')])
  })
})
