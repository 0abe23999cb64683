import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { matters } from '../../../db/seed/matters/index.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'

beforeEach(() => demo(env))

describe('GET /matters', () => {
  test('lists the whole catalogue page by page, by code', async () => {
    const api = apiClient()
    const first = await api.get('/matters?limit=20')
    expect(first.status).toBe(200)
    expect(first.headers.get('cache-control')).toBe('public, max-age=60')
    expect(first.body.items).toHaveLength(20)
    const second = await api.get(`/matters?limit=20&cursor=${first.body.nextCursor}`)
    expect(second.body.nextCursor).toBeNull()
    const codes = [...first.body.items, ...second.body.items].map((item) => item.code)
    expect(codes).toEqual(matters.map(({ code }) => code).sort())
  })

  test('says fee and time in a few words of both languages', async () => {
    const { body } = await apiClient().get('/matters?q=身份证丢了')
    expect(body.items[0]).toMatchObject({
      code: 'ID-03',
      group: 'id-card',
      fee: { zh: '40 元', en: '¥40' },
      time: { zh: '20 个工作日内', en: 'Within 20 working days' },
      bookable: true,
      popular: 1,
    })
    expect(body.suggestions).toEqual([])
  })

  test.each([
    ['身份证丢了', 'ID-03'],
    ['落户', 'HK-01'],
    ['改名字', 'HK-04'],
    ['居住证签注', 'RP-03'],
    ['lost id card', 'ID-03'],
    ['sfz', 'ID-01'],
  ])('finds %s', async (q, code) => {
    const { body } = await apiClient().get(`/matters?q=${encodeURIComponent(q)}`)
    expect(body.items.map((item: { code: string }) => item.code)).toContain(code)
  })

  test('what people put around their words does not hide them', async () => {
    const { body } = await apiClient().get('/matters?q=我的身份证丢了该怎么办呢')
    expect(body.items[0].code).toBe('ID-03')
  })

  test('a whole sentence finds nothing word for word, and is answered with what is nearest', async () => {
    const { api, cost } = costed()
    const { body } = await api.get('/matters?q=昨天身份证在公交车上丢了好着急')
    expect(body.items).toEqual([])
    expect(body.suggestions[0].code).toBe('ID-03')
    expect(cost.trips).toBe(1)
    expect(cost.rowsRead).toBeLessThanOrEqual(2000)
  })

  test('nonsense finds nothing and suggests nothing', async () => {
    const { body } = await apiClient().get('/matters?q=囗囗囗')
    expect(body).toEqual({ items: [], nextCursor: null, suggestions: [] })
  })

  test('narrows by group, audience and station, with the own terms of the station', async () => {
    const api = apiClient()
    const dogs = await api.get('/matters?group=dogs')
    expect(dogs.body.items.map((item: { code: string }) => item.code)).toEqual(['DOG-01'])
    const abroad = await api.get('/matters?audience=foreigner')
    expect(abroad.body.items.map((item: { code: string }) => item.code)).toContain('FR-01')
    expect(
      abroad.body.items.every((item: { audience: string[] }) => item.audience.includes('foreigner')),
    ).toBe(true)
    const hall = await api.get('/matters?station=household-hall&q=换身份证')
    expect(hall.body.items[0]).toMatchObject({ code: 'ID-02', time: { zh: '10 个工作日内' } })
    const room = await api.get('/matters?station=guhuai-room')
    expect(room.body.items.map((item: { code: string }) => item.code)).toEqual(['HV-01', 'RP-01', 'TALK-01'])
  })

  test('reads at most 50 rows in one round trip', async () => {
    for (const path of ['/matters', '/matters?station=qingshi', '/matters?limit=100']) {
      const { api, cost } = costed()
      expect((await api.get(path)).status).toBe(200)
      expect(cost.trips, path).toBe(1)
      expect(cost.rowsRead, path).toBeLessThanOrEqual(50)
    }
  })

  test.each([
    ['/matters?group=nothing', 422, 'invalid-input'],
    ['/matters?audience=dog', 422, 'invalid-input'],
    ['/matters?limit=0', 422, 'invalid-input'],
    ['/matters?cursor=%21', 422, 'invalid-input'],
    ['/matters?nothing=1', 422, 'invalid-input'],
    [`/matters?q=${'a'.repeat(61)}`, 422, 'invalid-input'],
    ['/matters?station=nowhere', 404, 'not-found'],
    ['/matters?station=nowhere&q=x', 404, 'not-found'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await apiClient().get(path)
    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(code)
  })
})
