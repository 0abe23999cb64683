import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { freeSlots, publish, someone } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'

describe('a visit from end to end', () => {
  test('find a time, book, look it up, move, cancel', async () => {
    await demo(env)
    const clock = clockAt(monday)
    const api = apiClient({ clock })
    await publish(clock)
    // Late enough in the day that what is given back waits for its drawn minute.
    const [first, second] = (await freeSlots(api)).slice(-2)
    clock.pass(1)

    const body = someone(first!.id)
    const booked = await api.post('/appointments', body, { 'idempotency-key': 'journey-0001' })
    expect(booked.status, booked.text).toBe(201)
    const { reference, accessCode } = booked.body
    expect(reference).toMatch(/^A-20261123-[2-9A-Z]{6}$/)
    expect(accessCode).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)

    const again = await api.post('/appointments', body, { 'idempotency-key': 'journey-0001' })
    expect(again.text).toBe(booked.text)

    const seen = await api.post('/track', { reference, accessCode })
    expect(seen.status, seen.text).toBe(200)
    expect(seen.body).toMatchObject({ status: 'booked', can: ['move', 'cancel', 'calendar', 'earlier'] })

    const moved = await api.post(`/appointments/${reference}/reschedule`, { accessCode, slotId: second!.id })
    expect(moved.status, moved.text).toBe(200)
    const gone = await api.post(`/appointments/${reference}/cancel`, { accessCode })
    expect(gone.status, gone.text).toBe(200)
    const after = await api.post('/track', { reference, accessCode })
    expect(after.body.timeline.map((entry: { text: { en: string } }) => entry.text.en)).toEqual([
      'Booked',
      'Moved to another time',
      'Cancelled; the place is given on',
    ])
    const used = await env.DB.prepare('SELECT sum(used_public) AS n FROM slot').first('n')
    const kept = await env.DB.prepare("SELECT count(*) AS n FROM hold WHERE state = 'kept'").first('n')
    expect({ used, kept }, 'both places are given on, not passed on').toEqual({ used: 2, kept: 2 })
  })
})
