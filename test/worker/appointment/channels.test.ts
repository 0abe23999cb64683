import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { bookFor, type DeskBooking, type DeskChannel } from '../../../api/appointment/desk/bookFor.ts'
import { cancelFor, moveFor } from '../../../api/appointment/desk/changeFor.ts'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { Problem, problemOf } from '../../../api/problem.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, someone, twoStations } from '../../support/appointment.ts'
import { staffCtx } from '../../support/staff.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const deskBook = async (channel: DeskChannel, slotId: string, more = {}, points?: readonly string[]) =>
  bookFor({
    ctx: await staffCtx(clock, points),
    input: someone(slotId, more) as DeskBooking,
    channel,
  })
const used = (id: string) =>
  env.DB.prepare(
    'SELECT used_public AS web, used_phone AS phone, used_counter AS counter FROM slot WHERE id = ?',
  )
    .bind(id)
    .first()
const held = () => env.DB.prepare("SELECT count(*) AS n FROM hold WHERE state = 'kept'").first('n')
const leaf = async (action: string) =>
  JSON.parse(
    (await env.DB.prepare('SELECT body FROM audit_leaf WHERE action = ?')
      .bind(action)
      .first<string>('body'))!,
  ).facts

describe('each channel has its own places', () => {
  test('a rush on all three at once: each gets exactly its own', { timeout: 60_000 }, async () => {
    const slotId = await addSlot({ capPublic: 3, capPhone: 2, capCounter: 4 })
    const desk = (channel: DeskChannel) => async () => {
      try {
        await deskBook(channel, slotId)
        return `${channel} 201`
      } catch (error) {
        return `${channel} ${problemOf(error).code}`
      }
    }
    const web = async () => {
      const { status, body } = await api.post('/appointments', someone(slotId))
      return `public ${status === 201 ? status : body.code}`
    }
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => [web, desk('phone'), desk('counter')])
        .flat()
        .map((ask) => ask()),
    )
    const count = Object.fromEntries([...Map.groupBy(answers, (a) => a)].map(([a, list]) => [a, list.length]))
    expect(count).toEqual({
      'public 201': 3,
      'public slot-full': 9,
      'phone 201': 2,
      'phone slot-full': 10,
      'counter 201': 4,
      'counter slot-full': 8,
    })
    expect(await used(slotId)).toEqual({ web: 3, phone: 2, counter: 4 })
    expect(await miscounts()).toEqual([])
  })

  test('a full channel borrows from no other, and says nothing of the public’s times', async () => {
    await addSlot({ capPublic: 9 })
    const slotId = await addSlot({ capPublic: 9, capPhone: 0, capCounter: 1 })
    const refused = await deskBook('phone', slotId).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Problem)
    expect(refused).toMatchObject({ code: 'slot-full', options: {} })
    expect((await deskBook('counter', slotId)).reference).toMatch(/^A-/)
  })

  test('a visit of several matters takes all its places in its own channel, or none', async () => {
    const first = monday + 26 * HOUR
    const slots = []
    for (let i = 0; i < 4; i++)
      slots.push(await addSlot({ startsAt: first + i * 15 * MINUTE, capPhone: i === 2 ? 1 : 2 }))
    const two = { people: 2 }
    await deskBook('phone', slots[0]!, two)
    const { results } = await env.DB.prepare(
      'SELECT used_phone AS phone, used_public AS web FROM slot ORDER BY starts_at',
    ).all<{ phone: number; web: number }>()
    expect(results.reduce((sum, { phone }) => sum + phone, 0)).toBeGreaterThan(1)
    expect(results.every(({ web }) => web === 0)).toBe(true)
    await deskBook('phone', slots[2]!).catch(() => {})
    await expect(deskBook('phone', slots[1]!, { people: 3 })).rejects.toMatchObject({ code: 'slot-full' })
  })
})

describe('what a desk may do', () => {
  test('the receipt opens the record like any other, and messages go out', async () => {
    const { reference, accessCode } = await deskBook('phone', await addSlot(), {
      locale: 'en',
    })
    expect((await api.post('/track', { reference, accessCode })).status).toBe(200)
    const sent = env.DB.prepare('SELECT DISTINCT locale FROM outbox WHERE reference = ?').bind(reference)
    expect(await sent.first('locale')).toBe('en')
    expect(await leaf('appointment.book')).toMatchObject({ channel: 'phone', station: 'one' })
  })

  test('the same key gives the same receipt', async () => {
    const ctx = await staffCtx(clock)
    const input = someone(await addSlot()) as DeskBooking
    const ask = () => bookFor({ ctx, input, channel: 'phone', idempotencyKey: 'desk-key-0001' })
    const [a, b] = [await ask(), await ask()]
    expect(b).toEqual(a)
    await expect(
      bookFor({ ctx, input: { ...input, note: '改了' }, channel: 'phone', idempotencyKey: 'desk-key-0001' }),
    ).rejects.toMatchObject({ code: 'idempotency-mismatch' })
  })

  test('notice is asked for on the telephone, not at the counter', async () => {
    const startsAt = monday + HOUR
    const slotId = await addSlot({ startsAt, lead: 60, capCounter: 2 })
    await expect(deskBook('phone', slotId)).rejects.toMatchObject({ code: 'slot-closed' })
    await deskBook('counter', slotId)
    clock.set(startsAt + 14 * MINUTE)
    await deskBook('counter', slotId)
    clock.pass(MINUTE)
    await expect(deskBook('counter', slotId)).rejects.toMatchObject({ code: 'slot-closed' })
  })

  test('missed visits hold nobody back, the one open booking of a matter does', async () => {
    await env.DB.prepare('INSERT INTO booking_rule (from_day, rules, created_at) VALUES (?, ?, 0)')
      .bind('2026-11-01', JSON.stringify({ missedMost: 1 }))
      .run()
    const { applicant } = someone('')
    const { reference } = await bookOne(api, await addSlot(), { applicant })
    await env.DB.prepare(
      "UPDATE booking SET state = 'ended', outcome = 'missed', phone_confirmed_at = 1 WHERE reference = ?",
    )
      .bind(reference)
      .run()
    const slotId = await addSlot()
    const refused = await api.post('/appointments', { ...someone(slotId), applicant })
    expect(refused.body.code).toBe('missed-too-often')
    await deskBook('counter', slotId, { applicant })
    const again = await deskBook('phone', slotId, { applicant }).catch((error: unknown) => problemOf(error))
    expect(again).toMatchObject({ code: 'already-booked' })
  })

  test('only their own station, and no resident', async () => {
    const slotId = await addSlot()
    const elsewhere = deskBook('phone', slotId, {}, ['sp_two'])
    await expect(elsewhere).rejects.toMatchObject({ code: 'record-not-found' })
    const ctx = { ...(await staffCtx(clock)), actor: { kind: 'resident' } as const }
    await expect(
      bookFor({ ctx, input: someone(slotId) as DeskBooking, channel: 'phone' }),
    ).rejects.toMatchObject({ code: 'record-not-found' })
    const { reference } = await bookOne(api, slotId)
    const other = await staffCtx(clock, ['sp_two'])
    const input = { reference, reason: 'asked', slotId } as const
    await expect(cancelFor({ ctx: other, input })).rejects.toMatchObject({ code: 'record-not-found' })
    await expect(moveFor({ ctx: other, input })).rejects.toMatchObject({ code: 'record-not-found' })
  })

  test('cancelling gives the place back to its channel; only the public’s is kept for the list', async () => {
    const slotId = await addSlot()
    const ctx = await staffCtx(clock)
    const { reference } = await deskBook('phone', slotId)
    expect(await cancelFor({ ctx, input: { reference, reason: 'asked' } })).toEqual({
      reference,
      status: 'cancelled',
      late: false,
    })
    expect(await used(slotId)).toEqual({ web: 0, phone: 0, counter: 0 })
    expect(await held()).toBe(0)
    expect(await leaf('appointment.cancel')).toMatchObject({ reason: 'asked', staff: 'st_4711' })
    await deskBook('phone', slotId)
    const web = await bookOne(api, slotId)
    await cancelFor({ ctx, input: { reference: web.reference, reason: 'double' } })
    expect(await used(slotId)).toMatchObject({ web: 1 })
    expect(await held()).toBe(1)
  })

  test('late is what the visitor asks for late, not what the station must do', async () => {
    const startsAt = monday + 26 * HOUR
    const slotId = await addSlot({ startsAt })
    const [a, b] = [await bookOne(api, slotId), await bookOne(api, slotId)]
    clock.set(startsAt - HOUR)
    const ctx = await staffCtx(clock)
    expect(await cancelFor({ ctx, input: { reference: a.reference, reason: 'asked' } })).toMatchObject({
      late: true,
    })
    expect(await cancelFor({ ctx, input: { reference: b.reference, reason: 'station' } })).toMatchObject({
      late: false,
    })
  })

  test('a move stays in its channel, is none of the holder’s, and lands where both are theirs', async () => {
    const [from, to, full] = [await addSlot(), await addSlot(), await addSlot({ capPhone: 0, capPublic: 9 })]
    const { reference } = await deskBook('phone', from)
    const ctx = await staffCtx(clock)
    const move = (slotId: string) => moveFor({ ctx, input: { reference, slotId, reason: 'asked' } })
    await expect(move(full)).rejects.toMatchObject({ code: 'slot-full' })
    expect(await used(from)).toMatchObject({ phone: 1 })
    expect(await move(to)).toMatchObject({ status: 'booked' })
    expect([await used(from), await used(to)]).toMatchObject([{ phone: 0 }, { phone: 1 }])
    expect(await held()).toBe(0)
    const moves = env.DB.prepare('SELECT moves FROM booking WHERE reference = ?').bind(reference)
    expect(await moves.first('moves')).toBe(0)
    const elsewhere = await addSlot({ point: 'sp_two', group: 'household' })
    await expect(move(elsewhere)).rejects.toMatchObject({ code: 'record-not-found' })
  })
})
