import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { closeDays, previewClosure } from '../../../api/appointment/closure/closeDays.ts'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import type { Ctx } from '../../../api/context.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, someone, twoStations } from '../../support/appointment.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffCtx } from '../../support/staff.ts'
import { act, joinOne } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const reason = { zh: '停电检修', en: 'power works' }
const tuesday = { slug: 'one', fromDay: '2026-11-24', toDay: '2026-11-24' }
/** Tuesday 24 November 09:00, and so many days and quarters of an hour later. */
const time = (days: number, quarters = 0) => monday + (25 + 24 * days) * HOUR + quarters * 15 * MINUTE
const close = async (input: Partial<typeof tuesday> & { counterGroup?: string } = {}, ctx?: Ctx) =>
  closeDays({ ctx: ctx ?? (await staffCtx(clock)), input: { ...tuesday, ...input, reason } })
const states = async () =>
  (await env.DB.prepare('SELECT state FROM slot ORDER BY starts_at').all<{ state: string }>()).results.map(
    ({ state }) => state,
  )
const look = async ({ reference, accessCode }: { reference: string; accessCode: string }) =>
  (await api.post('/track', { reference, accessCode })).body
const notices = () => env.DB.prepare('SELECT count(*) AS n FROM closure_notice').first('n')

describe('closing days that were published', () => {
  test('the preview counts and changes nothing', async () => {
    const slot = await addSlot({ startsAt: time(0) })
    await addSlot({ startsAt: time(0, 1) })
    await addSlot({ startsAt: time(1), state: 'closed' })
    await addSlot({ startsAt: time(0), point: 'sp_two' })
    await bookOne(api, slot)
    await bookOne(api, slot)
    const ctx = await staffCtx(clock)
    expect(await previewClosure({ ctx, input: { ...tuesday, toDay: '2026-11-26' } })).toMatchObject({
      slots: 2,
      bookings: 2,
      days: [
        { day: '2026-11-24', slots: 2, bookings: 2 },
        { day: '2026-11-25', slots: 0, bookings: 0 },
      ],
    })
    expect(await states()).toEqual(['open', 'open', 'open', 'closed'])
    expect(await env.DB.prepare('SELECT count(*) AS n FROM closure').first('n')).toBe(0)
  })

  test('who has booked is told, with new times, and loses nothing', async () => {
    const hit = await addSlot({ startsAt: time(0) })
    const free = []
    for (const [day, quarter] of [
      [1, 0],
      [1, 1],
      [2, 0],
      [3, 0],
    ] as const)
      free.push(await addSlot({ startsAt: time(day, quarter) }))
    const held = await bookOne(api, hit)
    clock.pass(MINUTE)
    expect(await close()).toEqual({ id: expect.stringContaining('sp_one'), slots: 1, told: 1 })
    const [message, ...more] = await waitingMessages('appointment.closed', held.reference)
    expect(more).toEqual([])
    expect(message!.data).toMatchObject({
      startsAt: '2026-11-24T09:00:00+08:00',
      reason,
      nearest: ['2026-11-25T09:00:00+08:00', '2026-11-25T09:15:00+08:00', '2026-11-26T09:00:00+08:00'].slice(
        0,
        message!.data.nearest.length,
      ),
    })
    expect(message!.data.nearest.length).toBeGreaterThan(1)
    expect(await waitingMessages('appointment.reminder', held.reference)).toEqual([])

    const record = await look(held)
    expect(record).toMatchObject({
      status: 'booked',
      can: expect.arrayContaining(['move', 'cancel']),
      appointment: { closed: { reason }, version: 1 },
    })
    expect(record.appointment.suggestions[0]).toMatchObject({
      id: free[0],
      startsAt: '2026-11-25T09:00:00+08:00',
    })
    expect(record.timeline.map(({ text }: { text: { en: string } }) => text.en)).toContain(
      'Closed at that time; the booking stands',
    )
    expect(await miscounts()).toEqual([])
  })

  test('the calendar file says it is off until it is moved, and the move is not counted', async () => {
    const held = await bookOne(api, await addSlot({ startsAt: time(0) }))
    const to = await addSlot({ startsAt: time(1) })
    await env.DB.prepare('UPDATE booking SET moves = 5').run()
    await close()
    const calendar = async () =>
      (await api.post(`/appointments/${held.reference}/calendar`, { accessCode: held.accessCode })).text
    const off = await calendar()
    expect(off).toContain('STATUS:CANCELLED')
    expect(off).toContain('SEQUENCE:1')
    const moved = await api.post(`/appointments/${held.reference}/reschedule`, {
      accessCode: held.accessCode,
      slotId: to,
    })
    expect(moved.status).toBe(200)
    expect(await env.DB.prepare('SELECT moves FROM booking').first('moves')).toBe(5)
    const on = await calendar()
    expect(on).toContain('STATUS:CONFIRMED')
    expect(on).toContain('SEQUENCE:2')
    expect((await look(held)).appointment).toMatchObject({ closed: null, suggestions: [] })
    expect(await waitingMessages('appointment.closed', held.reference)).toEqual([])
    // The place left behind is nobody's: the counter is closed.
    expect(await env.DB.prepare('SELECT count(*) AS n FROM hold').first('n')).toBe(0)
    expect(await miscounts()).toEqual([])
  })

  test('cancelling then is never late, and leaves no place to anybody', async () => {
    const held = await bookOne(api, await addSlot({ startsAt: time(0) }))
    await close()
    clock.set(time(0) - MINUTE)
    const { body } = await api.post(`/appointments/${held.reference}/cancel`, { accessCode: held.accessCode })
    expect(body).toMatchObject({ status: 'cancelled', late: false })
    expect(await env.DB.prepare('SELECT count(*) AS n FROM hold').first('n')).toBe(0)
  })

  test('places given back before the closure pass, and nobody books on closed days', async () => {
    const slot = await addSlot({ startsAt: time(0) })
    const gone = await bookOne(api, slot)
    // At eight sharp the window of that hour is still to come, and its first minute might be drawn.
    clock.pass(1)
    await api.post(`/appointments/${gone.reference}/cancel`, { accessCode: gone.accessCode })
    expect(await env.DB.prepare("SELECT count(*) AS n FROM hold WHERE state = 'kept'").first('n')).toBe(1)
    await close()
    expect(await env.DB.prepare('SELECT state FROM hold').first('state')).toBe('passed')
    expect((await api.post('/appointments', someone(slot))).body.code).toBe('slot-closed')
    expect(await miscounts()).toEqual([])
  })

  test('an offer on a closed day is withdrawn and its person told; the place on the list stays', async () => {
    const slot = await addSlot({ startsAt: time(0), capPublic: 1 })
    const gone = await bookOne(api, slot)
    const waits = await joinOne(api)
    await api.post(`/appointments/${gone.reference}/cancel`, { accessCode: gone.accessCode })
    expect((await look(waits)).status).toBe('offered')
    await close()
    expect((await look(waits)).status).toBe('waiting')
    expect(
      await env.DB.prepare("SELECT count(*) AS n FROM hold WHERE state IN ('kept', 'offered')").first('n'),
    ).toBe(0)
    expect(await waitingMessages('waiting.withdrawn', waits.reference)).toHaveLength(1)
    expect((await act(api, 'take', waits)).body.code).toBe('offer-gone')
    expect(await close()).toMatchObject({ slots: 0, told: 0 })
    expect(await miscounts()).toEqual([])
  })

  test('who changes their booking in that very moment is told in the next round', async () => {
    const held = await bookOne(api, await addSlot({ startsAt: time(0) }))
    const ctx = meanwhile(
      await staffCtx(clock),
      () => env.DB.prepare('UPDATE booking SET version = version + 1').run(),
      // Scope, entered, entry, slots, holds, then who is untold.
      5,
    )
    expect(await close({}, ctx)).toMatchObject({ slots: 1, told: 1 })
    expect(await waitingMessages('appointment.closed', held.reference)).toHaveLength(1)
    expect((await look(held)).appointment.version).toBe(2)
  })

  test('a visit over several slots is told once', async () => {
    const slots = []
    for (let i = 0; i < 3; i++) slots.push(await addSlot({ startsAt: time(0, i) }))
    const held = await bookOne(api, slots[0]!, { people: 3 })
    for (let i = 0; i < 3; i++) await addSlot({ startsAt: time(2, i) })
    expect(await close()).toMatchObject({ slots: 3, told: 1 })
    const { appointment } = await look(held)
    expect(appointment.suggestions).toMatchObject([
      { startsAt: '2026-11-26T09:00:00+08:00', endsAt: '2026-11-26T09:45:00+08:00' },
    ])
  })

  test('only the counter named, only the days named, and not what has begun', async () => {
    clock.set(time(0) - HOUR)
    await addSlot({ startsAt: time(0) - 2 * HOUR })
    await addSlot({ startsAt: time(0) })
    await addSlot({ startsAt: time(0, 1), group: 'visa' })
    await addSlot({ startsAt: time(1) })
    expect(await close({ counterGroup: 'household' })).toMatchObject({ slots: 1 })
    expect(await states()).toEqual(['open', 'closed', 'open', 'open'])
  })

  test('without a mobile there is no message, and /track still says it', async () => {
    const { applicant } = someone('')
    const held = await bookOne(api, await addSlot({ startsAt: time(0) }), {
      applicant: { ...applicant, phone: '010-65550001' },
    })
    expect(await close()).toMatchObject({ told: 1 })
    expect(await env.DB.prepare('SELECT count(*) AS n FROM outbox').first('n')).toBe(0)
    expect((await look(held)).appointment.closed).toEqual({ reason })
  })
})

describe('a closure that is broken off or repeated', () => {
  async function fortyBooked() {
    for (let i = 0; i < 4; i++) {
      const slot = await addSlot({ startsAt: time(0, i), capPublic: 12 })
      for (let j = 0; j < 11; j++) await bookOne(api, slot)
    }
    await addSlot({ startsAt: time(1) })
  }
  const toldTwice = () =>
    env.DB.prepare(
      `SELECT count(*) AS n FROM (SELECT reference FROM outbox WHERE template = 'appointment.closed' GROUP BY reference HAVING count(*) > 1)`,
    ).first('n')
  const messages = () =>
    env.DB.prepare("SELECT count(*) AS n FROM outbox WHERE template = 'appointment.closed'").first('n')

  /** A context whose database is gone after so many batches. */
  async function dyingAfter(batches: number): Promise<Ctx> {
    const ctx = await staffCtx(clock)
    let left = batches
    const db = new Proxy(ctx.db, {
      get(target, name) {
        if (name !== 'batch') return Reflect.get(target, name, target)
        return async (...args: Parameters<typeof target.batch>) => {
          if (left-- <= 0) throw new Error('the process is gone')
          return target.batch(...args)
        }
      },
    })
    return { ...ctx, db }
  }

  test('cut off at any batch, the next run finishes, and nobody is told twice', {
    timeout: 120_000,
  }, async () => {
    await fortyBooked()
    let cut = 0
    for (let batches = 1; ; batches++) {
      try {
        await close({}, await dyingAfter(batches))
        break
      } catch (error) {
        expect(String(error)).toContain('the process is gone')
        cut += 1
      }
    }
    expect(cut).toBeGreaterThan(4)
    expect(await notices()).toBe(44)
    expect(await messages()).toBe(44)
    expect(await toldTwice()).toBe(0)
    expect(await close()).toMatchObject({ slots: 0, told: 0 })
    expect(
      await env.DB.prepare("SELECT count(*) AS n FROM audit_leaf WHERE action = 'schedule.close'").first('n'),
    ).toBe(1)
    expect(await miscounts()).toEqual([])
  })

  test('two at once tell everybody once', { timeout: 120_000 }, async () => {
    await fortyBooked()
    const both = await Promise.all([close(), close()])
    expect(both.reduce((sum, { told }) => sum + told, 0)).toBe(44)
    expect(await notices()).toBe(44)
    expect(await messages()).toBe(44)
    expect(await toldTwice()).toBe(0)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM closure').first('n')).toBe(1)
  })
})

test('only staff of the place close it, and only the bureau closes all', async () => {
  await addSlot({ startsAt: time(0) })
  await addSlot({ startsAt: time(0), point: 'sp_two' })
  const other = await staffCtx(clock, ['sp_two'])
  await expect(close({}, other)).rejects.toMatchObject({ code: 'record-not-found' })
  await expect(close({ slug: '*' })).rejects.toMatchObject({ code: 'record-not-found' })
  await expect(close({ slug: 'nowhere' })).rejects.toMatchObject({ code: 'record-not-found' })
  await expect(previewClosure({ ctx: other, input: tuesday })).rejects.toMatchObject({
    code: 'record-not-found',
  })
  for (const days of [
    { fromDay: '2026-11-25', toDay: '2026-11-24' },
    { fromDay: '2026-11-20', toDay: '2026-11-22' },
    { fromDay: '2026-11-24', toDay: '2027-11-24' },
    { fromDay: 'soon', toDay: '2026-11-24' },
  ])
    await expect(close(days)).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await close({ slug: '*' }, await staffCtx(clock, 'all'))).toMatchObject({ slots: 2 })
  expect(await states()).toEqual(['closed', 'closed'])
})
