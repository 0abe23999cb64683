import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { jobsAt } from '../../support/evaluation.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const somebody = async (...grants: [Role, string][]) =>
  (await signedIn({ grants, clock, hours: 99999 })).headers
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
  await jobsAt(clock, '2026-10-06T09:00')
  await jobsAt(clock, '2027-01-01T01:00')
  clock.set(Date.parse('2027-01-08T09:00+08:00'))
})

const at = '/staff/evaluations/plans/qingshi'
const will = {
  period: '2026Q4',
  kind: 'will',
  zh: '周六上午开两个窗口',
  en: 'Two counters on Saturdays',
  seen: 0,
}
const did = { period: '2027Q1', kind: 'did', zh: '从一月起开了', seen: 0 }
const shown = async (period: string) => (await api.get(`/evaluations/${period}/stations/qingshi`)).body.plan

test('what a station says it will do is public at once, and beside it in the next quarter what it did', async () => {
  const chief = await somebody(['chief', 'sp_qingshi'])
  expect(await shown('2026Q4')).toEqual({ before: null, did: null, will: null })
  expect((await staff.get(at, chief)).body.quarters.slice(0, 2)).toMatchObject([
    { period: '2027Q1', state: 'open', may: [] },
    { period: '2026Q4', state: 'provisional', may: ['will'], will: [], did: [] },
  ])
  const first = await staff.post(at, will, chief)
  expect(first.status, first.text).toBe(201)
  const said = {
    period: '2026Q4',
    name: { zh: '2026 年第 4 季度', en: 'Quarter 4 of 2026' },
    on: '2027-01-08',
  }
  const text = { zh: will.zh, en: will.en }
  expect((await shown('2026Q4')).will).toEqual({ ...said, text, changedOn: null })
  expect((await shown('2026')).will).toMatchObject({ text })
  clock.set(Date.parse('2027-02-02T09:00+08:00'))
  expect((await staff.post(at, { ...will, zh: '每月第一个周六开', en: '', seen: 1 }, chief)).status).toBe(201)
  const changed = { ...said, text: { zh: '每月第一个周六开', en: '' }, changedOn: '2027-02-02' }
  expect((await shown('2026Q4')).will).toEqual(changed)
  expect(await shown('2027Q1')).toEqual({ before: changed, did: null, will: null })
  expect((await staff.post(at, did, chief)).status).toBe(201)
  expect((await shown('2027Q1')).did).toMatchObject({ text: { zh: did.zh }, on: '2027-02-02' })
  const { quarters } = (await staff.get(at, chief)).body
  expect(quarters[0]).toMatchObject({ may: ['did'], did: [{ version: 1 }] })
  expect(quarters[1].will.map(({ version }: { version: number }) => version)).toEqual([2, 1])
  // Nothing of it is another station's.
  expect((await api.get('/evaluations/2026Q4/stations/nanqiao')).body.plan.will).toBeNull()
  for (const change of ["UPDATE evaluation_word SET zh = '改'", 'DELETE FROM evaluation_word'])
    await expect(env.DB.prepare(change).run()).rejects.toThrow('append-only')
  const leaf = await env.DB.prepare(
    "SELECT count(*) AS n FROM audit_leaf WHERE action = 'evaluation.plan' AND subject = 'qingshi'",
  ).first()
  expect(leaf).toEqual({ n: 3 })
})

test('nothing before its time, nothing personal, nothing over what was not seen', async () => {
  const chief = await somebody(['chief', 'sp_qingshi'])
  const post = (body: object) => staff.post(at, { ...will, ...body }, chief)
  for (const period of ['2027Q1', '2027Q2', '2020Q1'])
    expect((await post({ period })).body.code, period).toBe('step-refused')
  expect((await post(did)).body.code).toBe('step-refused')
  for (const [change, pointer, code] of [
    [{ zh: ' ' }, '/zh', 'required'],
    [{ zh: '字'.repeat(601) }, '/zh', 'too-long'],
    [{ zh: '请打 13912345678 找我' }, '/zh', 'notice.personal'],
    [{ en: 'Call 13912345678' }, '/en', 'notice.personal'],
    [{ period: '2026' }, '/period', 'wrong-value'],
  ] as const) {
    const { status, body } = await post(change)
    expect(status, pointer).toBe(422)
    expect(body.errors).toMatchObject([{ pointer, code }])
  }
  const both = await Promise.all([post({}), post({ zh: '另一种说法' })])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect((await post({})).body.code).toBe('stale')
  expect((await shown('2026Q4')).will.changedOn).toBeNull()
})

test('the chief of the station writes, who works there or supervises reads, nobody else sees it', async () => {
  const standing: [[Role, string][], number, number][] = [
    [[['chief', 'sp_qingshi']], 200, 201],
    [[['supervisor', '*']], 200, 403],
    [[['clerk', 'sp_qingshi']], 403, 403],
    [[['chief', 'sp_nanqiao']], 404, 404],
  ]
  for (const [grants, reads, writes] of standing) {
    const who = await somebody(...grants)
    expect((await staff.get(at, who)).status, String(grants)).toBe(reads)
    expect((await staff.post(at, will, who)).status, String(grants)).toBe(writes)
  }
  const chief = await somebody(['chief', '*'])
  expect((await staff.get('/staff/evaluations/plans/nowhere', chief)).status).toBe(404)
  expect((await staff.post('/staff/evaluations/plans/nowhere', will, chief)).status).toBe(404)
})
