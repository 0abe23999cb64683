import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { alsoAt, hand, roomOf } from '../../support/rectification.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const ok = ({ status, text, body }: { status: number; text: string; body: Record<string, unknown> }) => {
  expect(status, text).toBe(200)
  return body
}
const code = (answer: { status: number; body: { code?: string } }) => `${answer.status} ${answer.body.code}`
const run = (statement: string, ...values: (string | number)[]) =>
  env.DB.prepare(statement)
    .bind(...values)
    .run()

let made = 0
/** A rating that is held for these reasons. */
async function held(
  why: string[] = ['burst-network'],
  point = 'sp_qingshi',
  standing = 'held',
): Promise<string> {
  const id = `ra_held${++made}`
  await run(
    `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, standing, tallied_in)
     VALUES (?, '2026-11-23', 'visit', ?, 'counter', 'onsite', 5, ?, '2026Q3')`,
    id,
    point,
    standing,
  )
  for (const one of why)
    await run(
      "INSERT INTO rating_flag (rating_id, why, evidence, day) VALUES (?, ?, ?, '2026-11-23')",
      id,
      one,
      one === 'too-fast' ? '{"seconds":1,"threshold":3}' : '{"ratings":14,"threshold":12,"hours":24}',
    )
  return id
}
const standing = async (id: string) => {
  const row = await env.DB.prepare('SELECT standing, tallied_in FROM rating WHERE id = ?')
    .bind(id)
    .first<{ standing: string; tallied_in: string }>()
  return `${row?.standing} ${row?.tallied_in}`
}
const desk = () => hand(staff, 'supervisor', '*', clock)
const decide = (who: { headers: Record<string, string> }, body: object) =>
  staff.post('/staff/rating-flags', { why: 'burst-network', reason: '同一网络', ...body }, who.headers)
const reads = async (who: { headers: Record<string, string> }) =>
  ok(await staff.get('/staff/rating-flags', who.headers)) as {
    bursts: { ratings: string[] }[]
    pressed: unknown[]
  }

describe('ratings that are held', () => {
  test('are listed by burst with the evidence and decided together, in the quarter that runs', async () => {
    const ids = [await held(), await held(), await held()]
    const other = await held(['burst-network'], 'sp_nanqiao')
    const who = await desk()
    const { bursts } = await reads(who)
    expect(bursts).toHaveLength(2)
    expect(bursts.find(({ ratings }) => ratings.length === 3)).toMatchObject({
      why: 'burst-network',
      day: '2026-11-23',
      station: { slug: 'qingshi' },
      levels: [3, 0, 0, 0, 0],
      evidence: { most: 14, hours: 24, threshold: 12, seconds: null },
    })
    expect(ok(await decide(who, { ratings: ids, decision: 'apart' }))).toEqual({ decided: 3 })
    for (const id of ids) expect(await standing(id)).toBe('apart 2026Q4')
    ok(await decide(who, { ratings: [other], decision: 'stands' }))
    expect(await standing(other)).toBe('counted 2026Q4')
    expect((await reads(who)).bursts).toEqual([])
    const { results } = await env.DB.prepare(
      "SELECT subject, body FROM audit_leaf WHERE action = 'rating.decide'",
    ).all<{
      subject: string
      body: string
    }>()
    expect(results.map(({ subject }) => subject)).toEqual(['rating', 'rating'])
    // Which ratings they were stands in the leaf by a keyed hash alone.
    expect(JSON.stringify(results)).not.toContain('ra_held')
  })

  test('one held for two reasons counts when both are decided; set apart it stays so', async () => {
    const [id, gone] = [await held(['burst-network', 'too-fast']), await held(['burst-network', 'too-fast'])]
    const who = await desk()
    ok(await decide(who, { ratings: [id], decision: 'stands' }))
    expect(await standing(id)).toBe('held 2026Q3')
    ok(await decide(who, { why: 'too-fast', ratings: [id], decision: 'stands' }))
    expect(await standing(id)).toBe('counted 2026Q4')
    ok(await decide(who, { ratings: [gone], decision: 'apart' }))
    ok(await decide(who, { why: 'too-fast', ratings: [gone], decision: 'stands' }))
    expect(await standing(gone)).toBe('apart 2026Q4')
  })

  test('need a reason without anything personal, and are decided once', async () => {
    const id = await held()
    const [who, colleague] = [await desk(), await desk()]
    expect((await decide(who, { ratings: [id], decision: 'apart', reason: ' ' })).body.errors).toMatchObject([
      { pointer: '/reason', code: 'words.required' },
    ])
    expect(
      (await decide(who, { ratings: [id], decision: 'apart', reason: '是 13800000002 发的' })).body.errors,
    ).toMatchObject([{ pointer: '/reason', code: 'notice.personal' }])
    const answers = await Promise.all([
      decide(who, { ratings: [id], decision: 'apart' }),
      decide(colleague, { ratings: [id], decision: 'stands' }),
    ])
    expect(answers.map(code).sort()).toEqual(['200 undefined', '409 stale'])
    expect(code(await decide(who, { ratings: ['ra_none'], decision: 'apart' }))).toBe('409 stale')
  })

  test('are nothing for stations, and never decided by anybody of the place', async () => {
    const id = await held()
    const head = await hand(staff, 'chief', 'sp_qingshi', clock)
    expect(code(await staff.get('/staff/rating-flags', head.headers))).toBe('403 not-allowed')
    expect(code(await decide(head, { ratings: [id], decision: 'apart' }))).toBe('403 not-allowed')
    // A room of a station is the station.
    for (const place of ['sp_qingshi', await roomOf('sp_qingshi')]) {
      const local = await alsoAt(await desk(), place)
      expect((await reads(local)).bursts, place).toEqual([])
      expect(code(await decide(local, { ratings: [id], decision: 'stands' })), place).toBe('409 reviewer')
    }
    expect(await standing(id)).toBe('held 2026Q3')
    const elsewhere = await alsoAt(await desk(), await roomOf('sp_nanqiao'))
    expect((await reads(elsewhere)).bursts).toHaveLength(1)
    ok(await decide(elsewhere, { ratings: [id], decision: 'stands' }))
  })

  test('where people were pressed to rate is told in numbers from five on', async () => {
    for (let n = 0; n < 5; n++) await held([], 'sp_qingshi', 'pressed')
    for (let n = 0; n < 4; n++) await held([], 'sp_nanqiao', 'pressed')
    expect((await reads(await desk())).pressed).toEqual([
      { station: expect.objectContaining({ slug: 'qingshi' }), ratings: 5 },
      { station: expect.objectContaining({ slug: 'nanqiao' }), ratings: null },
    ])
  })
})
