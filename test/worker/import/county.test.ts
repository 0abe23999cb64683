import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../../db/client.ts'
import towns from '../../../db/data/411481-towns.csv?raw'
import { seedReference } from '../../../db/seed/run.ts'
import { apiClient, monday } from '../../support/api.ts'
import { freeSlots, publish, someone } from '../../support/appointment.ts'
import { all, count, importText } from '../../support/importing.ts'

describe('a real county: 31 towns of 411481', () => {
  beforeEach(() => seedReference(openDb(env.DB), monday))

  test('one list makes 31 stations in which a visit can be booked at once', async () => {
    const { faults, tallies } = await importText('towns', towns, { makeStations: true })
    expect(faults).toEqual([])
    expect(tallies).toEqual({
      town: { new: 31, changed: 0, same: 0 },
      service_point: { new: 31, changed: 0, same: 0 },
    })
    const api = apiClient()
    await publish(api.clock)

    const [yanji] = (await api.get('/stations?q=演集')).body.items
    expect(yanji).toMatchObject({ slug: 'yanji', code: '411481000001', name: { zh: '演集派出所' } })
    for (const query of ['yanjipaichusuo', 'yjpcs', 'Yanji', '演集街道']) {
      const { items } = (await api.get(`/stations?q=${encodeURIComponent(query)}`)).body
      expect(
        items.map((item: { slug: string }) => item.slug),
        query,
      ).toContain('yanji')
    }
    const station = await api.get('/stations/yanji')
    expect(station.status, station.text).toBe(200)
    expect(station.text).toContain('待补充')

    const [slot] = await freeSlots(api, 'yanji')
    const booked = await api.post('/appointments', someone(slot!.id), { 'idempotency-key': 'county-000001' })
    expect(booked.status, booked.text).toBe(201)
  })

  test('names nobody, scores nothing', async () => {
    await importText('towns', towns, { makeStations: true })
    expect(await count('officer')).toBe(0)
    expect(await all('SELECT DISTINCT phone, address_zh, address_en FROM service_point')).toEqual([
      { phone: '待补充', address_zh: '待补充', address_en: 'To be added' },
    ])
  })

  test('a second import changes nothing and writes nothing', async () => {
    await importText('towns', towns, { makeStations: true })
    const leaves = await count('audit_leaf')
    const again = await importText('towns', towns, { makeStations: true })
    expect(again.written).toBe(false)
    expect(again.tallies).toEqual({
      town: { new: 0, changed: 0, same: 31 },
      service_point: { new: 0, changed: 0, same: 31 },
    })
    expect(await count('audit_leaf')).toBe(leaves)
    expect(await count('service_point')).toBe(31)
  })

  test('a renamed town is found by its new name, and so is its station; its page keeps its address', async () => {
    await importText('towns', towns, { makeStations: true })
    await importText('towns', 'code,name\n411481001,新名街道')
    const { items } = (await apiClient().get('/stations?q=新名')).body
    expect(items.map((item: { slug: string }) => item.slug)).toEqual(['yanji'])
    expect(await count('town')).toBe(31)
  })

  test('a dry run tells the same and writes nothing', async () => {
    const { tallies, written } = await importText('towns', towns, { makeStations: true, dryRun: true })
    expect([tallies.town?.new, tallies.service_point?.new, written]).toEqual([31, 31, false])
    expect(await count('town')).toBe(0)
    expect(await count('service_point')).toBe(0)
    expect(await count('audit_leaf')).toBe(0)
  })

  test('one bad row and nothing is written', async () => {
    const { faults } = await importText('towns', `${towns}\n41148112,坏镇,,,\n411481001,再来,,,`, {
      makeStations: true,
    })
    expect(faults.map(({ line, code, about }) => [line, code, about])).toEqual([
      [34, 'digits', { count: 9 }],
      [35, 'twice', { line: 2 }],
    ])
    expect(await count('town')).toBe(0)
    expect(await count('audit_leaf')).toBe(0)
  })

  test('one county out of a list of many', async () => {
    const list = `${towns}\n110101001,东华门街道,110101,11,1101`
    const { tallies } = await importText('towns', list, { area: '110101' })
    expect(tallies.town?.new).toBe(1)
    expect(await all('SELECT code, name_en FROM town')).toEqual([
      { code: '110101001', name_en: 'Donghuamen Subdistrict' },
    ])
    const none = await importText('towns', list, { area: '990101' })
    expect(none.faults.map(({ code }) => code)).toEqual(['no-row-of-area'])
  })

  test('towns of one name in two counties have pages of their own', async () => {
    const list = 'code,name\n110101001,城关镇\n110102001,城关镇\n110102002,城关街道\n110102003,城关乡'
    await importText('towns', list, { makeStations: true })
    expect(await all('SELECT slug, code FROM service_point ORDER BY code')).toEqual([
      { slug: 'chengguan', code: '110101000001' },
      { slug: 'chengguanzhen', code: '110102000001' },
      { slug: 'chengguanjiedao', code: '110102000002' },
      { slug: 'chengguanxiang', code: '110102000003' },
    ])
  })

  test('the leaf of an import holds counts only', async () => {
    await importText('towns', towns, { makeStations: true })
    const [leaf] = await all("SELECT body FROM audit_leaf WHERE action = 'import.town'")
    expect(JSON.parse(String(leaf?.body)).facts).toEqual({
      'town.new': 31,
      'town.changed': 0,
      'town.same': 0,
      'service_point.new': 31,
      'service_point.changed': 0,
      'service_point.same': 0,
    })
  })
})

test('a list too long for one batch is attested batch by batch, each with what it wrote', async () => {
  const db = openDb(env.DB)
  await seedReference(db, monday)
  const facts = async () =>
    (await all("SELECT body FROM audit_leaf WHERE action = 'import.town'"))
      .map(({ body }) => JSON.parse(String(body)).facts)
      .sort((a, b) => b['service_point.new'] - a['service_point.new'])
  let writing = 0
  const cut = () => {
    if (writing++ === 2) throw new Error('cut short')
  }
  const broken = importText('towns', towns, {
    makeStations: true,
    atOnce: 12,
    progress: ({ en }) => (en === 'writing' ? cut() : undefined),
  })
  await expect(broken).rejects.toThrow('cut short')
  expect(await count('service_point')).toBe(24)
  const first = { 'town.new': 31, 'town.changed': 0, 'town.same': 0 }
  const stations = (n: number) => ({
    'service_point.new': n,
    'service_point.changed': 0,
    'service_point.same': 0,
  })
  const written = await facts()
  expect(written).toHaveLength(2)
  expect(written).toEqual(expect.arrayContaining([{ ...first, ...stations(12) }, stations(12)]))
  await importText('towns', towns, { makeStations: true, atOnce: 12 })
  expect(await count('service_point')).toBe(31)
  expect((await facts()).reduce((sum, { 'service_point.new': n }) => sum + n, 0)).toBe(31)
})

test('without the catalogue nothing could be booked, so no station is made', async () => {
  const { faults } = await importText('towns', towns, { makeStations: true })
  expect(faults.map(({ code }) => code)).toEqual(['no-catalogue'])
})
