import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { publish } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'

beforeEach(() => demo(env))
afterEach(() => vi.restoreAllMocks())

const at = (time: string) => apiClient({ clock: clockAt(Date.parse(`${time}:00+08:00`)) })
const slugs = (body: { items: { slug: string }[] }) => body.items.map(({ slug }) => slug)

async function costOf(path: string) {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  await apiClient().get(path)
  vi.restoreAllMocks()
  const { d1, rowsRead } = JSON.parse(lines.at(-1) ?? '{}')
  return { d1, rowsRead }
}

async function slot(point: string, counter: string, day: string, time: string, used = 0) {
  const starts = Date.parse(`${day}T${time}:00+08:00`)
  await env.DB.prepare(
    `INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at, cap_public, cap_phone, cap_counter, used_public, released_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, 0, ?, 0)`,
  )
    .bind(
      `sl_${point}_${counter}_${starts}`,
      point,
      counter,
      day,
      starts,
      starts + 900_000,
      starts - 3_600_000,
      used,
    )
    .run()
}

describe('GET /stations', () => {
  test('lists every service point once, page by page', async () => {
    const first = await apiClient().get('/stations?limit=20')
    expect(first.status).toBe(200)
    expect(first.headers.get('cache-control')).toBe('public, max-age=60')
    const second = await apiClient().get(`/stations?limit=20&cursor=${first.body.nextCursor}`)
    expect(second.body.nextCursor).toBeNull()
    const all = [...slugs(first.body), ...slugs(second.body)]
    expect(all).toHaveLength(29)
    expect(new Set(all).size).toBe(29)
  })

  test.each([
    ['青石', 'qingshi'],
    ['石派', 'qingshi'],
    ['qspcs', 'qingshi'],
    ['qingshi', 'qingshi'],
    ['Qingshi police', 'qingshi'],
    ['青石镇', 'qingshi'],
    ['秦海燕', 'qin-haiyan-room'],
    ['迎春', 'qingshi'],
    ['ycsq', 'qingshi'],
    ['出入境', 'exit-entry-hall'],
    ['城关街道古槐社区', 'chengguan'],
  ])('%s finds %s', async (q, slug) => {
    const { body } = await apiClient().get(`/stations?q=${encodeURIComponent(q)}`)
    expect(slugs(body)).toContain(slug)
  })

  test('says which station answers for a community, the room beside it, each once', async () => {
    const { body } = await apiClient().get(`/stations?q=${encodeURIComponent('迎春社区')}`)
    expect(body.areas).toHaveLength(1)
    expect(body.areas[0]).toMatchObject({ name: { zh: '迎春社区' }, town: { code: '990101100' } })
    expect(body.areas[0].parts.map((p: { point: { slug: string } }) => p.point.slug)).toEqual([
      'qingshi',
      'qin-haiyan-room',
    ])
    expect(body.areas[0].parts[0].officers).toEqual([
      {
        name: { zh: '秦海燕', en: 'Qin Haiyan' },
        badge: '882101',
        dutyPhone: expect.stringMatching(/^000-/),
      },
    ])
    const item = body.items.find(({ slug }: { slug: string }) => slug === 'qingshi')
    expect(item.matchedArea).toEqual({ zh: '迎春社区', en: 'Yingchun Community' })
  })

  test('tells each street of a split community and its station', async () => {
    const { body } = await apiClient().get(`/stations?q=${encodeURIComponent('鼓楼大街')}`)
    const parts = body.areas[0].parts.map(
      (p: {
        street: { zh: string }
        fromNumber: number
        toNumber: number
        parity: string
        point: { slug: string }
      }) => [p.street.zh, p.fromNumber, p.toNumber, p.parity, p.point.slug],
    )
    expect(parts).toContainEqual(['鼓楼大街', 1, 199, 'odd', 'chengguan'])
    expect(parts).toContainEqual(['鼓楼大街', 2, 200, 'even', 'guta'])
    expect(parts).toHaveLength(2)
  })

  test('two officers of one community are one answer with both names', async () => {
    const { body } = await apiClient().get(`/stations?q=${encodeURIComponent('文昌')}`)
    expect(body.areas[0].parts).toHaveLength(1)
    expect(body.areas[0].parts[0].officers).toHaveLength(2)
  })

  test('names no village that only ended the search, however its name is written', async () => {
    const n = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)'
    const town = '990101100'
    await env.DB.batch([
      env.DB.prepare(
        `${n} INSERT INTO area (id, town_code, kind, name_zh, name_en, pinyin, initials)
         SELECT printf('97%010d', i), '${town}', 'village', '某庄甲乙', 'x', 'x', 'x' FROM n`,
      ),
      env.DB.prepare(
        `${n} INSERT INTO jurisdiction (id, area_id, service_point_id)
         SELECT 'ju_x' || i, printf('97%010d', i), 'sp_qingshi' FROM n`,
      ),
      env.DB.prepare(
        `${n} INSERT INTO search_document (scope, doc, rank, body)
         SELECT 'area', printf('97%010d', i), 0, CASE i WHEN 400 THEN '甲乙丙' ELSE '甲乙' || char(10) || '乙丙' END FROM n`,
      ),
      env.DB.prepare(
        `${n} INSERT INTO search_gram (scope, gram, rank, doc)
         SELECT 'area', g.value, 0, printf('97%010d', n.i) FROM n, json_each('["甲乙","乙丙"]') g`,
      ),
    ])
    await env.DB.prepare("UPDATE area SET name_zh = '甲乙丙' WHERE id = '970000000400'").run()
    const { body } = await apiClient().get(`/stations?q=${encodeURIComponent('甲乙丙')}`)
    expect(body.areas.map(({ id }: { id: string }) => id)).toEqual(['970000000400'])
  })

  test('a town names its station, not all its villages', async () => {
    const { body } = await apiClient().get(`/stations?q=${encodeURIComponent('南桥镇')}`)
    expect(slugs(body)).toContain('nanqiao')
    expect(body.areas).toEqual([])
  })

  test('narrows by town, kind, area, street and matter', async () => {
    const get = async (query: string) => slugs((await apiClient().get(`/stations?${query}`)).body)
    expect(await get('town=990101100')).toEqual(['qin-haiyan-room', 'qingshi'])
    expect(await get('kind=hall')).toEqual(['exit-entry-hall', 'household-hall'])
    expect(await get('matter=FR-01&kind=hall')).toEqual(['exit-entry-hall'])
    expect(await get(`q=${encodeURIComponent('青石')}&kind=room`)).toEqual(['qin-haiyan-room'])
    const gulou = '990101001002'
    expect(await get(`area=${gulou}`)).toEqual(['chengguan', 'guta'])
    for (const street of ['鼓楼后巷', '鼓楼 后', 'GULOU back'])
      expect(await get(`area=${gulou}&street=${encodeURIComponent(street)}`), street).toEqual(['chengguan'])
  })

  test('finds nothing without inventing anything', async () => {
    const { status, body } = await apiClient().get(`/stations?q=${encodeURIComponent('不存在的地方')}`)
    expect(status).toBe(200)
    expect(body).toEqual({ items: [], nextCursor: null, areas: [] })
    expect((await apiClient().get(`/stations?q=${encodeURIComponent('。')}`)).body.items).toEqual([])
  })

  test.each(['town=1', 'kind=office', 'limit=101', 'cursor=xx', 'colour=blue', `q=${'a'.repeat(61)}`])(
    'refuses %s',
    async (query) => {
      const { status, body } = await apiClient().get(`/stations?${query}`)
      expect(status).toBe(422)
      expect(body.code).toBe('invalid-input')
    },
  )

  test('adds the towns in the order of the bureau when asked', async () => {
    const { body } = await apiClient().get('/stations?with=towns&limit=1')
    expect(body.towns).toHaveLength(18)
    expect(body.towns[0]).toEqual({ code: '990101100', name: { zh: '青石镇', en: 'Qingshi Town' } })
  })
})

describe('GET /stations/{slug}', () => {
  test('tells hours, line, officers, rooms, areas and matters', async () => {
    const { status, body } = await at('2026-11-23T10:00').get('/stations/qingshi')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      openNow: true,
      dutyLine: { phone: '000-0000-0001', allDay: true },
      parent: null,
      town: { code: '990101100' },
    })
    expect(body.week[0]).toMatchObject({
      day: '2026-11-23',
      status: 'open',
      windows: [
        { opens: '08:30', closes: '12:00', counters: null },
        { opens: '14:00', closes: '17:30', counters: null },
      ],
    })
    expect(body.week[5].windows).toEqual([{ opens: '09:00', closes: '12:00', counters: ['household'] }])
    expect(body.rooms).toHaveLength(1)
    expect(body.rooms[0].duty.map((d: { weekday: number }) => d.weekday)).toEqual([1, 3, 5, 6])
    expect(body.areas).toHaveLength(7)
    expect(body.matters).toHaveLength(27)
    const book = body.matters.find((m: { code: string }) => m.code === 'HK-07')
    expect(book).toMatchObject({ ownTerms: true, fee: { zh: '8 元' }, counter: 'household' })
    expect(body.nextFree).toEqual([])
  })

  test('a mobile or a photo is told only by its owner’s choice', async () => {
    await env.DB.prepare(
      "UPDATE officer SET mobile = '19000000099', mobile_public = 0, photo_url = '/x.jpg', photo_public = 0 WHERE name_zh = '许文静'",
    ).run()
    const { body, text } = await apiClient().get('/stations/qingshi')
    expect(body.officers.find((o: { badge: string }) => o.badge === '880101').mobile).toBe('19000000001')
    expect(body.officers[0].photoUrl).toBeNull()
    expect(text).not.toContain('19000000099')
    expect(text).not.toContain('x.jpg')
  })

  test.each([
    ['2026-11-23T08:29', false],
    ['2026-11-23T08:30', true],
    ['2026-11-23T12:00', false],
    ['2026-11-22T10:00', false],
    ['2026-10-01T10:00', false],
    ['2026-10-10T10:00', true],
  ])('at %s the door is open: %s', async (time, open) => {
    const { body } = await at(time).get('/stations/qingshi')
    expect(body.openNow).toBe(open)
    if (open) expect(body.nextOpening).toBeNull()
  })

  test.each([
    ['2026-11-23T08:29', '2026-11-23T08:30:00+08:00'],
    ['2026-11-23T12:00', '2026-11-23T14:00:00+08:00'],
    ['2026-11-22T10:00', '2026-11-23T08:30:00+08:00'],
    ['2026-10-01T10:00', '2026-10-08T08:30:00+08:00'],
  ])('shut at %s, it opens next at %s', async (time, opens) => {
    expect((await at(time).get('/stations/qingshi')).body.nextOpening).toBe(opens)
  })

  test('a public holiday is closed and named, a Saturday worked in exchange has Monday’s hours', async () => {
    const { body } = await at('2026-10-01T10:00').get('/stations/qingshi')
    expect(body.week[0]).toMatchObject({ status: 'closed', reason: { zh: '国庆节' } })
    const saturday = await at('2026-10-10T10:00').get('/stations/qingshi')
    expect(saturday.body.week[0].windows).toHaveLength(2)
    expect(saturday.body.week[0].reason.zh).toContain('调休')
  })

  test('one counter shut: the page names the counter that stays open, and why', async () => {
    const { body } = await apiClient().get('/stations/guta')
    const day = [...body.week, ...body.changes].find((d: { reason: unknown; day: string }) => d.reason)
    expect(day.windows[0]).toMatchObject({ opens: '08:30', counters: ['general'] })
    expect(day.reason.zh).toContain('户籍窗口装修')
  })

  test('the next free place skips full, closing and past ones', async () => {
    await slot('sp_qingshi', 'household', '2026-11-23', '08:30')
    await slot('sp_qingshi', 'household', '2026-11-24', '09:00', 1)
    await slot('sp_qingshi', 'household', '2026-11-24', '09:15')
    await slot('sp_qingshi', 'household', '2026-11-25', '09:00')
    await slot('sp_qingshi', 'general', '2026-11-26', '09:00')
    const { body } = await apiClient().get('/stations/qingshi')
    expect(body.nextFree).toEqual([
      { counter: 'household', startsAt: '2026-11-24T09:15:00+08:00' },
      { counter: 'general', startsAt: '2026-11-26T09:00:00+08:00' },
    ])
  })

  test('a room names its station', async () => {
    const { body } = await apiClient().get('/stations/qin-haiyan-room')
    expect(body).toMatchObject({
      kind: 'room',
      parent: { slug: 'qingshi' },
      honour: { zh: expect.any(String) },
    })
    expect(body.matters.map((m: { code: string }) => m.code)).toEqual(['RP-01', 'HV-01', 'TALK-01'])
  })

  test('an unknown one is 404 in the language of the reader', async () => {
    const { status, body } = await apiClient({ locale: 'en' }).get('/stations/nowhere')
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'not-found', title: 'Not found' })
  })
})

describe('what it costs', () => {
  test.each([
    ['/stations?limit=20&with=towns', 80],
    [`/stations?q=${encodeURIComponent('青石')}&with=towns`, 150],
    // With the officer, the room, the station and the hours of each: still far below what a text search may read.
    [`/stations?q=${encodeURIComponent('社区')}`, 1_100],
    ['/stations/qingshi', 150],
    ['/stations/chengguan', 150],
    ['/towns', 40],
    ['/directory', 250],
  ])('%s is one trip and at most %i rows', async (path, most) => {
    const { d1, rowsRead } = await costOf(path)
    expect(d1).toBe(1)
    expect(rowsRead).toBeLessThanOrEqual(most)
  })
})

describe('GET /towns and /directory', () => {
  test('towns page by page', async () => {
    const first = await apiClient().get('/towns?limit=10')
    const second = await apiClient().get(`/towns?limit=10&cursor=${first.body.nextCursor}`)
    expect([...first.body.items, ...second.body.items]).toHaveLength(18)
  })

  test('the directory names every page once', async () => {
    const { body } = await apiClient().get('/directory')
    expect(body.nextCursor).toBeNull()
    expect(body.items).toContainEqual({ kind: 'station', id: 'qingshi' })
    expect(body.items).toContainEqual({ kind: 'matter', id: 'ID-01' })
    expect(body.items.filter((i: { kind: string }) => i.kind === 'station')).toHaveLength(29)
  })
})

test('a counter shut for a day offers no times, the one beside it does', async () => {
  // The window in which that day opens is over by nine.
  await publish(clockAt(monday + 3_600_000))
  const day = '2026-12-07'
  const free = async (matter: string) =>
    (await apiClient().get(`/stations/guta/slots?matter=${matter}&from=${day}&to=${day}`)).body.items
  expect(await free('ID-02')).toEqual([])
  expect((await free('DOG-01')).length).toBeGreaterThan(0)
})
