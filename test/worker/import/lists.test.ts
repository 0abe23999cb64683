import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { faultLine } from '../../../api/import/faultWords.ts'
import { openDb } from '../../../db/client.ts'
import { seedReference } from '../../../db/seed/run.ts'
import { apiClient, monday } from '../../support/api.ts'
import { freeSlots, publish } from '../../support/appointment.ts'
import { all, count, importText } from '../../support/importing.ts'

const stations = `代码,类型,名称,地址,电话,乡镇代码,上级代码,无障碍
411481500000,派出所,示例派出所,示例路1号,000-0000-0011,411481001,,是
411481500001,警务室,示例社区警务室,示例路2号,000-0000-0012,411481001,411481500000,否`

const officers = `警号,单位代码,姓名,职务,值班电话,手机,公开手机
T00001,411481500000,张小明,社区民警,000-0000-0011,13800000001,否
T00002,411481500000,李小红,社区民警,000-0000-0011,13800000002,是`

beforeEach(async () => {
  await seedReference(openDb(env.DB), monday)
  await importText('towns', 'code,name\n411481001,演集街道')
})

const said = (faults: Parameters<typeof faultLine>[0][]) => faults.map((fault) => faultLine(fault, 'en'))

describe('stations', () => {
  test('come in with their rooms, are found, and open with defaults', async () => {
    const { faults, tallies } = await importText('stations', stations, { defaults: true })
    expect(faults).toEqual([])
    expect(tallies.service_point).toEqual({ new: 2, changed: 0, same: 0 })
    const api = apiClient()
    await publish(api.clock)
    expect((await freeSlots(api, 'shili')).length).toBeGreaterThan(0)
    const { items } = (await api.get('/stations?q=演集')).body
    expect(items.map((item: { slug: string }) => item.slug).sort()).toEqual(['shili', 'shili-room'])
  })

  test('a column the file does not have keeps what is stored; a changed address keeps page and spelling', async () => {
    await importText('stations', stations)
    const { tallies } = await importText(
      'stations',
      'code,kind,name,address,phone\n411481500000,station,示例派出所,新路9号,000-0000-0011',
    )
    expect(tallies.service_point).toEqual({ new: 0, changed: 1, same: 0 })
    expect(
      await all("SELECT slug, address_zh, town_code, step_free FROM service_point WHERE kind = 'station'"),
    ).toEqual([{ slug: 'shili', address_zh: '新路9号', town_code: '411481001', step_free: 1 }])
    const { items } = (await apiClient().get('/stations?q=新路9号')).body
    expect(items).toHaveLength(1)
  })

  test('references to what is not there are named, with the line', async () => {
    const { faults } = await importText(
      'stations',
      `${stations}
411481500002,警务室,甲警务室,路,000-0000-0012,411481999,411481777777,否
411481500003,警务室,乙警务室,路,000-0000-0012,,411481500001,否
411481500004,站,丙警务室,路,未定,,411481500004,也许`,
    )
    expect(said(faults)).toEqual([
      'line 6, column “类型”: must be one of: station/派出所、hall/大厅、room/警务室 (found “站”)',
      'line 6, column “电话”: is not a whole telephone number (found “未定”)',
      'line 6, column “无障碍”: must be one of: yes/是、no/否 (found “也许”)',
      'line 4, column “townCode”: no such town; import towns first (found “411481999”)',
      'line 4, column “parentCode”: no such station or hall; import stations first (found “411481777777”)',
      'line 5, column “parentCode”: a community room cannot have others under it (found “411481500001”)',
    ])
    expect(await count('service_point')).toBe(0)
  })
})

describe('officers', () => {
  beforeEach(() => importText('stations', stations))

  test('a mobile without consent is not kept anywhere, and none of it reaches a page', async () => {
    const { notes } = await importText('officers', officers)
    expect(notes.map(({ line }) => line)).toEqual([2])
    expect(await all('SELECT badge, mobile, mobile_public FROM officer ORDER BY badge')).toEqual([
      { badge: 'T00001', mobile: null, mobile_public: 0 },
      { badge: 'T00002', mobile: '13800000002', mobile_public: 1 },
    ])
    const { text } = await apiClient().get('/stations/shili')
    expect(text).not.toContain('13800000001')
  })

  test('a consent taken back takes the number away; a list without both columns leaves it', async () => {
    await importText('officers', officers)
    await importText('officers', officers.replaceAll(/,手机,公开手机|,138\d+,[是否]/g, ''))
    expect(await all('SELECT mobile FROM officer WHERE mobile_public = 1')).toEqual([
      { mobile: '13800000002' },
    ])
    await importText('officers', officers.replaceAll('是', '否'))
    expect(await all('SELECT mobile FROM officer WHERE mobile IS NOT NULL OR mobile_public = 1')).toEqual([])
  })

  test('unknown station, doubled badge', async () => {
    const { faults } = await importText(
      'officers',
      `${officers}\nt00001,411481599999,王小,民警,000-0000-0011,,`,
    )
    expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, 'badge', 'twice'],
      [4, 'stationCode', 'unknown-station'],
    ])
    expect(await count('officer')).toBe(0)
  })
})

describe('hours and booking times', () => {
  beforeEach(() => importText('stations', stations, { defaults: true }))

  test('replace the whole week of the stations they name', async () => {
    const { tallies } = await importText(
      'hours',
      'stationCode,weekday,opens,closes\n411481500000,周一至周五,9:00,17:00',
    )
    expect(tallies.opening_hours).toEqual({ new: 0, changed: 1, same: 0 })
    expect(await all('SELECT weekday, opens, closes FROM opening_hours ORDER BY weekday')).toEqual(
      [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
    )
    const same = await importText('hours', 'stationCode,weekday,opens,closes\n411481500000,1-5,09:00,17:00')
    expect([same.written, same.tallies.opening_hours]).toEqual([false, { new: 0, changed: 0, same: 1 }])
  })

  test('name what overlaps, ends too early, or opens twice', async () => {
    const { faults } = await importText(
      'hours',
      `stationCode,weekday,opens,closes,counter
411481500000,1,09:00,12:00,
411481500000,1,11:00,13:00,household
411481500000,2,12:00,09:00,
411481500000,3,09:00,12:00,household
411481500000,3,09:00,11:00,general
411481500009,4,09:00,11:00,`,
    )
    expect(faults.map(({ line, code, about }) => [line, code, about?.line])).toEqual([
      [7, 'unknown-station', undefined],
      [4, 'order', undefined],
      [3, 'overlap', 2],
    ])
  })

  test('booking times are cut into slots', async () => {
    const list = `stationCode,counter,weekday,from,to,slotMinutes,places
411481500000,户籍,1-7,10:00,11:00,30,4`
    expect((await importText('schedules', list)).faults).toEqual([])
    const api = apiClient()
    await publish(api.clock)
    const slots = await freeSlots(api, 'shili')
    expect(slots[0]).toMatchObject({ startsAt: '2026-11-23T10:00:00+08:00', capacity: 4 })
    const short = await importText('schedules', list.replace('11:00', '10:20'))
    expect(short.faults.map(({ code }) => code)).toEqual(['slots-none'])
  })
})

describe('holidays', () => {
  const list = `日期,结束日期,类型,名称
2027-01-01,2027-01-03,放假,元旦
2027-01-09,,上班,元旦调休上班`

  test('a notice makes its year official and replaces the provisional days', async () => {
    const { faults } = await importText('holidays', list, { source: '国办发明电〔2026〕0号' })
    expect(faults).toEqual([])
    expect(await all('SELECT status, source_zh FROM calendar_year WHERE year = 2027')).toEqual([
      { status: 'official', source_zh: '国办发明电〔2026〕0号' },
    ])
    expect(await all("SELECT day, kind FROM calendar_day WHERE day LIKE '2027-%' ORDER BY day")).toEqual([
      { day: '2027-01-01', kind: 'holiday' },
      { day: '2027-01-02', kind: 'holiday' },
      { day: '2027-01-03', kind: 'holiday' },
      { day: '2027-01-09', kind: 'workday' },
    ])
    expect(await all("SELECT count(*) AS n FROM calendar_day WHERE day LIKE '2026-%'")).not.toEqual([
      { n: 0 },
    ])
  })

  test('two years, a working day that works anyway, a day twice', async () => {
    const { faults } = await importText(
      'holidays',
      `${list}\n2028-01-01,,放假,元旦\n2027-01-11,,上班,班\n2027-01-03,,放假,元旦`,
      { source: 'x' },
    )
    expect(faults.map(({ line, code }) => [line, code])).toEqual([
      [4, 'file-years'],
      [5, 'works-already'],
      [6, 'twice'],
    ])
  })
})
