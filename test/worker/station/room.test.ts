import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'

const api = apiClient()
beforeEach(() => demo(env))

type Found = { name: { zh: string }; numberListed: boolean; parts: Part[] }
interface Part {
  street: { zh: string } | null
  point: { slug: string; week: { weekday: number }[] }
  officers: { name: { zh: string }; badge: string; dutyPhone: string }[]
}
const areas = async (query: string): Promise<Found[]> => {
  const { status, body, text } = await api.get(`/stations?${query}`)
  if (status !== 200) throw new Error(text)
  return body.areas
}
const asked = (q: string) => areas(`q=${encodeURIComponent(q)}`)
const told = ({ parts }: Found) =>
  parts.map(({ point, officers }) => `${point.slug} ${officers.map(({ name }) => name.zh).join()}`)

describe('who is my officer', () => {
  test.each([
    ['鼓楼大街15号', ['chengguan 方思齐']],
    ['鼓楼大街16号', ['guta 韦春桃']],
    ['guloudajie 16', ['guta 韦春桃']],
    ['gldj 15', ['chengguan 方思齐']],
    ['16 Gulou Avenue', ['guta 韦春桃']],
    ['glhx', ['chengguan 方思齐']],
    ['明珠路 121 号', ['chengguan 方思齐']],
  ])('%s', async (q, who) => {
    const [area] = await asked(q)
    expect(told(area!)).toEqual(who)
    expect(area!.numberListed).toBe(true)
    const [{ officers, point }] = area!.parts as [Part]
    expect(officers[0]).toMatchObject({
      badge: expect.stringMatching(/^88\d{4}$/),
      dutyPhone: expect.any(String),
    })
    expect(officers[0]).not.toHaveProperty('mobile')
    expect(point.week.map(({ weekday }) => weekday)).toEqual(expect.arrayContaining([1, 2, 3, 4, 5]))
  })

  test.each(['古槐', 'guhuai', 'ghsq', 'Guhuai Community'])('%s: officer, room and station', async (q) => {
    const area = (await asked(q)).find(({ name }) => name.zh === '古槐社区')!
    expect(told(area).sort()).toEqual(['chengguan 万家宁', 'guhuai-room 万家宁'])
    const room = area.parts.find(({ point }) => point.slug === 'guhuai-room')!
    expect(room.point.week.map(({ weekday }) => weekday)).toEqual([2, 4, 6])
  })

  test('a street nobody is named for has its station, and says no name', async () => {
    for (const q of ['货场路', 'huochanglu', 'hcl'])
      expect((await asked(q)).flatMap(told), q).toContain('liuwan ')
  })

  test('a number in no stretch keeps them all, and says so', async () => {
    const [area] = await asked('鼓楼大街 300 号')
    expect(area).toMatchObject({ numberListed: false })
    expect(told(area!)).toEqual(['chengguan 方思齐', 'guta 韦春桃'])
  })

  test('a program asks by area, street and number', async () => {
    const [found] = await asked('鼓楼社区')
    const { id } = found as unknown as { id: string }
    const street = encodeURIComponent('鼓楼大街')
    expect((await areas(`area=${id}&street=${street}&number=16`)).map(told)).toEqual([['guta 韦春桃']])
    expect((await areas(`area=${id}&street=gldj&number=15`)).map(told)).toEqual([['chengguan 方思齐']])
    expect((await api.get(`/stations?area=${id}&number=none`)).status).toBe(422)
  })
})

describe('the community rooms', () => {
  test('are all listed, each with its days and officer', async () => {
    const { items, nextCursor } = (await api.get('/stations?kind=room&limit=40')).body
    const all = await env.DB.prepare("SELECT count(*) AS n FROM service_point WHERE kind = 'room'").first('n')
    expect([items.length, nextCursor]).toEqual([all, null])
    for (const { room } of items) {
      expect(room.week.length).toBeGreaterThanOrEqual(3)
      expect(room.officers).toHaveLength(1)
    }
    const { items: stations } = (await api.get('/stations?kind=station')).body
    expect(stations[0]).not.toHaveProperty('room')
  })

  test('a room’s page has its station, officer, days and group; a station has no group', async () => {
    const { body } = await api.get('/stations/guhuai-room')
    expect(body).toMatchObject({
      parent: { slug: 'chengguan' },
      officers: [{ badge: '882201', mobile: '190 0000 0067'.replaceAll(' ', '') }],
      chat: { name: { zh: '古槐社区警民群' }, url: 'https://chat.example/guhuai' },
    })
    expect((await api.get('/stations/taxia-room')).body).toMatchObject({
      chat: null,
      officers: [{ mobile: null }],
    })
    expect((await api.get('/stations/chengguan')).body.chat).toBeNull()
  })
})
