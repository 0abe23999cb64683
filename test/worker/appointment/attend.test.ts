import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Attendance, attend } from '../../../api/appointment/desk/attend.ts'
import { endPast } from '../../../api/appointment/end.ts'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, systemCtx, twoStations } from '../../support/appointment.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { staffCtx } from '../../support/staff.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const startsAt = monday + 26 * HOUR
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const say = async (reference: string, outcome: Attendance, points?: readonly string[] | 'all') =>
  attend({ ctx: await staffCtx(clock, points), input: { reference, outcome } })
const row = (reference: string) =>
  env.DB.prepare('SELECT state, outcome, version FROM booking WHERE reference = ?').bind(reference).first()
const leaves = async () => {
  const { results } = await env.DB.prepare(
    "SELECT body FROM audit_leaf WHERE action = 'appointment.attend' ORDER BY body ->> 'at'",
  ).all<{ body: string }>()
  return results.map(({ body }) => JSON.parse(body).facts)
}
const booked = async (minutes = 15) => bookOne(api, await addSlot({ startsAt, minutes }))

describe('how a visit went', () => {
  test('served from its start on, missed a quarter of an hour later', async () => {
    const { reference } = await booked(60)
    clock.set(startsAt - 1)
    await expect(say(reference, 'served')).rejects.toMatchObject({ code: 'not-yet' })
    clock.set(startsAt + 15 * MINUTE - 1)
    await expect(say(reference, 'missed')).rejects.toMatchObject({ code: 'not-yet' })
    clock.pass(1)
    expect(await say(reference, 'missed')).toEqual({ reference, outcome: 'missed' })
    expect(await row(reference)).toEqual({ state: 'ended', outcome: 'missed', version: 1 })
  })

  test('a visit of ten minutes is missed at its end', async () => {
    await env.DB.prepare('UPDATE matter SET minutes = 10').run()
    const { reference } = await booked(10)
    clock.set(startsAt + 10 * MINUTE - 1)
    await expect(say(reference, 'missed')).rejects.toMatchObject({ code: 'not-yet' })
    clock.pass(1)
    await say(reference, 'missed')
    expect(await miscounts()).toEqual([])
  })

  test('put right on the same day, with a leaf each time, and not on the next', async () => {
    const { reference, accessCode } = await booked()
    clock.set(startsAt + HOUR)
    await say(reference, 'missed')
    await say(reference, 'missed')
    clock.pass(1)
    await say(reference, 'served')
    const facts = { station: 'one', startsAt: '2026-11-24T10:00:00+08:00', staff: 'st_4711' }
    expect(await leaves()).toEqual([
      { ...facts, outcome: 'missed', before: null },
      { ...facts, outcome: 'served', before: 'missed' },
    ])
    expect((await api.post('/track', { reference, accessCode })).body.status).toBe('ended')
    clock.set(startsAt + 14 * HOUR)
    await expect(say(reference, 'missed')).rejects.toMatchObject({ code: 'not-changeable' })
    expect(await say(reference, 'served')).toEqual({ reference, outcome: 'served' })
  })

  test('also after the job has ended it, and never of a cancelled one', async () => {
    const past = await booked()
    clock.set(startsAt + DAY)
    expect(await endPast(await systemCtx(clock))).toEqual({ ended: 1 })
    await say(past.reference, 'served')
    expect(await row(past.reference)).toMatchObject({ state: 'ended', outcome: 'served' })
    clock.set(monday)
    const gone = await bookOne(api, await addSlot({ startsAt: startsAt + HOUR }))
    await api.post(`/appointments/${gone.reference}/cancel`, { accessCode: gone.accessCode })
    clock.set(startsAt + 2 * HOUR)
    await expect(say(gone.reference, 'missed')).rejects.toMatchObject({ code: 'not-changeable' })
  })

  test('nobody has missed a visit whose counter was closed', async () => {
    const { reference } = await booked()
    await env.DB.prepare("UPDATE slot SET state = 'closed'").run()
    clock.set(startsAt + HOUR)
    await expect(say(reference, 'missed')).rejects.toMatchObject({ code: 'not-changeable' })
    expect(await say(reference, 'served')).toMatchObject({ outcome: 'served' })
  })

  test('another station’s record looks like none, and residents have no say', async () => {
    const { reference } = await booked()
    clock.set(startsAt + HOUR)
    for (const points of [['sp_two'], []])
      await expect(say(reference, 'served', points)).rejects.toMatchObject({ code: 'record-not-found' })
    await expect(say('A-20261123-222222', 'served')).rejects.toMatchObject({ code: 'invalid-input' })
    const ctx = { ...(await staffCtx(clock)), actor: { kind: 'resident' } as const }
    await expect(attend({ ctx, input: { reference, outcome: 'served' } })).rejects.toMatchObject({
      code: 'record-not-found',
    })
    expect(await say(reference, 'served', 'all')).toMatchObject({ outcome: 'served' })
    expect(await leaves()).toHaveLength(1)
  })

  test('two at once: one is told that the record has just changed', async () => {
    const { reference } = await booked()
    clock.set(startsAt + HOUR)
    const late = meanwhile(await staffCtx(clock), () => say(reference, 'served'))
    const refused = attend({ ctx: late, input: { reference, outcome: 'missed' } })
    await expect(refused).rejects.toSatisfy((error) => String((error as Error).cause).includes('stale'))
    expect(await row(reference)).toMatchObject({ outcome: 'served', version: 1 })
    expect(await leaves()).toHaveLength(1)
  })
})
