import { env } from 'cloudflare:workers'
import { convertIcsCalendar } from 'ts-ics'
import { beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, twoStations } from '../../support/appointment.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(() => {
  clock.set(monday)
  return twoStations()
})

/** The visit as a calendar app reads it. */
async function entry(reference: string, accessCode: string) {
  const { status, text } = await api.post(`/appointments/${reference}/calendar`, { accessCode })
  expect(status).toBe(200)
  const { method, events = [] } = convertIcsCalendar(undefined, text)
  expect(events).toHaveLength(1)
  const { uid, sequence = 0, start, stamp, status: state, summary } = events[0]!
  return { method, uid, sequence, start: start.date.getTime(), stamp: stamp.date.getTime(), state, summary }
}

test('a moved visit takes the place of the entry before it, a cancelled one takes it out', async () => {
  const { reference, accessCode } = await bookOne(api, await addSlot())
  const booked = await entry(reference, accessCode)
  expect(booked).toMatchObject({ method: 'PUBLISH', state: 'CONFIRMED', sequence: 0 })

  const moved = await api.post(`/appointments/${reference}/reschedule`, {
    accessCode,
    slotId: await addSlot(),
  })
  expect(moved.status).toBe(200)
  const later = await entry(reference, accessCode)
  expect(later).toMatchObject({ method: 'PUBLISH', state: 'CONFIRMED', uid: booked.uid })
  expect(later.sequence).toBeGreaterThan(booked.sequence)
  expect(later.start).not.toBe(booked.start)
  expect(later.stamp).toBeGreaterThanOrEqual(booked.stamp)

  const gone = await api.post(`/appointments/${reference}/cancel`, { accessCode })
  expect(gone.status).toBe(200)
  const cancelled = await entry(reference, accessCode)
  expect(cancelled).toMatchObject({
    method: 'CANCEL',
    state: 'CANCELLED',
    uid: booked.uid,
    start: later.start,
  })
  expect(cancelled.sequence).toBeGreaterThan(later.sequence)
  expect(cancelled.summary).toContain('已取消')
})

test('a counter closed later takes the entry out, and open again brings it back', async () => {
  const slot = await addSlot()
  const { reference, accessCode } = await bookOne(api, slot)
  const seen = []
  for (const state of ['open', 'closed', 'open']) {
    await env.DB.prepare('UPDATE slot SET state = ? WHERE id = ?').bind(state, slot).run()
    seen.push(await entry(reference, accessCode))
    clock.set(clock.now() + MINUTE)
  }
  expect(seen.map(({ state }) => state)).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED'])
  expect(new Set(seen.map(({ uid, sequence }) => `${uid} ${sequence}`)).size).toBe(1)
  // With one SEQUENCE the later DTSTAMP holds (RFC 5546, 2.1.5).
  const stamps = seen.map(({ stamp }) => stamp)
  expect(stamps).toEqual([...new Set(stamps)].sort())
})
