import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { forgetRectifications, takeCalls } from '../../../api/survey/rectify/jobs.ts'
import { apiClient, monday } from '../../support/api.ts'
import { bookOne, freeSlots, publish } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { changedIn, dumpOf, type Told } from '../../support/dump.ts'
import { everyRow } from '../../support/faults.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { badRating, callBack, hand, systemAt } from '../../support/rectification.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const web = apiClient({ clock })
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
const allTables = async (): Promise<Told[]> => {
  const { results } = await env.DB.prepare(
    `SELECT m.name AS name, group_concat('"' || c.name || '"') AS columns
     FROM sqlite_master m JOIN pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_cf_%' AND m.sql LIKE 'CREATE TABLE%'
       AND m.name NOT LIKE '%_fts%' AND m.name <> 'd1_migrations' AND m.name NOT IN ('slot', 'slot_day') GROUP BY m.name`,
  ).all<{ name: string; columns: string }>()
  return results.map(({ name, columns }) => ({
    name,
    all: `SELECT group_concat(one, char(10)) AS rows FROM (SELECT json_array(${columns}) AS one FROM "${name}" ORDER BY 1)`,
  }))
}
let keys = 0
const give = (token: string, more: object = {}, key = `second-${++keys}-of-a-test`) =>
  web.post('/ratings/second', { token, overall: 2, ...more }, { 'idempotency-key': key })

/** A bad rating that the desk saw to and called back about; not closed yet. */
async function seenTo(more: Parameters<typeof badRating>[1] = { phone: '13800000009' }, locale = 'zh') {
  const ctx = await systemAt(clock)
  const made = await badRating({ ...ctx, locale: locale as 'zh' }, more)
  const [desk, other] = [
    await hand(staff, 'supervisor', '*', clock),
    await hand(staff, 'supervisor', '*', clock),
  ]
  if (more.contact !== false) ok(await desk.do(made.id, 'contact', { how: 'reached', words: '说了' }))
  ok(await desk.do(made.id, 'fix', { outcome: 'explained', words: '说明了' }))
  if (more.contact !== false) {
    ok(await callBack(staff, other.headers, made.id))
    await takeCalls(await systemAt(clock))
  }
  const closes = async () => ok(await desk.do(made.id, 'close', {}))
  return { ...made, desk, other, closes }
}
const texts = (id: string) => waitingMessages('rating.closed', id)
async function closed(...more: Parameters<typeof seenTo>) {
  const one = await seenTo(...more)
  await one.closes()
  const [message] = await texts(one.id)
  return { ...one, message: message!, token: message?.data.secondToken ?? '' }
}

describe('the text at the end', () => {
  test('goes to whoever agreed to be called, in their language, with what came of it and nothing of what it was', async () => {
    const one = await closed({ phone: '13800000009' }, 'en')
    expect(one.message.phone).toBe('13800000009')
    const row = await env.DB.prepare('SELECT locale FROM outbox WHERE id = ?').bind(one.message.id).first()
    expect(row).toEqual({ locale: 'en' })
    expect(Object.keys(one.message.data).sort()).toEqual(
      ['bureauPhone', 'goodDay', 'outcome', 'reference', 'secondToken', 'until'].sort(),
    )
    expect(one.message.data).toMatchObject({ outcome: 'explained', reference: one.id })
    expect(one.token).toMatch(/^[2-9A-Z]{12}$/)
    // Only its hash is kept.
    expect(JSON.stringify(await everyRow())).not.toContain(one.token)
  })

  test('comes by day: what is closed at night waits for the morning', async () => {
    const one = await seenTo()
    clock.set(Date.parse('2026-11-23T22:30:00+08:00'))
    await one.closes()
    const row = await env.DB.prepare(
      "SELECT not_before AS at FROM outbox WHERE template = 'rating.closed'",
    ).first()
    expect(row).toEqual({ at: Date.parse('2026-11-24T09:00:00+08:00') })
  })

  test('nobody who wants no call gets one, nor a party to a case who asked for no texts', async () => {
    const { id } = await closed({ contact: false })
    expect(await texts(id)).toEqual([])
    const { results } = await env.DB.prepare('SELECT id FROM rating_second').all()
    expect(results).toEqual([])
  })

  test('a number of the record is used where none was left; the station that reads the record sees no difference', async () => {
    await publish(clock)
    const [slot] = await freeSlots(web)
    const { reference } = await bookOne(web, slot?.id ?? '')
    const one = await seenTo({ invite: { subject: reference, group: 'id-card' as never } })
    const head = await hand(staff, 'chief', 'sp_qingshi', clock)
    const read = async () => (await staff.get(`/staff/records?reference=${reference}`, head.headers)).text
    const before = await read()
    await one.closes()
    const [message] = await texts(one.id)
    expect(message?.phone).toMatch(/^1\d{10}$/)
    expect(await read()).toBe(before)
  })

  test('an accepted appeal is an end too, and says so', async () => {
    const made = await badRating(await systemAt(clock), { phone: '13800000009' })
    const [desk, other, head] = [
      await hand(staff, 'supervisor', '*', clock),
      await hand(staff, 'supervisor', '*', clock),
      await hand(staff, 'chief', 'sp_qingshi', clock),
    ]
    ok(await desk.do(made.id, 'contact', { how: 'reached', words: '说了' }))
    ok(await desk.do(made.id, 'task', { words: '请改进' }))
    ok(await head.do(made.id, 'appeal', { reason: 'not-about-us', words: '这是社保的事' }))
    ok(await other.do(made.id, 'appeal', { accept: true, words: '确实' }))
    expect(await texts(made.id)).toMatchObject([{ data: { outcome: 'appealed' } }])
  })
})

describe('the token of a second rating', () => {
  test('opens one question, as often as one looks, and no link that is fetched uses it', async () => {
    const { token } = await closed()
    const tables = await allTables()
    const before = await dumpOf(tables)
    for (const path of ['/ratings/second', `/ratings/second?token=${token}`])
      expect([404, 405]).toContain((await web.get(path)).status)
    const form = await web.post('/ratings/open', { token: token.toLowerCase() })
    expect(form.status, form.text).toBe(200)
    expect(form.body).toMatchObject({ kind: null, station: null, group: null, aspects: [] })
    expect(form.body.second).toMatchObject({ outcome: { zh: '按规定改不了' } })
    expect(changedIn(before, await dumpOf(tables))).toEqual([])
  })

  test('is used once, beside the first, which stays; the desk alone reads it', async () => {
    const { id, token, desk, ratingId } = await closed()
    const sums = () => env.DB.prepare("SELECT * FROM evaluation_tally WHERE indicator LIKE 'satis%'").all()
    const before = (await sums()).results
    const answer = await give(token, { comment: '还是只开一个窗口' })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toEqual({ taken: true })
    expect(ok(await desk.open(id))).toMatchObject({
      rating: { overall: 1 },
      // Told on the telephone, and said by themself.
      second: 4,
      own: { overall: 2, words: '还是只开一个窗口', on: '2026-11-23' },
    })
    expect(code(await give(token))).toBe('409 rated-before')
    expect(code(await web.post('/ratings/open', { token }))).toBe('409 rated-before')
    expect((await sums()).results).toEqual(before)
    expect(JSON.stringify(await everyRow())).not.toContain('还是只开')
    const forced = env.DB.prepare('UPDATE rating_second SET overall = 5 WHERE id = ?').bind(id).run()
    await expect(forced).rejects.toThrow(/rated-before/)
    const first = env.DB.prepare('UPDATE rating SET overall = 5 WHERE id = ?').bind(ratingId).run()
    await expect(first).rejects.toThrow(/append-only/)
  })

  test('of two devices at once one is taken; the same one sent twice is told the same', async () => {
    const { token } = await closed()
    const answers = await Promise.all([give(token), give(token, { overall: 5 })])
    expect(answers.map(code).sort()).toEqual(['201 undefined', '409 rated-before'])
    const two = await closed()
    const [a, b] = [await give(two.token, {}, 'the-same-key-1'), await give(two.token, {}, 'the-same-key-1')]
    expect([code(a), code(b)]).toEqual(['201 undefined', '201 undefined'])
    expect(code(await give(two.token, { overall: 5 }, 'the-same-key-1'))).toBe('422 idempotency-mismatch')
  })

  test('is good for thirty days, needs a level, and is no token of a first rating', async () => {
    const { token } = await closed()
    expect((await give(token, { overall: undefined })).body.errors).toMatchObject([{ pointer: '/overall' }])
    expect(code(await web.post('/ratings', { token, overall: 5 }))).toBe('404 rating-token-unknown')
    expect(code(await give('222222222222'))).toBe('404 rating-token-unknown')
    const row = await env.DB.prepare('SELECT closes_at AS at FROM rating_second').first<{ at: number }>()
    clock.set((row?.at ?? 0) - 1)
    expect((await web.post('/ratings/open', { token })).status).toBe(200)
    clock.set(row?.at ?? 0)
    expect(code(await give(token))).toBe('409 rating-over')
  })

  test('the station is told nothing of it, and its words go after a year', async () => {
    const made = await badRating(await systemAt(clock), { phone: '13800000009' })
    const [desk, other, head] = [
      await hand(staff, 'supervisor', '*', clock),
      await hand(staff, 'supervisor', '*', clock),
      await hand(staff, 'chief', 'sp_qingshi', clock),
    ]
    ok(await desk.do(made.id, 'contact', { how: 'reached', words: '说了' }))
    ok(await desk.do(made.id, 'task', { words: '请改进' }))
    ok(await head.do(made.id, 'fix', { outcome: 'at-once', words: '改了' }))
    ok(await callBack(staff, other.headers, made.id))
    await takeCalls(await systemAt(clock))
    ok(await desk.do(made.id, 'close', {}))
    const [message] = await texts(made.id)
    const before = (await head.open(made.id)).text
    expect((await give(message?.data.secondToken ?? '', { comment: '没改' })).status).toBe(201)
    expect((await head.open(made.id)).text).toBe(before)
    clock.set(monday + 366 * DAY)
    await forgetRectifications(await systemAt(clock))
    const row = await env.DB.prepare('SELECT overall, words FROM rating_second').first()
    expect(row).toEqual({ overall: 2, words: null })
  })

  test('is asked for of nobody whose matter is open', async () => {
    const { id } = await badRating(await systemAt(clock), { phone: '13800000009' })
    const forced = env.DB.prepare("INSERT INTO rating_second (id, token_hash, closes_at) VALUES (?, 'x', 1)")
      .bind(id)
      .run()
    await expect(forced).rejects.toThrow(/step-refused/)
  })
})
