import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { runClocks } from '../../../api/application/due.ts'
import { DAY, endOfDay, HOUR, toIso } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, type Holding, lin } from '../../support/applying.ts'
import { addSlot, systemCtx } from '../../support/appointment.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { bookingAt, heldFor } from '../../support/heldFor.ts'
import { provedOwn } from '../../support/identity.ts'
import { staffApi } from '../../support/signedIn.ts'

// A visit that is held for an application stands beside it: it carries its clock, ends with it, and is told as it stands.

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const run = async () => runClocks({ ...(await systemCtx(clock)), after: () => {}, wake: async () => {} })
const free = (days: number, hours = 2, group = 'general') =>
  addSlot({ point: 'sp_qingshi', group, minutes: 60, startsAt: monday + days * DAY + hours * HOUR })
const at = (days: number, hours = 2) => toIso(monday + days * DAY + hours * HOUR)
const hold = (one: Pick<Holding, 'do'>, slotId: string) =>
  one.do('visit', { slotId }, { 'idempotency-key': `hold-${slotId}` })
const track = async ({ reference, accessCode }: Holding) =>
  (await api.post('/track', { reference, accessCode })).body
const kept = 'the time kept for you at the counter'

/** One that waits for its person, until the eighth of December. */
const waiting = {
  async identity() {
    const draft = await begun(api)
    await draft.do('save', { applicant: lin, section: 'use', answers: {}, delivery: 'counter' })
    expect((await draft.do('submit')).body.state).toBe('identity')
    return draft
  },
  async answer() {
    const more = { matterCode: 'HK-04', eligibility: { age: 'adult', whose: 'own', station: 'yes' } }
    const draft = await begun(api, more)
    expect((await draft.do('save', { applicant: lin })).status).toBe(200)
    return onClock(draft, 'answer', 'submitted', 'correction')
  },
  async collect() {
    const filed = await onClock(await filedOne(api), 'collect', 'accepted', 'approved', 'issued')
    await provedOwn(filed.reference)
    return filed
  },
}
async function onClock(filed: Holding, name: string, ...states: string[]) {
  const set = (columns: string, ...values: unknown[]) =>
    env.DB.prepare(`UPDATE application SET ${columns} WHERE reference = ?`).bind(...values, filed.reference)
  await env.DB.batch([
    ...states.map((state) => set('state = ?', state)),
    set('clock = ?, due_at = ?', name, endOfDay('2026-12-08')),
  ])
  return filed
}
const clocks = ['identity', 'answer', 'collect'] as const

test.each(clocks)(
  'times within the time of a resident (%s) are offered before any later one',
  async (name) => {
    const one = await waiting[name]()
    const group = name === 'answer' ? 'household' : 'general'
    for (const day of [14, 15, 16, 17]) await free(day, 2, group)
    const { body } = await one.do('visits')
    expect(body.items.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([at(14), at(15)])
    expect(body.why.en).not.toContain('end of that day')
  },
)

test.each(clocks)(
  'where nothing fits in time, a visit that is held carries it (%s) to the end of its day',
  async (name) => {
    const one = await waiting[name]()
    await free(17, 2, name === 'answer' ? 'household' : 'general')
    expect((await one.open()).clock).toMatchObject({ clock: name, dueDay: '2026-12-08' })
    const { body } = await one.do('visits')
    expect(body.items).toMatchObject([{ startsAt: at(17) }])
    expect(body.why.en).toContain('end of that day')
    const held = await hold(one, body.items[0].slotId)
    expect(held.status, held.text).toBe(201)

    // The visit has a reminder of its own, and no text names a day that no longer counts.
    clock.set(monday + 14 * DAY)
    expect(await run()).toMatchObject({ reminded: 0 })
    clock.set(monday + 16 * DAY)
    const { state } = await applicationAt(one.reference)
    expect(await run()).toMatchObject({ expired: 0, uncollected: 0 })
    expect((await applicationAt(one.reference)).state).toBe(state)
    expect(await bookingAt(held.body.bookingReference)).toEqual({ state: 'booked', used: 1 })
    const carried = { clock: name, dueDay: '2026-12-10', late: false }
    expect((await one.open()).clock).toMatchObject(carried)
    expect((await track(one)).application.clock).toMatchObject(carried)
    const desk = await atDesk(staff, clock)
    expect((await desk.open(one.reference)).clock).toMatchObject(carried)

    // On the day itself too, after its hour; then it ends.
    clock.set(monday + 17 * DAY + 12 * HOUR)
    expect(await run()).toMatchObject({ expired: 0, uncollected: 0 })
    clock.set(monday + 18 * DAY)
    const over = name === 'collect' ? { uncollected: 1 } : { expired: 1 }
    expect(await run()).toMatchObject(over)
  },
)

test('a visit that was given up carries nothing, and once the time has run out none is offered or held', async () => {
  const one = await waiting.identity()
  const slot = await free(17)
  const { body } = await hold(one, slot)
  clock.set(monday + 14 * DAY)
  expect(await run()).toMatchObject({ reminded: 0 })
  const { bookingReference: booking, bookingCode: accessCode } = body
  const given = await api.post(`/appointments/${booking}/cancel`, { accessCode })
  expect(given.status, given.text).toBe(200)
  expect(await run()).toMatchObject({ reminded: 1 })
  clock.set(monday + 16 * DAY)
  const seen = await one.open()
  expect([seen.visitFor, seen.can.includes('visit'), seen.clock.dueDay]).toEqual([null, false, '2026-12-08'])
  expect((await one.do('visits')).body.code).toBe('step-refused')
  expect((await one.do('visit', { slotId: await free(18) })).body.code).toBe('step-refused')
  expect(await run()).toMatchObject({ expired: 1 })
})

/** The database with something that happens after so many batches. */
const between = (batches: number, happens: () => Promise<unknown>) => {
  let seen = 0
  return apiClient({
    clock,
    bindings: {
      DB: new Proxy(env.DB, {
        get(target, property) {
          const value = Reflect.get(target, property, target)
          if (property !== 'batch') return typeof value === 'function' ? value.bind(target) : value
          return async (statements: D1PreparedStatement[]) => {
            const results = await target.batch(statements)
            if (++seen === batches) await happens()
            return results
          }
        },
      }),
    },
  })
}

test.each([1, 2])(
  'an application that ends while a visit is held for it (after read %i) keeps none',
  async (reads) => {
    const one = await waiting.identity()
    const slotId = await free(3)
    const racing = between(reads, async () => expect((await one.do('withdraw')).status).toBe(200))
    const { accessCode } = one
    const held = await racing.post(`/applications/${one.reference}/visit`, { accessCode, slotId })
    expect([held.status, held.body.code]).toEqual([409, 'stale'])
    expect((await applicationAt(one.reference)).state).toBe('withdrawn')
    const { results } = await env.DB.prepare('SELECT reference FROM booking').all()
    expect(results).toEqual([])
  },
)

test('a visit that is held while an application ends undoes the end; the next try frees it', async () => {
  const one = await waiting.identity()
  const slotId = await free(3)
  let booking = ''
  const racing = between(1, async () => {
    booking = (await hold(one, slotId)).body.bookingReference
  })
  const { accessCode } = one
  const first = await racing.post(`/applications/${one.reference}/withdraw`, { accessCode })
  expect([first.status, first.body.code]).toEqual([409, 'stale'])
  expect(await bookingAt(booking)).toEqual({ state: 'booked', used: 1 })
  expect((await one.do('withdraw')).status).toBe(200)
  expect(await bookingAt(booking)).toEqual({ state: 'cancelled', used: 0 })
})

test('holding a visit, broken off at any statement, leaves all as it was; sent again it is held', {
  timeout: 120_000,
}, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const one = await waiting.identity()
  const slotId = await free(3)
  const { DB, fault, reset } = faulty()
  const broken = apiClient({ clock, bindings: { DB } })
  const send = () =>
    broken.post(
      `/applications/${one.reference}/visit`,
      { accessCode: one.accessCode, slotId },
      { 'idempotency-key': 'hold-broken-1' },
    )
  const before = await everyRow()
  // What is open, what can be booked, the write.
  for (let statement = 0, written = 1; statement < written; statement++) {
    reset({ at: { batch: 2, statement } })
    expect((await send()).status).toBe(500)
    written = fault.sizes[2] ?? 0
    expect(written).toBeGreaterThan(6)
    expect(await everyRow(), `statement ${statement}`).toEqual(before)
  }
  reset()
  expect((await send()).status).toBe(201)
  expect((await one.open()).visits).toHaveLength(1)
  vi.restoreAllMocks()
})

test('a visit from before the decision is told while the result is kept back, alike whatever it is, and no other is offered', async () => {
  const seen = []
  for (const outcome of ['refused', 'approved'] as const) {
    clock.set(monday)
    const filed = await filedOne(api, { ...lin, phone: outcome === 'refused' ? lin.phone : '13800000077' })
    const hours = outcome === 'refused' ? 2 : 4
    const { booking } = await heldFor(api, filed.reference, monday + DAY + hours * HOUR)
    const desk = await atDesk(staff, clock, 'chief')
    const done = async (verb: string, body: object = {}) =>
      expect((await desk.do(filed.reference, verb, body)).status, verb).toBe(200)
    await done('accept')
    await done(
      'decide',
      outcome === 'refused' ? { outcome, ground: 'record', words: '有记录。' } : { outcome },
    )
    if (outcome === 'approved') await done('issue', { finding: 'none' })
    clock.set(monday + HOUR)
    const open = await filed.open()
    expect(open).toMatchObject({ state: 'decided', visitFor: null })
    expect(open.visits).toEqual([{ reference: booking, startsAt: at(1, hours), state: 'booked' }])
    expect(open.can).not.toContain('visit')
    expect(open.timeline.at(-1).text.en).toBe(kept)
    const looked = await track(filed)
    expect(looked.timeline.at(-1).text.en).toBe(kept)
    const offered = await filed.do('visits')
    expect(offered.body.code).toBe('step-refused')
    seen.push(
      JSON.stringify([open, looked])
        .replaceAll(filed.reference, 'B')
        .replaceAll(booking, 'A')
        .replaceAll(at(1, hours), 'T'),
    )
  }
  expect(seen[1]?.replaceAll('77"', '31"')).toBe(seen[0])
})
