import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { leafHash } from '../../../api/audit/leaf.ts'
import { runComplaintClocks } from '../../../api/complaint/due.ts'
import { closeMonth } from '../../../api/complaint/figures/close.ts'
import { purgeComplaints } from '../../../api/complaint/purge.ts'
import { toHex, utf8 } from '../../../api/shared/bytes.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { countMonths, putCounted, rawMonth, uncount } from '../../support/complaintFigures.ts'
import { costed } from '../../support/cost.ts'
import { testCtx } from '../../support/ctx.ts'
import { shown } from '../../support/shown.ts'
import { staffApi } from '../../support/signedIn.ts'
import { aComplaint, anAccusation, aProblem, atComplaints, author, told } from '../../support/telling.ts'

const moment = (text: string) => Date.parse(`${text}+08:00`)
const october = moment('2026-10-12T09:00')
const clock = clockAt(october)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(october)
  await demo(env, '2026-10-12', october)
})
const answer = { done: '灯已经换好。', by: '社区民警', noPhoto: '夜里去的' }
const qingshi = 'sp_qingshi'
const runClocks = async () => runComplaintClocks(await testCtx({ clock }))
const figures = async (query: string) => (await api.get(`/open-data/complaints${query}`)).body

test('each figure counts what its sentence says, in its own month', async () => {
  const handler = await atComplaints(staff, clock)
  const chief = await atComplaints(staff, clock, 'chief')
  const made: Awaited<ReturnType<typeof told>>[] = []
  for (let n = 0; n < 6; n++) made.push(await told(api, aProblem({ phone: `1380000012${n}` })))
  const [inTime, late, objected, given, silent, never] = made as [
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
  ]
  for (const { reference } of made) await handler.do(reference, 'accept')
  expect((await handler.do(inTime.reference, 'answer', answer)).status).toBe(200)
  expect((await handler.do(objected.reference, 'answer', answer)).status).toBe(200)
  expect((await author(api, objected).post('object', { words: '还是不亮' })).status).toBe(200)
  expect((await chief.do(given.reference, 'give-up', { words: '查不下去了' })).status).toBe(200)
  await handler.do(silent.reference, 'ask', { words: '是哪一盏灯？' })
  // Fifteen working days from the twelfth of October end on the second of November.
  clock.set(moment('2026-11-03T09:00'))
  for (let n = 0; n < 3; n++) await runClocks()
  expect((await handler.do(late.reference, 'answer', answer)).status).toBe(200)
  const desk = await atComplaints(staff, clock, 'supervisor', '*')
  expect((await desk.do(objected.reference, 'answer', answer)).status).toBe(200)
  // The first answer was late; the one to the objection against it is not.
  expect((await author(api, late).post('object', { words: '太晚了' })).status).toBe(200)
  expect((await desk.do(late.reference, 'answer', answer)).status).toBe(200)
  clock.set(moment('2026-12-02T09:00'))
  for (let n = 0; n < 3; n++) await runClocks()
  // Left open for ever.
  expect(never).toBeDefined()
  expect(await countMonths(clock)).toEqual(['2026-10', '2026-11'])
  expect(await rawMonth('2026-10')).toEqual({
    [qingshi]: { received: 6, in_time: 2, reopened: 1, unanswered: 1 },
  })
  // The review was answered by the bureau, in time; who had been asked and said nothing was left without an answer.
  expect(await rawMonth('2026-11')).toEqual({
    [qingshi]: { late: 1, reopened: 1, unanswered: 1 },
    '*': { in_time: 2 },
  })
  expect(await figures('?month=2026-10&station=qingshi')).toMatchObject({
    month: '2026-10',
    months: ['2026-11', '2026-10'],
    station: { slug: 'qingshi' },
    figures: { received: 6, inTime: null, late: 0, reopened: null, unanswered: null },
  })
})

test('an answer a minute after the day it was due is late, also where the machine has not looked yet', async () => {
  const handler = await atComplaints(staff, clock)
  const [one, other] = [
    await told(api, aProblem()),
    await told(api, aProblem({ anonymous: true, name: undefined, phone: undefined })),
  ]
  for (const { reference } of [one, other]) await handler.do(reference, 'accept')
  const { due_at } = (await env.DB.prepare('SELECT due_at FROM complaint WHERE reference = ?')
    .bind(one.reference)
    .first<{ due_at: number }>())!
  clock.set(due_at + 60_000)
  for (const { reference } of [one, other])
    expect((await handler.do(reference, 'answer', answer)).status).toBe(200)
  clock.set(moment('2026-12-02T09:00'))
  await countMonths(clock)
  expect((await rawMonth('2026-11'))[qingshi]).toEqual({ late: 2 })
})

test('a month begins and ends at midnight in Shanghai, and is counted an hour after', async () => {
  for (const when of [
    '2026-09-30T23:59:59',
    '2026-10-01T00:00:00',
    '2026-10-31T23:59:59',
    '2026-11-01T00:00:00',
  ]) {
    clock.set(moment(when))
    await told(api, aComplaint())
    await told(api, aComplaint({ anonymous: true, name: undefined, phone: undefined }))
  }
  clock.set(moment('2026-11-01T00:59:59'))
  expect(await countMonths(clock)).toEqual(['2026-09'])
  expect((await api.get('/open-data/complaints?month=2026-10')).status).toBe(404)
  clock.set(moment('2026-11-01T01:00:00'))
  expect(await countMonths(clock)).toEqual(['2026-10'])
  expect((await rawMonth('2026-09'))[qingshi]).toEqual({ received: 2 })
  expect((await rawMonth('2026-10'))[qingshi]).toEqual({ received: 4 })
  const latest = await figures('')
  expect(latest).toMatchObject({ month: '2026-10', nextAt: '2026-12-01T00:00:00+08:00' })
  for (const month of ['2026-11', '2027-01', '2026-08'])
    expect((await api.get(`/open-data/complaints?month=${month}`)).status).toBe(404)
  expect((await api.get('/open-data/complaints?month=2026-13')).status).toBe(422)
  expect((await api.get('/open-data/complaints?station=nowhere')).status).toBe(404)
})

test('before a month is over nothing is published, and it is said when there will be', async () => {
  await told(api, aComplaint())
  expect(await countMonths(clock)).toEqual([])
  expect(await figures('?station=qingshi')).toMatchObject({
    month: null,
    months: [],
    figures: null,
    nextAt: '2026-11-01T00:00:00+08:00',
  })
  // Before any month is counted the file has its head alone.
  const empty = await api.get('/open-data/complaints.csv')
  expect(empty.status).toBe(200)
  expect(empty.text).toMatch(/^"?month"?,"?desk"?,[^\n]+\r\n$/)
  expect((await api.get('/open-data/complaints.csv?month=2026-10')).status).toBe(404)
})

test('what the bureau passes on counts for whoever answers; where it arrived first stays', async () => {
  const { reference } = await told(api, aComplaint({ about: 'qingshi', officer: '不认识的人' }))
  const desk = await atComplaints(staff, clock, 'supervisor', '*')
  expect((await desk.do(reference, 'pass', { to: 'nanqiao', words: '归南桥' })).status).toBe(200)
  const handler = await atComplaints(staff, clock, 'handler', 'sp_nanqiao')
  await handler.do(reference, 'accept')
  expect((await handler.do(reference, 'answer', answer)).status).toBe(200)
  // One that is kept from its station is nobody's but the bureau's, whoever answers it.
  const away = await told(api, aComplaint({ away: true }))
  expect((await desk.do(away.reference, 'pass', { to: 'nanqiao', words: '请南桥办' })).status).toBe(200)
  await handler.do(away.reference, 'accept')
  expect((await handler.do(away.reference, 'answer', answer)).status).toBe(200)
  // One that is passed on with its answer was answered once, where it was then.
  const answered = await told(api, aComplaint({ officer: '不认识的人' }))
  for (const [verb, more] of [
    ['accept', {}],
    ['answer', answer],
    ['pass', { to: 'nanqiao', words: '请南桥收着' }],
  ] as const)
    expect((await desk.do(answered.reference, verb, more)).status, verb).toBe(200)
  await told(api, aComplaint())
  clock.set(moment('2026-11-02T09:00'))
  await countMonths(clock)
  expect(await rawMonth('2026-10')).toEqual({
    [qingshi]: { received: 1 },
    sp_nanqiao: { in_time: 1 },
    '*': { received: 3, in_time: 2 },
  })
})

test('a counted month cannot be changed, and comes out the same again, also after all of it was emptied', async () => {
  const handler = await atComplaints(staff, clock)
  for (let n = 0; n < 6; n++) {
    const { reference } = await told(api, aProblem({ phone: `1380000012${n}` }))
    await handler.do(reference, 'accept')
    await handler.do(reference, 'answer', answer)
  }
  await told(api, anAccusation())
  clock.set(moment('2026-11-02T09:00'))
  for (let n = 0; n < 2; n++) await runClocks()
  expect(await countMonths(clock)).toEqual(['2026-10'])
  const before = await rawMonth('2026-10')
  for (const statement of [
    `UPDATE complaint_month SET late = 0`,
    `DELETE FROM complaint_month`,
    `INSERT OR REPLACE INTO complaint_month VALUES ('2026-10', '${qingshi}', 9, 9, 0, 0, 0)`,
    `INSERT INTO complaint_month VALUES ('2026-10', 'sp_new', 9, 9, 0, 0, 0)`,
    `UPDATE complaint_month_done SET at = 0`,
    `DELETE FROM complaint_month_done`,
    `INSERT OR REPLACE INTO complaint_month_done SELECT month, leaf, 0 FROM complaint_month_done`,
  ])
    await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only/)
  // The file is the one the leaf attests.
  const { text } = await api.get('/open-data/complaints.csv?month=2026-10')
  // With the mark of the bytes in front, which reading as text takes off.
  const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(`\ufeff${text}`))))
  const { proof } = await figures('?month=2026-10')
  expect(JSON.parse(proof.body)).toMatchObject({
    action: 'complaint.month',
    subject: '2026-10',
    facts: { sha256: digest },
  })
  expect(await leafHash(proof.salt, proof.body)).toBe(proof.hash)
  // Long after, all of it is emptied; the log of steps stays, and the count with it.
  clock.set(moment('2029-01-10T09:00'))
  for (let n = 0; n < 2; n++)
    expect((await purgeComplaints(await testCtx({ clock }))).emptied).toBe(n ? 0 : 6)
  await uncount()
  expect((await countMonths(clock)).slice(0, 1)).toEqual(['2026-10'])
  expect(await rawMonth('2026-10')).toEqual(before)
  expect((await api.get('/open-data/complaints.csv?month=2026-10')).text).toBe(text)
})

test('two runs at once count a month once', async () => {
  await told(api, aComplaint())
  clock.set(moment('2026-11-02T09:00'))
  const runs = await Promise.all([countMonths(clock), countMonths(clock), countMonths(clock)])
  expect(runs.flat()).toEqual(['2026-10'])
  const { results } = await env.DB.prepare(
    "SELECT count(*) AS n FROM audit_leaf WHERE action = 'complaint.month'",
  ).all()
  expect(results).toEqual([{ n: 1 }])
})

test('a page reads a row for each place, and the job its own month, however many complaints there are', async () => {
  const measured = async () => {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    clock.set(moment('2026-11-02T09:00'))
    await closeMonth(await testCtx({ clock, cost }))
    const page = costed({ clock })
    const answer = await page.api.get('/open-data/complaints?month=2026-10&station=qingshi')
    expect(answer.status).toBe(200)
    return { job: cost.rowsRead, page: page.cost.rowsRead, trips: page.cost.trips }
  }
  for (let n = 0; n < 6; n++) await told(api, aComplaint())
  const few = await measured()
  await uncount()
  // As many more, of which all came and went in the months before and after.
  for (const [prefix, at] of [
    ['a', moment('2026-08-10T09:00')],
    ['b', moment('2026-11-01T09:00')],
  ] as const)
    await env.DB.prepare(
      `INSERT INTO complaint (id, reference, code_hash, kind, anonymous, away, desk, locale, channel, tray, state, moved_at,
         moved_by, received_at, updated_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
       SELECT ?1 || i, 'R' || ?1 || i, '', 'service', 0, 0, ?2, 'zh', 'online', 0, 'received', ?3, 'resident', ?3, ?3 FROM n`,
    )
      .bind(prefix, qingshi, at)
      .run()
  // The months before were counted when they were over.
  await putCounted('2026-09', [['*', 0, 0, 0, 0, 0]])
  const many = await measured()
  expect(many.trips).toBe(1)
  // One month more stands in the list.
  expect(many.page - few.page).toBeLessThanOrEqual(2)
  expect(many.job).toBeLessThanOrEqual(few.job + 2)
  shown('figures: rows read', { complaints: 6006, ...many })
})
