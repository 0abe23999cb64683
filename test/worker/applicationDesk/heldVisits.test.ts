import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { runClocks } from '../../../api/application/due.ts'
import { HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { filedOne, lin } from '../../support/applying.ts'
import { miscounts, systemCtx } from '../../support/appointment.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import { bookingAt, heldFor } from '../../support/heldFor.ts'
import { provedOwn } from '../../support/identity.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

// A visit held for an application ends with it: in the batch of its end, the place offered again, and told in the same text.

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const run = async () => runClocks({ ...(await systemCtx(clock)), after: () => {}, wake: async () => {} })
const ok = <T extends { status: number; text: string }>(answer: T): T => {
  expect(answer.status, answer.text).toBe(200)
  return answer
}
const texts = async (reference: string) =>
  (await waitingMessages('application.moved', reference)).map(({ data }) => data.what)
/** Posted so long ago that it is finished now: a resident's own time would be carried by the visit. */
async function asPosted(reference: string) {
  await provedOwn(reference)
  await env.DB.batch([
    ...['accepted', 'approved', 'issued', 'posted'].map((state) =>
      env.DB.prepare('UPDATE application SET state = ? WHERE reference = ?').bind(state, reference),
    ),
    env.DB.prepare("UPDATE application SET clock = 'posted', due_at = ? WHERE reference = ?").bind(
      monday - 1,
      reference,
    ),
  ])
}
const no = { outcome: 'refused', ground: 'record', words: '有记录。' }

test.each([
  ['withdrawn', '已撤回'],
  ['declined', '有新消息'],
  ['finished', '有新消息'],
] as const)('an application that is %s keeps no time of its person', async (how, what) => {
  const filed = await filedOne(api)
  const { reference } = filed
  const { slot, booking } = await heldFor(api, reference)
  expect(await bookingAt(booking)).toEqual({ state: 'booked', used: 1 })
  const desk = await atDesk(staff, clock)
  if (how === 'withdrawn') ok(await filed.do('withdraw'))
  if (how === 'declined')
    ok(await desk.do(reference, 'decline', { ground: 'foreign-national', words: '请到出入境。' }))
  if (how === 'finished') {
    await asPosted(reference)
    expect(await run()).toMatchObject({ finished: 1 })
  }
  expect((await applicationAt(reference)).state).toBe(how)
  expect(await bookingAt(booking)).toEqual({ state: 'cancelled', used: 0 })
  expect(await miscounts()).toEqual([])
  expect((await texts(reference)).at(-1)?.zh).toBe(`${what}；约好的时间已取消`)
  for (const template of ['appointment.cancelled', 'appointment.reminder'] as const)
    expect(await waitingMessages(template, booking)).toEqual([])
  expect((await factsAbout(booking)).map(({ action }) => action)).toContain('appointment.cancel')
  // Somebody else has it, once its minute has come.
  expect((await api.get('/stations/qingshi/slots?matter=CR-01')).text).toContain(slot)
})

test.each([true, false])(
  'a refusal leaves the time, proved or not: whoever tries to book in that name would be told',
  async (proved) => {
    const { reference } = await filedOne(api)
    const { booking } = await heldFor(api, reference)
    if (proved) await provedOwn(reference)
    const desk = await atDesk(staff, clock)
    ok(await desk.do(reference, 'accept'))
    ok(await desk.do(reference, 'decide', no))
    expect(await bookingAt(booking)).toEqual({ state: 'booked', used: 1 })
    expect((await texts(reference)).at(-1)?.zh).toBe(proved ? '有新消息' : '有结果了：核对身份以后告诉您')
  },
)

test('whoever collects it earlier need not come again', async () => {
  const { reference } = await filedOne(api)
  await provedOwn(reference)
  const [today, tomorrow] = [await heldFor(api, reference, monday + 2 * HOUR), await heldFor(api, reference)]
  const desk = await atDesk(staff, clock)
  ok(await desk.do(reference, 'accept'))
  ok(await desk.do(reference, 'decide', { outcome: 'approved' }))
  ok(await desk.do(reference, 'issue', { finding: 'none' }))
  ok(await desk.do(reference, 'handover', { how: 'collected' }))
  expect((await bookingAt(today.booking))?.state).toBe('booked')
  expect((await bookingAt(tomorrow.booking))?.state).toBe('cancelled')
  expect((await texts(reference)).at(-1)?.zh).toBe('有新消息；约好的时间已取消')
})

/** One to be read online, approved; with a visit of today and one of tomorrow. */
async function online(person: object = lin) {
  const filed = await filedOne(api, person)
  const { reference } = filed
  await env.DB.prepare("UPDATE application SET delivery = 'electronic' WHERE reference = ?")
    .bind(reference)
    .run()
  const visits = [await heldFor(api, reference, monday + 2 * HOUR), await heldFor(api, reference)]
  const desk = await atDesk(staff, clock)
  const issue = async () => {
    ok(await desk.do(reference, 'accept'))
    ok(await desk.do(reference, 'decide', { outcome: 'approved' }))
    ok(await desk.do(reference, 'issue', { finding: 'none' }))
  }
  const held = async () => Promise.all(visits.map(async ({ booking }) => (await bookingAt(booking))?.state))
  return { filed, reference, desk, visits, issue, held }
}

test('what is read online leaves the times as it is issued, as a refusal does', async () => {
  const { reference, issue, held } = await online()
  await provedOwn(reference)
  await issue()
  expect((await applicationAt(reference)).state).toBe('finished')
  expect(await held()).toEqual(['booked', 'booked'])
  expect((await texts(reference)).at(-1)?.zh).toBe('有新消息')
})

test('and so does the login that reads it: a visit that goes would tell what was read', async () => {
  const { filed, reference, issue, held } = await online({
    ...lin,
    name: '王样张',
    idNumber: '11010519491231002X',
  })
  await issue()
  expect(await held()).toEqual(['booked', 'booked'])
  const { body } = await filed.do('identity/begin')
  const proof = await api.post('/identity/stand-in', {
    request: body.fields.request,
    idNumber: '11010519491231002X',
    pin: '204816',
  })
  ok(await filed.do('identity', { assertion: proof.body.assertion }))
  expect((await applicationAt(reference)).state).toBe('finished')
  expect(await held()).toEqual(['booked', 'booked'])
})

test('a document shown at the counter alone frees nothing: the outcome is still kept back', async () => {
  const { reference, desk, issue, held } = await online()
  await issue()
  const shows = { seen: 'resident-id', numberEnd: '0014' }
  const answer = ok(await desk.do(reference, 'handover', { how: 'collected', ...shows }))
  expect(answer.body).toMatchObject({ state: 'finished', told: 'none' })
  expect(await held()).toEqual(['booked', 'booked'])
})

test('with a code of their own it frees what is held for a later day, and the text says so', async () => {
  const { reference, desk, issue, held } = await online()
  await issue()
  // A code handed out at a counter before, and no level yet.
  await env.DB.prepare('UPDATE application SET own_code_hash = code_hash WHERE reference = ?')
    .bind(reference)
    .run()
  const shows = { seen: 'resident-id', numberEnd: '0014' }
  const answer = ok(await desk.do(reference, 'handover', { how: 'collected', ...shows }))
  expect(answer.body).toMatchObject({ state: 'finished', told: 'text' })
  expect(await held()).toEqual(['booked', 'cancelled'])
  expect((await texts(reference)).at(-1)?.zh).toBe('有新消息；约好的时间已取消')
})

test('a visit that was made stays, and so does anybody else’s', async () => {
  const filed = await filedOne(api)
  const other = await filedOne(api, { ...lin, phone: '13800000077' })
  const [past, theirs] = [
    await heldFor(api, filed.reference, monday + 2 * HOUR),
    await heldFor(api, other.reference),
  ]
  clock.set(monday + 5 * HOUR)
  ok(await filed.do('withdraw'))
  expect((await texts(filed.reference)).at(-1)?.zh).toBe('已撤回')
  expect(await bookingAt(past.booking)).toEqual({ state: 'booked', used: 1 })
  expect(await bookingAt(theirs.booking)).toEqual({ state: 'booked', used: 1 })
})

test('whoever gets no text about the application is told by the visit’s own', async () => {
  const filed = await filedOne(api)
  const { booking } = await heldFor(api, filed.reference)
  await env.DB.prepare('UPDATE application SET phone_confirmed_at = NULL WHERE reference = ?')
    .bind(filed.reference)
    .run()
  ok(await filed.do('withdraw'))
  expect(await waitingMessages('appointment.cancelled', booking)).toHaveLength(1)
})

test('the machine, broken off at any statement of an end, leaves all as it was, and the next run makes it', {
  timeout: 120_000,
}, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { reference } = await filedOne(api)
  const { booking } = await heldFor(api, reference)
  await asPosted(reference)
  const { DB, fault, reset } = faulty()
  const broken = async () =>
    runClocks({ ...(await systemCtx(clock, { DB })), after: () => {}, wake: async () => {} })
  const before = await everyRow()
  // What is due, what is held, the write.
  for (let statement = 0, written = 1; statement < written; statement++) {
    reset({ at: { batch: 2, statement } })
    expect(await broken()).toMatchObject({ finished: 0 })
    written = fault.sizes[2] ?? 0
    expect(written).toBeGreaterThan(6)
    expect(await everyRow(), `statement ${statement}`).toEqual(before)
  }
  reset()
  expect(await broken()).toMatchObject({ finished: 1 })
  expect((await applicationAt(reference)).state).toBe('finished')
  expect(await bookingAt(booking)).toEqual({ state: 'cancelled', used: 0 })
  vi.restoreAllMocks()
})

test('a visit that is moved at that moment undoes the end; the next try frees it where it is then', async () => {
  const filed = await filedOne(api)
  const { booking } = await heldFor(api, filed.reference)
  const { DB } = faulty()
  const racing = apiClient({
    clock,
    bindings: {
      DB: new Proxy(DB, {
        get(target, property) {
          const value = Reflect.get(target, property, target)
          if (property !== 'batch') return value
          return async (statements: D1PreparedStatement[]) => {
            const results = await value(statements)
            await env.DB.prepare(
              'UPDATE booking SET version = version + 1 WHERE reference = ? AND version = 0',
            )
              .bind(booking)
              .run()
            return results
          }
        },
      }),
    },
  })
  const path = `/applications/${filed.reference}/withdraw`
  const first = await racing.post(path, { accessCode: filed.accessCode })
  expect([first.status, first.body.code]).toEqual([409, 'stale'])
  expect(await applicationAt(filed.reference)).toMatchObject({ state: 'submitted' })
  ok(await filed.do('withdraw'))
  expect(await bookingAt(booking)).toEqual({ state: 'cancelled', used: 0 })
})
