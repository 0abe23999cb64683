import { convertIcsCalendar } from 'ts-ics'
import { beforeEach, expect, test } from 'vitest'
import { apiClient } from '../../support/api.ts'
import { addSlot, bookOne, twoStations } from '../../support/appointment.ts'

const api = apiClient()

beforeEach(() => twoStations())

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
