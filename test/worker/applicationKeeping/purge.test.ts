import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { certificateKept, purgeApplications } from '../../../api/application/keeping/purge.ts'
import { recountTimes } from '../../../api/application/times/recount.ts'
import { DAY } from '../../../api/calendar/day.ts'
import { dropDue } from '../../../api/file/drop.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { wholeLife } from '../../support/applicationLife.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { faulty } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import { finishedCases } from '../../support/finished.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { shown } from '../../support/prove.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  clock.set(monday)
  await demo(env)
})
afterEach(() => vi.restoreAllMocks())

const all = async (sql: string) =>
  (await env.DB.prepare(sql).all<Record<string, string | number | null>>()).results
/** Every sealed text that stands anywhere for these rows. */
async function sealedLeft(): Promise<string[]> {
  const tables = ['application', 'application_word', 'application_correction', 'application_extension']
  const left: string[] = []
  for (const table of [...tables, 'application_file', 'record_view', 'upload', 'outbox'])
    for (const row of await all(`SELECT * FROM ${table}`))
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'string' && value.startsWith('v1.')) left.push(`${table}.${column}`)
  return left
}
const objects = async () => (await env.FILES.list()).objects.length
/** What must stay as it was. */
const kept = async () => ({
  usual: await all('SELECT * FROM application_usual'),
  exchange: await all('SELECT * FROM exchange_item'),
  events: await all('SELECT * FROM application_event'),
  lapses: await all('SELECT * FROM application_lapse'),
  tombstone: await all(
    `SELECT reference, matter_code, service_point_id, state, form_version, received_at, accepted_at, decided_at, closed_at,
       took_days, paused_days, handler_id FROM application`,
  ),
})

test('after its time nothing personal is left; the tombstone and the statistics are', async () => {
  const { reference, accessCode, draft } = await wholeLife({ api, staff, clock })
  clock.pass(DAY)
  await recountTimes(await testCtx({ clock }))
  await recountTimes(await testCtx({ clock }))
  const before = await kept()
  expect([before.usual.length, before.exchange.length, before.events.length]).toEqual([2, 1, 6])
  expect([...new Set(await sealedLeft())].length).toBeGreaterThan(12)
  expect(await objects()).toBeGreaterThan(2)
  clock.set(Number((await applicationAt(reference)).keep_until) - 1)
  const ctx = () => testCtx({ clock })
  expect(await purgeApplications(await ctx())).toEqual({ emptied: 0, certificates: 0 })
  clock.pass(1)
  expect(await purgeApplications(await ctx())).toEqual({ emptied: 1, certificates: 0 })
  expect(await purgeApplications(await ctx())).toEqual({ emptied: 0, certificates: 0 })
  await dropDue(await ctx())
  expect(await sealedLeft()).toEqual([])
  expect(await objects()).toBe(0)
  expect(await all('SELECT * FROM upload_part')).toEqual([])
  expect(await all('SELECT * FROM file_drop')).toEqual([])
  expect(await kept()).toEqual(before)
  expect(await applicationAt(reference)).toMatchObject({
    person_key: '',
    phone_key: '',
    id_type: 'none',
    helper_relation: null,
    eligibility: '{}',
    keep_until: null,
  })
  expect((await factsAbout(reference)).filter(({ action }) => action === 'application.purge')).toHaveLength(1)
  // Its holder still sees that it was, and that its words are gone.
  const { body } = await api.post(`/applications/${reference}/open`, { accessCode })
  expect(body).toMatchObject({ reference, state: expect.any(String), kept: false })
  expect(body.applicant.name).toBe('')
  expect((await api.post('/track', { reference, accessCode })).status).toBe(200)
  expect((await draft.do('messages', { words: '还在吗' })).status).toBe(409)
  // The letter is kept as long as it holds and five years on.
  const [letter] = await all('SELECT * FROM certificate')
  expect(letter!.file).toMatch(/^v1\./)
  clock.set(monday + certificateKept + 2 * DAY)
  expect(await purgeApplications(await ctx())).toEqual({ emptied: 0, certificates: 1 })
  expect((await all('SELECT * FROM certificate'))[0]).toEqual({ ...letter, file: null, words: null })
}, 60_000)

test('a hold keeps it, whoever runs what; let go of, its time is over', async () => {
  const { reference, certificate } = await wholeLife({ api, staff, clock })
  const supervisor = await atDesk(staff, clock, 'supervisor', '*')
  const path = `/staff/applications/${reference}/legal-hold`
  const chief = await atDesk(staff, clock, 'chief')
  expect((await chief.post(path, { on: true, reason: 'review', words: '要用' })).status).toBe(403)
  expect((await supervisor.post(path, { on: true, reason: 'review', words: ' ' })).body.errors).toMatchObject(
    [{ pointer: '/words', code: 'required' }],
  )
  expect((await supervisor.post(path, { on: true, words: '要用' })).body.errors).toMatchObject([
    { pointer: '/reason', code: 'reason.required' },
  ])
  const list = async () => (await supervisor.get('/staff/applications?tab=held')).body
  expect([(await list()).items, (await supervisor.open(reference)).hold]).toEqual([[], null])
  const { rev } = await applicationAt(reference)
  const held = await supervisor.post(path, { on: true, reason: 'review', words: '行政诉讼，法院来函' })
  expect([held.status, held.body]).toEqual([200, { reference, rev: rev + 1, on: true }])
  expect((await supervisor.post(path, { on: true, reason: 'review', words: '再说一次' })).body.rev).toBe(
    rev + 1,
  )
  const shown = await supervisor.open(reference)
  expect(shown.hold).toMatchObject({
    reason: { zh: '行政复议或者诉讼' },
    by: { id: supervisor.id },
    words: '行政诉讼，法院来函',
  })
  expect(shown.can).toEqual(['release'])
  // Who handles it there is told too; whoever only hands things over is not.
  expect((await chief.open(reference)).hold.words).toBe('行政诉讼，法院来函')
  expect((await (await atDesk(staff, clock, 'clerk')).open(reference)).hold).toBe(null)
  expect(await list()).toMatchObject({ tab: 'held', items: [{ reference }] })
  expect((await list()).tabs).toContainEqual(expect.objectContaining({ tab: 'held', count: 1 }))
  expect((await chief.get('/staff/applications?tab=held')).status).toBe(403)
  const row = await applicationAt(reference)
  clock.set(Number(row.keep_until) + certificateKept + 5 * DAY)
  const ctx = await testCtx({ clock })
  expect(await purgeApplications(ctx)).toEqual({ emptied: 0, certificates: 0 })
  expect(await applicationAt(reference)).toEqual(row)
  const later = await atDesk(staff, clock, 'supervisor', '*')
  expect((await later.post(path, { on: false, words: '已结' })).body).toMatchObject({ on: false })
  expect(await purgeApplications(ctx)).toEqual({ emptied: 1, certificates: 1 })
  expect((await factsAbout(reference)).filter(({ action }) => action === 'application.hold')).toHaveLength(2)
  expect(certificate).toMatch(/^Z-/)
}, 60_000)

test('a hold that comes in between undoes the emptying', async () => {
  await finishedCases([{ point: 'sp_qingshi', keepUntil: monday }])
  const ctx = await testCtx({ clock })
  const hold = () => env.DB.prepare('UPDATE application SET legal_hold = 1').run()
  expect(await purgeApplications(meanwhile(ctx, hold))).toEqual({ emptied: 0, certificates: 0 })
  expect(await all("SELECT 1 FROM audit_leaf WHERE action = 'application.purge'")).toEqual([])
})

test('two runs at once empty each once; a run takes twenty', async () => {
  await finishedCases(Array.from({ length: 25 }, () => ({ point: 'sp_qingshi', keepUntil: monday })))
  const ctx = await testCtx({ clock })
  expect(await purgeApplications(meanwhile(ctx, () => purgeApplications(ctx)))).toMatchObject({ emptied: 0 })
  expect(await all('SELECT 1 FROM application WHERE keep_until IS NULL')).toHaveLength(20)
  const both = await Promise.all([purgeApplications(ctx), purgeApplications(ctx)])
  expect(both.map(({ emptied }) => emptied).sort()).toEqual([0, 5])
  expect(await all("SELECT 1 FROM audit_leaf WHERE action = 'application.purge'")).toHaveLength(25)
})

test('stopped at any statement, all of it is there or none, and no file is lost from sight', async () => {
  const { reference } = await wholeLife({ api, staff, clock })
  const before = await sealedLeft()
  const files = await objects()
  clock.set(Number((await applicationAt(reference)).keep_until))
  const { DB, fault, reset } = faulty()
  const shaky = await testCtx({ clock, bindings: { DB } })
  let stops = 0
  for (let statement = 0, size = 1; statement < size; statement++) {
    reset({ at: { batch: 1, statement } })
    await expect(purgeApplications(shaky)).rejects.toThrow()
    size = fault.sizes[1] ?? 0
    stops += 1
    expect(await sealedLeft(), `statement ${statement}`).toEqual(before)
    expect([await objects(), await all('SELECT * FROM file_drop')]).toEqual([files, []])
  }
  // Behind the batch the store is asked; what was not noted as gone is on the list of what should go.
  reset({ at: { batch: 2, statement: 0 } })
  await expect(purgeApplications(shaky)).rejects.toThrow()
  expect(await sealedLeft()).toEqual([])
  await dropDue(await testCtx({ clock }))
  expect([await objects(), await all('SELECT * FROM file_drop')]).toEqual([0, []])
  shown('retention stopped at each statement', { stops, between: 0, lost: 0 })
  expect(stops).toBeGreaterThan(10)
}, 60_000)
