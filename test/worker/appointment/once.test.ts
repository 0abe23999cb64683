import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { replayFor } from '../../../api/intake/once.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, miscounts, someone, twoStations } from '../../support/appointment.ts'
import { faulty } from '../../support/faults.ts'
import { shown, times } from '../../support/prove.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
let slot = ''

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
  slot = await addSlot()
})

const key = (value: string) => ({ 'idempotency-key': value })
const count = async (table: string) =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>('n'))!

describe('the same request more than once', () => {
  test('many keys, many copies at once: one effect each, the same bytes', { timeout: 600_000 }, async () => {
    const keys = times(50, 1_000)
    const copies = times(10, 20)
    const wave = 25
    const slotId = await addSlot({ capPublic: keys })
    for (let from = 0; from < keys; from += wave) {
      await Promise.all(
        Array.from({ length: wave }, async (_, i) => {
          const body = someone(slotId)
          const texts = await Promise.all(
            Array.from({ length: copies }, async () => {
              const { status, text } = await api.post('/appointments', body, key(`copies-${from + i}`))
              expect(status, text).toBe(201)
              return text
            }),
          )
          expect(new Set(texts).size).toBe(1)
        }),
      )
    }
    for (const table of ['booking', 'idempotency', 'audit_leaf']) expect(await count(table)).toBe(keys)
    expect(await count('outbox')).toBe(2 * keys)
    expect(await miscounts()).toEqual([])
    shown('idempotency: keys x copies at once', {
      keys,
      copies,
      requests: keys * copies,
      bookings: await count('booking'),
      differentAnswers: 0,
    })
  })

  test('the last place is not lost to a copy of the same request', async () => {
    const last = await addSlot({ capPublic: 1 })
    const body = someone(last)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.post('/appointments', body, key('last-place'))),
    )
    expect(new Set(answers.map(({ status, text }) => `${status}${text}`)).size).toBe(1)
    expect(answers[0]!.status).toBe(201)
  })

  test('the receipt stays the same while the booking does, and tells of what it became, for a day', async () => {
    const body = someone(slot)
    const first = await api.post('/appointments', body, key('stays-same'))
    const again = (headers = {}) =>
      api.post('/appointments', body, { ...key('stays-same'), 'accept-language': 'en', ...headers })
    expect((await again()).text).toBe(first.text)
    expect((await again()).headers.get('location')).toBe(first.headers.get('location'))
    const shuffled = { ...body, applicant: Object.fromEntries(Object.entries(body.applicant).reverse()) }
    expect((await api.post('/appointments', shuffled, key('stays-same'))).text).toBe(first.text)
    await env.DB.prepare("UPDATE slot SET state = 'closed'").run()
    expect((await again()).text).toBe(first.text)
    const { reference, accessCode } = first.body
    clock.set(monday + replayFor - 1)
    expect((await again()).text).toBe(first.text)
    clock.set(monday)
    await api.post(`/appointments/${reference}/cancel`, { accessCode })
    expect(await again()).toMatchObject({ status: 409, body: { code: 'booking-over' } })
    await env.DB.prepare("UPDATE slot SET state = 'open', closes_at = starts_at").run()
    clock.set(monday + replayFor)
    const later = await again()
    expect(later.status, 'the key is forgotten after a day').toBe(201)
    expect(later.body.reference).not.toBe(reference)
  })

  test('the same key for something else is refused, also at the same time', async () => {
    const body = someone(slot)
    await api.post('/appointments', body, key('one-key-only'))
    for (const other of [
      { ...body, note: '带老人' },
      { ...body, applicant: { ...body.applicant, name: '李四' } },
      someone(slot),
    ]) {
      const answer = await api.post('/appointments', other, key('one-key-only'))
      expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } })
    }
    const both = await Promise.all([
      api.post('/appointments', someone(slot), key('raced-key')),
      api.post('/appointments', someone(slot), key('raced-key')),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
    expect(await count('booking')).toBe(2)
  })

  test('a malformed key is refused; without one each request stands alone', async () => {
    for (const bad of ['', 'short', 'x'.repeat(129), 'has space', 'sl/ash-es', "'; DROP--", 'ünïcode-key']) {
      const answer = await api.post('/appointments', someone(slot), key(bad))
      expect(answer.status, bad).toBe(422)
      expect(answer.body.errors).toMatchObject([{ pointer: '/headers/idempotency-key', code: 'key-invalid' }])
    }
    for (const good of ['12345678', 'A_b-'.repeat(32)])
      expect((await api.post('/appointments', someone(slot), key(good))).status).toBe(201)
    const body = someone(await addSlot())
    expect((await api.post('/appointments', body)).status).toBe(201)
    expect((await api.post('/appointments', body)).body.code).toBe('already-booked')
  })

  test('a refused request leaves its key free', async () => {
    const full = await addSlot({ capPublic: 0 })
    expect((await api.post('/appointments', someone(full), key('free-again'))).status).toBe(409)
    expect((await api.post('/appointments', someone(slot), key('free-again'))).status).toBe(201)
  })
})

test('when the answer is lost after the write, sending again finds it done', async () => {
  const { DB, reset } = faulty()
  const shaky = apiClient({ clock, bindings: { DB } })
  const lost = { throws: { batch: 1, message: 'D1_ERROR: Network connection lost.', after: true } }
  const body = someone(slot)
  reset(lost)
  const failed = await shaky.post('/appointments', body, key('lost-answer'))
  expect(failed).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  expect(failed.headers.get('retry-after')).toBe('2')
  const again = await api.post('/appointments', body, key('lost-answer'))
  expect(again.status).toBe(201)
  expect(await count('booking')).toBe(1)

  const { reference, accessCode } = again.body
  const slotId = await addSlot({ startsAt: monday + DAY + 5 * HOUR })
  for (const [action, more] of [
    ['reschedule', { slotId }],
    ['cancel', {}],
  ] as const) {
    reset(lost)
    const at = `/appointments/${reference}/${action}`
    expect((await shaky.post(at, { accessCode, ...more })).status).toBe(503)
    expect((await api.post(at, { accessCode, ...more })).status).toBe(200)
  }
  const { body: seen } = await api.post('/track', { reference, accessCode })
  expect(seen).toMatchObject({ status: 'cancelled', appointment: { version: 2 } })
  expect(await count('audit_leaf')).toBe(3)
  expect(await miscounts()).toEqual([])
})
