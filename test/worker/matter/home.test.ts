import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { slotsOn } from '../../support/slots.ts'

describe('GET /home', () => {
  test('has the most used matters, the groups and the towns', async () => {
    await demo(env)
    const { status, body, headers } = await apiClient().get('/home')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(body.popular.map((item: { popular: number }) => item.popular)).toEqual([1, 2, 3, 4, 5])
    expect(body.groups).toHaveLength(9)
    expect(body.towns).toHaveLength(18)
    expect(body.towns[0]).toEqual({ code: '990101100', name: { zh: '青石镇', en: 'Qingshi Town' } })
    expect(body.town).toBeNull()
    expect(body.today).toBe('2026-11-23')
  })

  test('with a town: who is there today, and the next free day at any counter', async () => {
    await demo(env)
    await slotsOn('sp_qingshi', [
      ['household', '2026-11-23', 2],
      ['household', '2026-11-25', 1],
      ['general', '2026-11-24', 0],
    ])
    const { body } = await apiClient().get('/home?town=990101100')
    expect(body.town.name.zh).toBe('青石镇')
    expect(body.town.points[0]).toMatchObject({
      slug: 'qingshi',
      kind: 'station',
      nextFreeDay: '2026-11-24',
      today: {
        status: 'open',
        windows: [
          { opens: '08:30', closes: '12:00' },
          { opens: '14:00', closes: '17:30' },
        ],
      },
    })
  })

  test('the station comes first, and a room says the little it is for', async () => {
    await demo(env)
    const { body } = await apiClient().get('/home?town=990101001')
    const [station, room] = body.town.points
    expect([station.kind, room.kind]).toEqual(['station', 'room'])
    expect(station.only).toEqual([])
    expect(room.only.map(({ zh }: { zh: string }) => zh).sort()).toEqual([
      '上门办证、送证申请',
      '和社区民警面谈',
      '居住登记',
    ])
    expect([body.town.morePoints, body.moreTowns]).toEqual([false, false])
  })

  test('a holiday closes the station and says why; its provisional year is named', async () => {
    await demo(env)
    const clock = clockAt(Date.parse('2026-10-01T09:00:00+08:00'))
    const { body } = await apiClient({ clock }).get('/home?town=990101100')
    expect(body.town.points[0].today).toMatchObject({ status: 'closed', windows: [], provisional: false })
    expect(body.town.points[0].today.reason.zh).toContain('国庆')
    const next = clockAt(Date.parse('2027-03-01T09:00:00+08:00'))
    const later = await apiClient({ clock: next }).get('/home?town=990101100')
    expect(later.body.town.points[0].today.provisional).toBe(true)
  })

  test('an unknown town is none', async () => {
    await demo(env)
    expect((await apiClient().get('/home?town=123456789')).body.town).toBeNull()
  })

  test('answers on an empty database', async () => {
    const { status, body } = await apiClient().get('/home')
    expect(status).toBe(200)
    expect(body).toMatchObject({ popular: [], towns: [], town: null })
  })

  test('reads at most 120 rows in one round trip', async () => {
    await demo(env)
    for (const path of ['/home', '/home?town=990101001', '/home?town=990101100']) {
      const { api, cost } = costed()
      expect((await api.get(path)).status).toBe(200)
      expect(cost.trips, path).toBe(1)
      expect(cost.rowsRead, path).toBeLessThanOrEqual(120)
    }
  })

  test('a town that is no code is refused', async () => {
    const { status, body } = await apiClient({ locale: 'en' }).get('/home?town=qingshi')
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toContain('town')
  })
})
