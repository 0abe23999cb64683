import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, toIso } from '../../../api/calendar/day.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, freeSlots, miscounts, publish, someone } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'

const api = apiClient()
const day = monday + 25 * HOUR

/** Slots of a quarter of an hour at Qingshi's household counter, in a row of its own day. */
async function quarters(...places: number[]): Promise<string[]> {
  const point = (await env.DB.prepare("SELECT id FROM service_point WHERE slug = 'qingshi'").first<string>(
    'id',
  ))!
  const ids: string[] = []
  for (const [i, capPublic] of places.entries())
    ids.push(await addSlot({ point, startsAt: day + i * 15 * MINUTE, capPublic }))
  return ids
}

const usedIn = async (ids: string[]) => {
  const { results } = await env.DB.prepare(
    'SELECT used_public AS used FROM slot WHERE id IN (SELECT value FROM json_each(?)) ORDER BY starts_at',
  )
    .bind(JSON.stringify(ids))
    .all<{ used: number }>()
  return results.map(({ used }) => used)
}

beforeEach(async () => {
  await demo(env)
})

describe('several matters in one visit', () => {
  test('only what the same counters handle is offered, each with its length', async () => {
    const { status, body } = await api.get('/stations/qingshi/combinable?matter=ID-02')
    expect(status).toBe(200)
    const codes = body.items.map(({ code }: { code: string }) => code)
    expect(codes).toContain('ID-01')
    expect(codes).not.toContain('ID-02')
    const { results } = await env.DB.prepare(
      `SELECT DISTINCT coalesce(nullif(o.counter_group, ''), m.counter_group) AS g FROM matter m
       JOIN matter_offer o ON o.matter_code = m.code JOIN service_point p ON p.id = o.service_point_id AND p.slug = 'qingshi'
       WHERE m.code IN (SELECT value FROM json_each(?))`,
    )
      .bind(JSON.stringify([...codes, 'ID-02']))
      .all()
    expect(results).toHaveLength(1)
    expect((await api.get('/stations/nowhere/combinable?matter=ID-02')).status).toBe(404)
    expect((await api.get('/stations/qingshi/combinable?matter=XX-99')).status).toBe(404)
  })

  test('their length is the sum, and the visit takes slots in a row, all or none', async () => {
    const ids = await quarters(1, 1, 1, 1)
    const both = { alsoMatters: ['ID-01'] }
    const booked = await api.post('/appointments', someone(ids[1]!, both))
    expect(booked.status, booked.text).toBe(201)
    expect(booked.body).toMatchObject({
      startsAt: toIso(day + 15 * MINUTE),
      endsAt: toIso(day + 45 * MINUTE),
      visit: { minutes: 30, people: 1, matter: { code: 'ID-02' }, alsoMatters: [{ code: 'ID-01' }] },
    })
    expect(await usedIn(ids)).toEqual([0, 1, 1, 0])

    // The slot before has only itself left, the last nothing after it.
    for (const slot of [ids[0]!, ids[2]!, ids[3]!]) {
      const refused = await api.post('/appointments', someone(slot, both))
      expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 409, code: 'slot-full' })
    }
    expect(await usedIn(ids)).toEqual([0, 1, 1, 0])
    expect((await api.post('/appointments', someone(ids[0]!))).status).toBe(201)
    expect(await miscounts()).toEqual([])
  })

  test('a rush on overlapping runs never takes a place twice', async () => {
    const ids = await quarters(2, 2, 2, 2, 2)
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        api.post('/appointments', someone(ids[i % 5]!, i % 2 ? { alsoMatters: ['ID-01'] } : {})),
      ),
    )
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201, 409]))
    expect(await miscounts()).toEqual([])
    for (const used of await usedIn(ids)) expect(used).toBeLessThanOrEqual(2)
  })

  test('each of its matters is open for the person until the visit is given back', async () => {
    const ids = await quarters(9, 9, 9)
    const body = someone(ids[0]!, { alsoMatters: ['ID-01'] })
    const { reference, accessCode } = (await api.post('/appointments', body)).body
    const other = { ...body, alsoMatters: [], matterCode: 'ID-01', slotId: ids[2] }
    expect((await api.post('/appointments', other)).body.code).toBe('already-booked')
    expect((await api.post(`/appointments/${reference}/cancel`, { accessCode })).status).toBe(200)
    expect((await api.post('/appointments', other)).status).toBe(201)
  })

  test.each([
    [{ alsoMatters: ['XX-99'] }, '/alsoMatters/0', 'matter.unknown'],
    [{ alsoMatters: ['ID-02'] }, '/alsoMatters/0', 'matter.twice'],
    [{ alsoMatters: ['ID-01', 'ID-01'] }, '/alsoMatters/1', 'matter.twice'],
    [{ alsoMatters: ['ID-01', 'ID-03', 'ID-04'] }, '/alsoMatters', 'matters.too-many'],
    [{ people: 6 }, '/people', 'people.too-many'],
    [{ people: 5, alsoMatters: ['ID-01'] }, '/people', 'visit.too-long'],
  ])('refuses %j beside its field, by every door', async (more, pointer, code) => {
    const [slot] = await quarters(9, 9, 9)
    for (const road of ['/appointments', '/appointments/check']) {
      const { status, body } = await api.post(road, someone(slot!, more))
      expect(status).toBe(422)
      expect(body.errors).toEqual([expect.objectContaining({ pointer, code })])
    }
    expect(await env.DB.prepare('SELECT count(*) AS n FROM booking').first('n')).toBe(0)
    const { alsoMatters = [], people = 1 }: { alsoMatters?: string[]; people?: number } = more
    const times = await api.get(
      `/stations/qingshi/slots?matter=ID-02&also=${alsoMatters.join()}&people=${people}`,
    )
    expect([times.status, times.body.errors[0].code]).toEqual([422, code])
  })

  test('a matter of another counter needs its own visit', async () => {
    const other = await env.DB.prepare(
      `SELECT m.code AS code FROM matter m JOIN matter_offer o ON o.matter_code = m.code
       JOIN service_point p ON p.id = o.service_point_id AND p.slug = 'qingshi'
       WHERE m.bookable = 1 AND coalesce(nullif(o.counter_group, ''), m.counter_group) <> 'household' LIMIT 1`,
    ).first<string>('code')
    const [slot] = await quarters(9, 9, 9)
    const { body } = await api.post('/appointments', someone(slot!, { alsoMatters: [other] }))
    expect(body.errors?.[0]).toMatchObject({ pointer: '/alsoMatters/0', code: 'matter.apart' })
  })
})

describe('several people in one visit', () => {
  test('a family of three with one matter each takes three quarters of an hour', async () => {
    const ids = await quarters(1, 1, 1, 1)
    const booked = await api.post('/appointments', someone(ids[0]!, { people: 3 }))
    expect(booked.body.visit).toMatchObject({ people: 3, minutes: 45 })
    expect(await usedIn(ids)).toEqual([1, 1, 1, 0])
    const { reference, accessCode } = booked.body
    const moved = await api.post(`/appointments/${reference}/reschedule`, { accessCode, slotId: ids[1] })
    expect(moved.status, moved.text).toBe(200)
    expect(moved.body.visit).toMatchObject({ startsAt: toIso(day + 15 * MINUTE), endsAt: toIso(day + HOUR) })
    // Its own places never stand in its way, and the one it left is kept.
    expect(await usedIn(ids)).toEqual([1, 1, 1, 1])
    expect(await miscounts()).toEqual([])
  })
})

describe('the times offered', () => {
  test('are those where the whole visit fits, and the day chosen has one', async () => {
    await publish(api.clock)
    const short = await freeSlots(api)
    const { status, body } = await api.get('/stations/qingshi/slots?matter=ID-02&also=ID-01&people=2')
    expect(status).toBe(200)
    expect(body).toMatchObject({ minutes: 60, people: 2, alsoMatters: [{ code: 'ID-01' }] })
    const [first] = body.items
    expect(Date.parse(first.endsAt) - Date.parse(first.startsAt)).toBe(HOUR)
    expect(body.items.length).toBeLessThan(short.length)
    const seen = await api.get(`/slots/${first.id}?matter=ID-02&also=ID-01&people=2`)
    expect(seen.body).toMatchObject({ startsAt: first.startsAt, endsAt: first.endsAt, minutes: 60 })
    const booked = await bookOne(api, first.id, { alsoMatters: ['ID-01'], people: 2 })
    expect(booked.reference).toMatch(/^A-/)
  })

  test('a full slot in the middle leaves no time that would need it, and says what is near', async () => {
    const ids = await quarters(1, 1, 1, 1, 1)
    await bookOne(api, ids[2]!)
    const from = toIso(day).slice(0, 10)
    const { body } = await api.get(`/stations/qingshi/slots?matter=ID-02&people=2&from=${from}`)
    const free = body.items.filter(({ remaining }: { remaining: number }) => remaining > 0)
    expect(free.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[3]])
    const refused = await api.post('/appointments', someone(ids[1]!, { people: 2 }))
    expect(refused.body.code).toBe('slot-full')
    expect(refused.body.nearest.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[3]])
  })
})
