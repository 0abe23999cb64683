import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, someone, twoStations } from '../../support/appointment.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const clerk = async (point = 'sp_one') => (await signedIn({ grants: [['clerk', point]] })).headers
const startsAt = monday + 26 * HOUR
const book = (body: object, headers: Record<string, string>, slug = 'one') =>
  staff.post(`/staff/points/${slug}/bookings`, body, headers)

describe('free places', () => {
  test('are those of the channel, whole visits only, page by page', async () => {
    const at = (n: number) => startsAt + n * 15 * MINUTE
    const ids = []
    for (let i = 0; i < 4; i++)
      ids.push(await addSlot({ startsAt: at(i), capPhone: i === 2 ? 0 : 2, capCounter: 1 }))
    const headers = await clerk()
    const free = async (query: string) => {
      const { status, body, text } = await staff.get(`/staff/points/one/slots?matter=ID-02&${query}`, headers)
      expect(status, text).toBe(200)
      return body
    }
    const phone = await free('channel=phone')
    expect(phone.items.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[1], ids[3]])
    expect(phone.items[0]).toMatchObject({ day: '2026-11-24', capacity: 2, remaining: 2 })
    const minutes: number = phone.minutes
    const two = await free('channel=phone&people=2')
    expect(two.minutes).toBe(2 * minutes)
    expect(two.items.length).toBeLessThan(3)
    const one = await free('channel=counter&limit=3')
    const rest = await free(`channel=counter&limit=3&cursor=${one.nextCursor}`)
    expect([...one.items, ...rest.items]).toHaveLength(4)
    expect((await free('from=2026-11-25')).items).toEqual([])
    const bad = await staff.get('/staff/points/one/slots?matter=CT-01', headers)
    expect(bad.body.code).toMatch(/matter-not-offered|invalid-input/)
    const far = await staff.get('/staff/points/two/slots?matter=ID-02', headers)
    expect(far.body.code).toBe('record-not-found')
    const auditor = (await signedIn({ grants: [['auditor', '*']] })).headers
    expect((await staff.get('/staff/points/one/slots?matter=ID-02', auditor)).status).toBe(403)
  })
})

describe('booking for a caller', () => {
  test('takes a place of the channel, and a double click gives the same receipt', async () => {
    const headers = { ...(await clerk()), 'idempotency-key': 'desk-page-0001' }
    const body = { ...someone(await addSlot()), channel: 'phone', locale: 'en' }
    const both = await Promise.all([book(body, headers), book(body, headers)])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both[1]!.text).toBe(both[0]!.text)
    const { reference, accessCode } = both[0]!.body
    expect(both[0]!.headers.get('location')).toBe(`/api/v1/staff/records?reference=${reference}`)
    expect(both[0]!.headers.get('cache-control')).toBe('no-store')
    expect((await api.post('/track', { reference, accessCode })).status).toBe(200)
    const second = await book({ ...someone(body.slotId), channel: 'phone' }, await clerk())
    expect(second.body.code).toBe('slot-full')
    expect(second.body.nearest, 'the public’s times are no answer here').toBeUndefined()
    expect(await miscounts()).toEqual([])
  })

  test('faults stand beside their fields; another station’s time is no time here', async () => {
    const headers = await clerk()
    const slotId = await addSlot()
    const wrong = await book(
      { ...someone(slotId), applicant: { name: '', phone: '12', idType: 'none' }, channel: 'counter' },
      headers,
    )
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/applicant/name',
      '/applicant/phone',
    ])
    expect((await book({ ...someone(slotId), channel: 'public' }, headers)).body.errors).toMatchObject([
      { pointer: '/channel' },
    ])
    const both = (
      await signedIn({
        grants: [
          ['clerk', 'sp_one'],
          ['clerk', 'sp_two'],
        ],
      })
    ).headers
    const elsewhere = await book({ ...someone(slotId), channel: 'counter' }, both, 'two')
    expect(elsewhere.body.errors).toMatchObject([{ pointer: '/slotId', code: 'slot.unknown' }])
    const far = await book({ ...someone(slotId), channel: 'counter' }, await clerk('sp_two'))
    expect(far.body.code).toBe('record-not-found')
    expect(await env.DB.prepare('SELECT count(*) AS n FROM booking').first('n')).toBe(0)
  })
})

describe('moving, cancelling, saying how it went', () => {
  test('each once, in its place, and by nobody else', async () => {
    const [from, to] = [await addSlot({ startsAt }), await addSlot({ startsAt: startsAt + HOUR })]
    const [a, b] = [await bookOne(api, from), await bookOne(api, from)]
    const headers = await clerk()
    const post = (verb: string, body: object, who = headers, { reference } = a) =>
      staff.post(`/staff/bookings/${reference}/${verb}`, body, who)
    expect((await post('move', { slotId: to })).body.errors).toMatchObject([{ pointer: '/reason' }])
    expect((await post('cancel', { reason: 'rude' })).status).toBe(422)
    const stranger = await clerk('sp_two')
    for (const [verb, body] of [
      ['move', { slotId: to, reason: 'asked' }],
      ['cancel', { reason: 'asked' }],
      ['attend', { outcome: 'served' }],
    ] as const) {
      expect((await post(verb, body, stranger)).status, verb).toBe(404)
      const handler = (await signedIn({ grants: [['handler', 'sp_one']] })).headers
      expect((await post(verb, body, handler)).status, verb).toBe(403)
    }
    const moved = await post('move', { slotId: to, reason: 'asked' })
    expect(moved.body).toMatchObject({ status: 'booked', visit: { slotId: to } })
    expect((await post('attend', { outcome: 'served' })).body.code).toBe('not-yet')
    const gone = await post('cancel', { reason: 'station' }, headers, b)
    expect(gone.body).toMatchObject({ status: 'cancelled', late: false })
    expect((await post('cancel', { reason: 'station' }, headers, b)).status).toBe(200)
    clock.set(startsAt + 2 * HOUR)
    const today = (await signedIn({ clock, grants: [['clerk', 'sp_one']] })).headers
    expect((await post('attend', { outcome: 'missed' }, today)).body).toMatchObject({ outcome: 'missed' })
    expect((await post('attend', { outcome: 'served' }, today)).body).toMatchObject({ outcome: 'served' })
    expect((await post('move', { slotId: from, reason: 'asked' }, today)).body.code).toBe('not-changeable')
    expect(await miscounts()).toEqual([])
  })
})
