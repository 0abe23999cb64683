import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { closeWeek } from '../../../api/evaluation/close/week.ts'
import { recompute } from '../../../api/evaluation/formula/files.ts'
import { decideObjection } from '../../../api/evaluation/objection/decide.ts'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { putCounted } from '../../support/complaintFigures.ts'
import { testCtx } from '../../support/ctx.ts'
import { cellsOf, jobsAt, judged, rated } from '../../support/evaluation.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { staffCtx } from '../../support/staff.ts'

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const somebody = async (...grants: [Role, string][]) =>
  (await signedIn({ grants, clock, hours: 9999 })).headers
let missed: string[]
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
  await jobsAt(clock, '2026-10-06T09:00')
  await rated(
    { level: 5, n: 300, day: '2026-10-08' },
    { level: 5, n: 90, day: '2026-10-08', point: 'sp_nanqiao' },
  )
  await judged('application.time', { level: 1, n: 30, day: '2026-10-08' })
  await judged('application.time', { level: 1, n: 30, day: '2026-10-08', point: 'sp_nanqiao' })
  missed = await judged('application.time', { level: 0, n: 6, day: '2026-10-08' })
  await judged('rectification.time', { level: 0, n: 6, day: '2026-10-08' })
  await jobsAt(clock, '2026-10-12T00:30')
  await jobsAt(clock, '2027-01-01T01:00')
})

const objection = (subject = missed[0]) => ({
  indicator: 'application.time',
  subject,
  why: 'system',
  words: '系统停了两天，样张一号可以作证',
})
const object = async (who: Record<string, string>, subject?: string) =>
  staff.post('/staff/evaluations/objections', objection(subject), who)
const decide = (id: string, who: Record<string, string>, body: object) =>
  staff.post(`/staff/evaluations/objections/${id}/decide`, body, who)
const grant = { outcome: 'granted', words: '平台停机，日子顺延', english: 'The platform was down' }
const onTime = async (period = '2026Q4') =>
  (await api.get(`/evaluations/${period}/stations/qingshi`)).body.indicators.find(
    ({ code }: { code: string }) => code === 'application.time',
  ).result
const hidden = async () =>
  (
    await env.DB.prepare(
      `SELECT level, n - released AS n FROM evaluation_tally WHERE period = '2026Q4' AND indicator = 'application.time'
         AND service_point_id = 'sp_qingshi' ORDER BY level`,
    ).all()
  ).results

test('a granted objection changes one event, in the open, and the results with it', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_qingshi']), await somebody(['supervisor', '*'])]
  const list = (await staff.get('/staff/evaluations/missed', chief)).body
  expect(list).toMatchObject({ period: '2026Q4', objectionsUntil: '2027-01-22' })
  expect(list.items.map(({ subject }: { subject: string }) => subject).sort()).toEqual([...missed].sort())
  const { status, body, text } = await object(chief)
  expect(status, text).toBe(201)
  expect((await staff.get('/staff/evaluations/missed', chief)).body.items[0].objection.state).toBe('open')
  const open = (await staff.get('/staff/evaluations/objections?state=open', supervisor)).body.items
  expect(open).toMatchObject([{ id: body.id, day: '2026-10-08', why: 'system', state: 'open' }])
  expect(JSON.stringify(open)).not.toContain('样张')
  const read = await staff.get(`/staff/evaluations/objections/${body.id}`, supervisor)
  expect(read.body.words).toContain('样张一号')
  // The time to object is over, and nothing is frozen while one waits.
  expect(await jobsAt(clock, '2027-01-25T09:00')).not.toContain('freeze 2026Q4')
  const [before, waits] = [await onTime(), await hidden()]
  const year = await onTime('2026')
  const decided = await decide(body.id, supervisor, grant)
  expect(decided.status, decided.text).toBe(200)
  const after = await onTime()
  expect(after.n).toBe(before.n)
  expect(after.mean).toBeGreaterThan(before.mean)
  expect((await onTime('2026')).mean).toBeGreaterThan(year.mean)
  expect(await hidden()).toEqual(waits)
  expect((await cellsOf('2026Q4')).filter((cell) => cell.endsWith('objection'))).toEqual([
    '2027-01-25 sp_qingshi application.time traffic 0-0 -1 objection',
    '2027-01-25 sp_qingshi application.time traffic 1-1 1 objection',
  ])
  expect((await api.get('/evaluations/2026Q4/stations/qingshi')).body.corrections).toEqual([
    { indicator: 'application.time', day: '2026-10-08', reason: { zh: grant.words, en: grant.english } },
  ])
  const event = env.DB.prepare('SELECT level, corrected_by FROM evaluation_event WHERE subject = ?')
  expect(await event.bind(missed[0]).first()).toEqual({ level: 1, corrected_by: body.id })
  expect(await event.bind(missed[1]).first()).toEqual({ level: 0, corrected_by: null })
  expect(await jobsAt(clock, '2027-01-25T09:05')).toEqual(['freeze 2026Q4', 'freeze 2026', 'freeze 2026H2'])
  for (const period of ['2026Q4', '2026']) {
    const file = async (name: string) => (await api.get(`/open-data/evaluations/${period}/${name}`)).text
    expect(recompute(await file('cells.csv'), await file('indicators.csv'))).toBe(await file('results.csv'))
  }
})

test('who may list, object and decide', async () => {
  const [chief, other, clerk, supervisor] = [
    await somebody(['chief', 'sp_qingshi']),
    await somebody(['chief', 'sp_nanqiao']),
    await somebody(['clerk', 'sp_qingshi']),
    await somebody(['supervisor', '*']),
  ]
  expect((await staff.get('/staff/evaluations/missed', other)).body.items).toEqual([])
  expect((await object(other)).status).toBe(404)
  expect((await object(clerk)).status).toBe(403)
  expect((await object(supervisor)).status).toBe(403)
  const { id } = (await object(chief)).body
  expect((await staff.get('/staff/evaluations/objections', other)).body.items).toEqual([])
  expect((await staff.get(`/staff/evaluations/objections/${id}`, other)).status).toBe(404)
  expect((await decide(id, chief, grant)).status).toBe(403)
  // Somebody of that station, also as supervisor, and whoever objected.
  const both = await somebody(['supervisor', '*'], ['clerk', 'sp_qingshi'])
  expect(await decide(id, both, grant)).toMatchObject({ status: 409, body: { code: 'reviewer' } })
  const alone = await somebody(['supervisor', '*'], ['chief', '*'])
  const own = (await object(alone, missed[1])).body.id
  expect(await decide(own, alone, grant)).toMatchObject({ status: 409, body: { code: 'reviewer' } })
  // Complaints are counted by the month: no day of theirs is listed, nor can be objected to.
  await putCounted('2026-12', [['sp_qingshi', 30, 20, 9, 0, 0]])
  const days = (await staff.get('/staff/evaluations/missed', chief)).body.items
  expect(days).toHaveLength(missed.length)
  const answered = { ...objection(), indicator: 'complaint.time' }
  expect((await staff.post('/staff/evaluations/objections', answered, chief)).status).toBe(404)
  // A bad rating that was not put right in time is no matter for the station here.
  const rectified = { ...objection(), indicator: 'rectification.time' }
  expect((await staff.post('/staff/evaluations/objections', rectified, chief)).status).toBe(404)
})

test('once for each event, within the time for it, of a provisional quarter', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_qingshi']), await somebody(['supervisor', '*'])]
  const { id } = (await object(chief)).body
  expect((await object(chief)).body.code).toBe('objection-closed')
  const personal = { ...grant, words: '承办人电话 13912345678 打不通' }
  expect(await decide(id, supervisor, personal)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/words' }] },
  })
  expect((await decide(id, supervisor, { outcome: 'refused', words: '系统没有停' })).status).toBe(200)
  expect((await staff.get(`/staff/evaluations/objections/${id}`, chief)).body).toMatchObject({
    state: 'refused',
    answer: '系统没有停',
    reason: null,
  })
  expect((await decide(id, supervisor, grant)).body.code).toBe('stale')
  expect((await cellsOf('2026Q4')).join()).not.toContain('objection')
  const [late] = await judged('application.time', { level: 0, day: '2027-01-02' })
  expect((await object(chief, late)).body.code).toBe('objection-closed')
  clock.set(Date.parse('2027-01-23T00:00+08:00'))
  expect((await object(chief, missed[2])).body.code).toBe('objection-closed')
})

test('the desk has its list as a file, without the words of either side', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_qingshi']), await somebody(['supervisor', '*'])]
  const { id } = (await object(chief)).body
  await decide(id, supervisor, { ...grant, words: '=1+1 平台停机' })
  await object(chief, missed[1])
  const at = '/staff/evaluations/objections/csv'
  const { status, text } = await staff.get(at, supervisor)
  expect(status).toBe(200)
  expect(text.split('\r\n')).toHaveLength(4)
  expect(text).toContain(
    `"${id}","2026 年第 4 季度","青石派出所","申请按时办结","2026-10-08","系统出了故障","成立"`,
  )
  expect(text).toContain(`"'=1+1 平台停机"`)
  for (const secret of ['样张', ...missed]) expect(text).not.toContain(secret)
  expect((await staff.get(`${at}?state=open`, supervisor)).text).not.toContain(id)
  expect((await staff.get(at, chief)).status).toBe(403)
  const one = await staff.get(
    `/staff/evaluations/missed?indicator=application.time&subject=${missed[2]}`,
    chief,
  )
  expect(one.body.items.map(({ subject }: { subject: string }) => subject)).toEqual([missed[2]])
})

test('an event that waits to be published is corrected without a word of it', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_nanqiao']), await somebody(['supervisor', '*'])]
  const [one] = await judged('application.time', { level: 0, day: '2026-12-30', point: 'sp_nanqiao' })
  const cells = await cellsOf('2026Q4')
  const { id } = (await object(chief, one)).body
  expect((await decide(id, supervisor, grant)).status).toBe(200)
  expect(await cellsOf('2026Q4')).toEqual(cells)
  await judged('application.time', { level: 1, n: 24, day: '2027-01-05', point: 'sp_nanqiao' })
  await jobsAt(clock, '2027-01-11T00:30')
  expect(await cellsOf('2027Q1')).toContain('2027-01-11 sp_nanqiao application.time traffic 1-1 25')
})

/** What is in cells and what waits, against what there is: nothing is counted twice, nothing lost. */
const sums = async () => {
  const of = async (query: string) =>
    (await env.DB.prepare(
      `${query} WHERE indicator = 'application.time' AND service_point_id = 'sp_nanqiao'`,
    ).first<{ n: number }>())!.n
  return {
    cells: await of('SELECT sum(n) AS n FROM evaluation_cell'),
    waits: await of('SELECT sum(n - released) AS n FROM evaluation_tally'),
    overdrawn: await of('SELECT sum(n < released) AS n FROM evaluation_tally'),
    events: await of('SELECT count(*) AS n FROM evaluation_event'),
  }
}

test('an event that left with the next quarter is taken back there, and its reason is read there', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_nanqiao']), await somebody(['supervisor', '*'])]
  const late = await judged('application.time', { level: 0, n: 4, day: '2026-12-30', point: 'sp_nanqiao' })
  await judged('application.time', { level: 1, n: 30, day: '2027-01-02', point: 'sp_nanqiao' })
  await jobsAt(clock, '2027-01-04T00:30')
  expect(await cellsOf('2027Q1')).toContain('2027-01-04 sp_nanqiao application.time traffic 0-0^1 5')
  const before = await sums()
  expect(before).toMatchObject({ cells: before.events, waits: 0 })
  const of = async () =>
    (await api.get('/evaluations/2027Q1/stations/nanqiao')).body.indicators.find(
      ({ code }: { code: string }) => code === 'application.time',
    ).result
  const result = await of()
  const old = (await cellsOf('2026Q4')).filter((cell) => cell.includes('sp_nanqiao'))
  for (const subject of late) {
    const { id } = (await object(chief, subject)).body
    expect((await decide(id, supervisor, grant)).status).toBe(200)
    expect(await sums()).toEqual({ ...before, overdrawn: 0 })
  }
  expect((await cellsOf('2026Q4')).filter((cell) => cell.includes('sp_nanqiao'))).toEqual(old)
  expect((await cellsOf('2027Q1')).filter((cell) => cell.endsWith('objection'))).toHaveLength(8)
  expect((await of()).n).toBe(result.n)
  expect((await of()).mean).toBeGreaterThan(result.mean)
  const { corrections } = (await api.get('/evaluations/2027Q1/stations/nanqiao')).body
  expect(corrections).toMatchObject(late.map(() => ({ day: '2026-12-30', reason: { en: grant.english } })))
  await judged('application.time', { level: 1, n: 30, day: '2027-01-05', point: 'sp_nanqiao' })
  await jobsAt(clock, '2027-01-11T00:30')
  expect(await sums()).toMatchObject({ cells: before.cells + 30, events: before.events + 30, waits: 0 })
  for (const period of ['2027Q1', '2027']) {
    const file = async (name: string) => (await api.get(`/open-data/evaluations/${period}/${name}`)).text
    expect(recompute(await file('cells.csv'), await file('indicators.csv'))).toBe(await file('results.csv'))
  }
})

test('an event that is published while its objection is decided is not corrected as one that waits', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_nanqiao']), await somebody(['supervisor', '*'])]
  const [one] = await judged('application.time', { level: 0, day: '2026-12-30', point: 'sp_nanqiao' })
  await judged('application.time', { level: 1, n: 30, day: '2027-01-02', point: 'sp_nanqiao' })
  const { id } = (await object(chief, one)).body
  const monday = Date.parse('2027-01-04T00:30+08:00')
  clock.set(monday)
  const deciding = meanwhile(await staffCtx(clock, 'all', 'supervisor'), async () =>
    expect((await closeWeek(await testCtx({ clock }))).closed).not.toBeNull(),
  )
  const wants = { id, outcome: 'granted', words: grant.words } as const
  expect(refusalOf(await decideObjection({ ctx: deciding, input: wants }).catch((error) => error))).toBe(
    'stale',
  )
  const before = await sums()
  expect((await decide(id, supervisor, grant)).status).toBe(200)
  expect(await sums()).toEqual({ ...before, overdrawn: 0 })
})

test('a grant that is killed at any statement leaves everything as it was', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_qingshi']), await somebody(['supervisor', '*'])]
  const { id } = (await object(chief)).body
  const { DB, fault, reset } = faulty()
  const desk = apiClient({ clock, bindings: { DB }, app: createStaffApp({ clock }) })
  const before = await everyRow()
  for (let statement = 0; ; statement++) {
    // Batch 0 reads the session, 1 the objection.
    reset({ at: { batch: 2, statement } })
    const { status } = await desk.post(`/staff/evaluations/objections/${id}/decide`, grant, supervisor)
    if (statement >= (fault.sizes[2] ?? 0)) break
    expect(status, String(statement)).toBe(500)
    expect(await everyRow(), String(statement)).toEqual(before)
  }
  expect((await decide(id, supervisor, grant)).status).toBe(200)
  expect((await cellsOf('2026Q4')).filter((cell) => cell.endsWith('objection'))).toHaveLength(2)
})

test('a day of a frozen quarter that is noted late counts in the running one, where it is objected to', async () => {
  const [chief, supervisor] = [await somebody(['chief', 'sp_nanqiao']), await somebody(['supervisor', '*'])]
  expect(await jobsAt(clock, '2027-02-20T10:00')).toContain('freeze 2026Q4')
  const frozen = await cellsOf('2026Q4')
  const late = await judged('application.time', { level: 0, n: 6, day: '2026-12-31', point: 'sp_nanqiao' })
  await judged('application.time', { level: 1, n: 30, day: '2027-02-20', point: 'sp_nanqiao' })
  const noted = env.DB.prepare('SELECT day, period FROM evaluation_event WHERE subject = ?').bind(late[0])
  expect(await noted.first()).toEqual({ day: '2026-12-31', period: '2027Q1' })
  // Noted once more it stays as it is.
  await env.DB.prepare(
    `INSERT INTO evaluation_event SELECT indicator, subject, service_point_id, grp, 1, day, '2026Q4', NULL
     FROM evaluation_event WHERE subject = ? ON CONFLICT DO NOTHING`,
  )
    .bind(late[0])
    .run()
  await jobsAt(clock, '2027-02-22T00:30')
  expect(await cellsOf('2027Q1')).toContain('2027-02-22 sp_nanqiao application.time traffic 0-0 6')
  await jobsAt(clock, '2027-04-01T01:00')
  expect((await staff.get('/staff/evaluations/missed?period=2027Q1', chief)).body.items).toHaveLength(6)
  const { status, body } = await object(chief, late[0])
  expect(status).toBe(201)
  const before = await sums()
  expect((await decide(body.id, supervisor, grant)).status).toBe(200)
  expect(await sums()).toEqual({ ...before, overdrawn: 0 })
  expect(await cellsOf('2026Q4')).toEqual(frozen)
})
