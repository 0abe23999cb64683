import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, holder, lin, ownRecord, ready } from '../../support/applying.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { shown } from '../../support/prove.ts'
import { staffApi } from '../../support/signedIn.ts'

// Stopped at any statement of any of its batches, a write leaves the old state, and the next try makes the new one: never
// something between. Sessions note when they were last used; that and the counts of tries are no part of an application.

const { DB, fault, reset } = faulty()
const clock = clockAt(monday)
const api = apiClient({ clock })
const shaky = apiClient({ clock, bindings: { DB } })
const shakyStaff = staffApi({ clock, bindings: { DB } })
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  clock.set(monday)
  reset()
  await demo(env)
})
afterEach(() => vi.restoreAllMocks())

const beside = ['staff_session', 'tray', 'code_try', 'record_view', 'audit_leaf', 'idempotency']

/** Everything an application is made of, and what was issued and told. */
async function stands(all = false) {
  const rows = await everyRow()
  return Object.fromEntries(Object.entries(rows).filter(([table]) => all || !beside.includes(table)))
}

/** Asks once for each statement of each batch with that one failing; then in peace. */
async function stopAtEach(what: string, ask: () => Promise<{ status: number; text: string }>) {
  const before = await stands()
  let stops = 0
  for (let batch = 0; ; batch++) {
    let size = Number.POSITIVE_INFINITY
    for (let statement = 0; statement < size; statement++) {
      reset({ at: { batch, statement } })
      const { status, text } = await ask()
      size = fault.sizes[batch] ?? 0
      if (status < 300) {
        shown('applications: stopped at each statement', { write: what, stops, between: 0 })
        expect(stops).toBeGreaterThan(3)
        return
      }
      expect([409, 500, 503], text).toContain(status)
      expect(await stands(), `${what}: batch ${batch}, statement ${statement}`).toEqual(before)
      stops += 1
    }
  }
}

const shakyHolder = (held: { reference: string; accessCode: string }) => holder(shaky, held)

test('a draft begun, saved, sent, withdrawn', { timeout: 240_000 }, async () => {
  const body = { matterCode: 'CR-01', station: 'qingshi', eligibility: ownRecord }
  await stopAtEach('begin', () => shaky.post('/applications', body, { 'idempotency-key': 'stop-at-each' }))
  expect(await env.DB.prepare('SELECT count(*) AS n FROM application').first('n')).toBe(1)
  const draft = shakyHolder(await begun(api))
  await stopAtEach('save', () => draft.do('save', { applicant: lin, delivery: 'counter' }))
  const whole = shakyHolder(await ready(api))
  await stopAtEach('submit', () => whole.do('submit'))
  await stopAtEach('message', () => whole.do('messages', { words: '请问要多久' }))
  await stopAtEach('withdraw', () => whole.do('withdraw'))
  const events = await env.DB.prepare('SELECT count(*) AS n FROM application_event').first<number>('n')
  expect(events).toBe(5)
})

test('one taken, asked about, put right, decided, issued and handed over', { timeout: 400_000 }, async () => {
  const filed = await filedOne(api)
  const { reference } = filed
  const desk = await atDesk(shakyStaff, clock)
  const step = (verb: string, more: object = {}) => stopAtEach(verb, () => desk.do(reference, verb, more))
  await step('take')
  await step('ask', { items: [{ target: 'person', kind: 'wrong', words: '姓名和证件不一致' }] })
  await stopAtEach('answer', () => shakyHolder(filed).do('answer'))
  await step('accept')
  await step('elsewhere', { reason: 'inquiry', office: { zh: '外省公安机关' } })
  await step('resume')
  await step('decide', { outcome: 'approved' })
  await step('issue', { finding: 'none' })
  // That the document was seen is a fact of its own, and stands whatever becomes of the handing over.
  const seen = { seen: 'resident-id', numberEnd: '0014' }
  await stopAtEach('identity', () => desk.post(`/staff/applications/${reference}/identity`, seen))
  await step('handover', { how: 'collected' })
  expect(await applicationAt(reference)).toMatchObject({ state: 'collected', clock: null, closed_at: monday })
  const road = await env.DB.prepare('SELECT to_state AS s FROM application_event ORDER BY id').all<{
    s: string
  }>()
  expect(road.results.map(({ s }) => s)).toEqual([
    'draft',
    'submitted',
    'correction',
    'submitted',
    'accepted',
    'elsewhere',
    'processing',
    'approved',
    'issued',
    'collected',
  ])
  expect(await env.DB.prepare('SELECT count(*) AS n FROM certificate').first('n')).toBe(1)
})

test('a refusal with its letter', { timeout: 240_000 }, async () => {
  const { reference } = await filedOne(api)
  const desk = await atDesk(shakyStaff, clock)
  await desk.do(reference, 'take')
  await desk.do(reference, 'accept')
  await stopAtEach('refuse', () =>
    desk.do(reference, 'decide', { outcome: 'refused', ground: 'record', words: '经查询有记录' }),
  )
  expect(await env.DB.prepare('SELECT type FROM certificate').first('type')).toBe('refusal')
})
