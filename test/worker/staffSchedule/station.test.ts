import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { chiefAt, counted } from '../../support/planned.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(() => demo(env))

const qingshi = () => chiefAt(clock, [['chief', 'sp_qingshi']])
const shown = async (chief: Awaited<ReturnType<typeof chiefAt>>, slug = 'qingshi') =>
  (await chief.get(`/points/${slug}/station`)).body

const newcomer = {
  name: '欧阳晓',
  nameEn: '',
  badge: '990017',
  post: '社区民警',
  postEn: 'Community officer',
  dutyPhone: '000-0000-0017',
  mobile: '13800000017',
  mobilePublic: false,
  photoOff: false,
  pledge: '',
  pledgeEn: '',
  apply: true,
}

describe('officers', () => {
  test('somebody new is on the page, spelled, and their mobile only by their own choice', async () => {
    const chief = await qingshi()
    const checked = await chief.post('/points/qingshi/officers', { ...newcomer, apply: false })
    expect(checked.body).toMatchObject({ nameEn: 'Ouyangxiao', applied: false })
    expect(await counted('officer', "badge = '990017'")).toBe(0)
    const added = await chief.post('/points/qingshi/officers', newcomer)
    expect(added.status).toBe(200)
    expect((await chief.post('/points/qingshi/officers', newcomer)).status).toBe(200)
    expect(await counted('audit_leaf', "action = 'station.officer'")).toBe(1)
    const row = await env.DB.prepare(
      "SELECT name_en, mobile, mobile_public FROM officer WHERE badge = '990017'",
    ).first()
    expect(row).toEqual({ name_en: 'Ouyangxiao', mobile: null, mobile_public: 0 })
    const { body } = await api.get('/stations/qingshi')
    expect(body.officers.map(({ badge }: { badge: string }) => badge)).toContain('990017')

    const { officers } = await shown(chief)
    const { id, seen } = officers.find(({ badge }: { badge: string }) => badge === '990017')
    const published = await chief.post(`/points/qingshi/officers/${id}`, {
      ...newcomer,
      mobilePublic: true,
      seen,
    })
    expect(published.status).toBe(200)
    expect(
      (await chief.post(`/points/qingshi/officers/${id}`, { ...newcomer, post: '所长', seen })).body.code,
    ).toBe('stale')
    const leaf = await env.DB.prepare(
      "SELECT group_concat(body) AS all_of_it FROM audit_leaf WHERE action = 'station.officer'",
    ).first<string>('all_of_it')
    expect(leaf).not.toMatch(/欧阳|13800000017/)
  })

  test('who leaves is off the page, and their areas wait for another', async () => {
    const chief = await qingshi()
    await chief.post('/points/qingshi/officers', newcomer)
    const before = await shown(chief)
    const area = before.areas.find(({ officerId }: { officerId: string | null }) => officerId !== null)
    const leaving = before.officers[0]
    const assign = { officerId: leaving.id, was: area.officerId }
    expect((await chief.post(`/points/qingshi/areas/${area.id}`, assign)).status).toBe(200)
    const path = `/points/qingshi/officers/${leaving.id}/leave`
    expect((await chief.post(path, { seen: 'x' })).status).toBe(409)
    expect((await chief.post(path, { seen: leaving.seen })).status).toBe(200)
    expect((await chief.post(path, { seen: leaving.seen })).status).toBe(404)
    const after = await shown(chief)
    expect(after.areas.find(({ id }: { id: string }) => id === area.id).officerId).toBeNull()
    const [next] = after.officers
    const choose = (body: object) => chief.post(`/points/qingshi/areas/${area.id}`, body)
    expect((await choose({ officerId: next.id, was: null })).status).toBe(200)
    expect((await choose({ officerId: null, was: null })).status).toBe(409)
    expect((await choose({ officerId: 'of_nobody', was: next.id })).status).toBe(422)
    const ids = after.officers.map(({ id }: { id: string }) => id).reverse()
    expect((await chief.post('/points/qingshi/officers/order', { ids })).body.ids).toEqual(ids)
    expect((await shown(chief)).officers.map(({ id }: { id: string }) => id)).toEqual(ids)
  })

  test('fields are read as in the bureau’s lists', async () => {
    const chief = await qingshi()
    const { body } = await chief.post('/points/qingshi/officers', {
      ...newcomer,
      name: '',
      badge: '警号1',
      dutyPhone: '12',
      mobile: '123',
      mobilePublic: true,
    })
    expect(
      body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`),
    ).toEqual(['/name required', '/badge badge-invalid', '/dutyPhone phone.shape', '/mobile mobile-invalid'])
    const taken = (await shown(chief)).officers[0].badge
    expect(
      (await chief.post('/points/qingshi/officers', { ...newcomer, badge: taken })).body.errors,
    ).toMatchObject([{ pointer: '/badge', code: 'badge-taken' }])
  })
})

describe('the usual week', () => {
  test('two counters open at the same time with hours of their own', async () => {
    const chief = await qingshi()
    const { hours } = await shown(chief)
    const windows = [
      { weekday: 1, opens: '09:00', closes: '12:00', counterGroup: 'household' },
      { weekday: 1, opens: '09:00', closes: '11:00', counterGroup: 'general' },
    ]
    const preview = await chief.post('/points/qingshi/hours', { windows, apply: false })
    expect(preview.body).toMatchObject({
      applied: false,
      after: ['1 09:00-11:00 general', '1 09:00-12:00 household'],
    })
    expect(
      (await chief.post('/points/qingshi/hours', { windows, seen: hours.seen, apply: true })).status,
    ).toBe(200)
    expect(
      (await chief.post('/points/qingshi/hours', { windows, seen: hours.seen, apply: true })).status,
    ).toBe(200)
    expect(
      (await chief.post('/points/qingshi/hours', { windows: [], seen: hours.seen, apply: true })).body.code,
    ).toBe('stale')
    expect(await counted('opening_hours', "service_point_id = 'sp_qingshi'")).toBe(2)
    expect(await counted('audit_leaf', "action = 'station.hours'")).toBe(1)
    const { body } = await api.get('/stations/qingshi')
    expect(body.usualWeek).toHaveLength(1)
  })

  test('a community room staffed on fewer than three days is warned of; its station’s chief may say so', async () => {
    const room = await env.DB.prepare(
      "SELECT slug, parent_id FROM service_point WHERE kind = 'room' LIMIT 1",
    ).first<{ slug: string; parent_id: string }>()
    const chief = await chiefAt(clock, [['chief', room!.parent_id]])
    const days = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ weekday: i + 1, opens: '09:00', closes: '11:00' }))
    const two = await chief.post(`/points/${room!.slug}/hours`, { windows: days(2), apply: false })
    expect(two.body).toMatchObject({ dutyDays: 2, tooFewDays: true })
    const three = await chief.post(`/points/${room!.slug}/hours`, { windows: days(3), apply: false })
    expect(three.body).toMatchObject({ dutyDays: 3, tooFewDays: false })
    const other = await env.DB.prepare(
      "SELECT id FROM service_point WHERE kind = 'station' AND id <> ? LIMIT 1",
    )
      .bind(room!.parent_id)
      .first<string>('id')
    const stranger = await chiefAt(clock, [['chief', other!]])
    expect(
      (await stranger.post(`/points/${room!.slug}/hours`, { windows: days(3), apply: false })).status,
    ).toBe(404)
  })
})

describe('what a point says of itself', () => {
  const details = {
    directions: '大门在东侧',
    directionsEn: 'Enter from the east',
    phone: '000-0000-0042',
    stepFree: true,
  }

  test('directions and line by its chief; name and address by the administrator, found at once', async () => {
    const chief = await qingshi()
    const { point } = await shown(chief)
    expect(
      (await chief.post('/points/qingshi/details', { ...details, seen: point.seen, apply: true })).status,
    ).toBe(200)
    expect((await api.get('/stations/qingshi')).body).toMatchObject({
      directions: { zh: '大门在东侧' },
      dutyLine: { phone: '000-00000042' },
      stepFree: true,
    })
    const renamed = { ...details, name: '翠屏派出所', nameEn: 'Cuiping Police Station' }
    const now = (await shown(chief)).point.seen
    expect((await chief.post('/points/qingshi/details', { ...renamed, seen: now, apply: true })).status).toBe(
      403,
    )
    const bureau = await chiefAt(clock, [['administrator', '*']])
    expect(
      (await bureau.post('/points/qingshi/details', { ...renamed, seen: now, apply: true })).body,
    ).toEqual({ applied: true, renamed: true })
    for (const q of ['翠屏', 'cuiping', 'cppcs']) {
      const { body } = await api.get(`/stations?q=${encodeURIComponent(q)}`)
      expect(body.items.map(({ slug }: { slug: string }) => slug)).toContain('qingshi')
    }
  })

  test('another station is 404, another role 403', async () => {
    const other = await chiefAt(clock, [['chief', 'sp_liuwan']])
    expect((await other.get('/points/qingshi/station')).status).toBe(404)
    expect((await other.post('/points/qingshi/details', { ...details, apply: true })).status).toBe(404)
    expect((await other.post('/points/qingshi/officers', newcomer)).status).toBe(404)
    const clerk = await chiefAt(clock, [['clerk', 'sp_qingshi']])
    expect((await clerk.get('/points/qingshi/station')).status).toBe(403)
    expect((await clerk.post('/points/qingshi/officers', newcomer)).status).toBe(403)
  })
})
