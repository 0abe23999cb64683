import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { costed } from '../../support/cost.ts'
import { shown } from '../../support/prove.ts'

// What a list reads of a bureau of 2,000 points in 40 towns, so that it reads no more of a nation's 41,352.

const points = 2000
const { api, cost } = costed()

beforeEach(async () => {
  const n = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${points})`
  const slug = "printf('p%05d', i)"
  const matter = (code: string) =>
    env.DB.prepare(
      `INSERT INTO matter (code, group_code, counter_group, minutes, bookable, name_zh, name_en, summary_zh, summary_en, content, updated_at)
       VALUES (?, 'id-card', 'household', 15, 1, '', '', '', '', '{}', 0)`,
    ).bind(code)
  const offer = (code: string, where: string) =>
    env.DB.prepare(
      `${n} INSERT INTO matter_offer (service_point_id, matter_code, audience)
       SELECT 'sp_' || ${slug}, ?, CASE i % 2 WHEN 0 THEN 'foreigners' ELSE 'everyone' END FROM n WHERE ${where}`,
    ).bind(code)
  await env.DB.batch([
    env.DB.prepare(
      `${n} INSERT INTO town (code, name_zh, name_en, pinyin, sort)
       SELECT printf('9901%05d', i), 'town ' || i, 'town ' || i, '', i FROM n WHERE i <= 110`,
    ),
    env.DB.prepare(
      `${n} INSERT INTO service_point (id, slug, code, kind, town_code, name_zh, name_en, pinyin, initials, address_zh, address_en, phone, created_at, updated_at)
       SELECT 'sp_' || ${slug}, ${slug}, 'c' || i, CASE WHEN i % 500 = 0 THEN 'hall' WHEN i % 3 = 0 THEN 'room' ELSE 'station' END,
         printf('9901%05d', i % 40 + 1), '', '', '', '', '', '', '', 0, 0 FROM n`,
    ),
    ...['ALL', 'FEW', 'MANY'].map(matter),
    offer('ALL', '1'),
    offer('FEW', 'i % 400 = 0'),
    offer('MANY', 'i > 1500'),
    env.DB.prepare(
      `${n} INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at, cap_public, cap_phone, cap_counter, used_public, released_at)
       SELECT 'sl_' || p.i || '_' || s.i, 'sp_' || printf('p%05d', p.i), 'household', date('2026-11-22', '+' || (s.i / 8 + 1) || ' days'),
         ?1 + s.i * 900000 + s.i / 8 * 79200000, ?1 + s.i * 900000 + s.i / 8 * 79200000 + 1, ?1 + s.i * 900000 + s.i / 8 * 79200000, 1, 0, 0,
         CASE WHEN s.i BETWEEN 8 AND 15 THEN 1 ELSE 0 END, 0
       FROM n p JOIN n s WHERE p.i <= 100 AND s.i <= 24`,
    ).bind(Date.parse('2026-11-23T06:00:00+08:00')),
  ])
}, 60_000)

interface Item {
  slug: string
  near?: true
  audience?: string
  nextFree?: { day: string; startsAt: string } | null
}

/** Every page of a list, each within its rows. */
async function walk(path: string, most: number) {
  const items: Item[] = []
  let pages = 0
  let worst = 0
  for (let cursor = ''; ; ) {
    Object.assign(cost, { trips: 0, rowsRead: 0 })
    const { status, body, text } = await api.get(
      cursor ? `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}` : path,
    )
    expect(status, text).toBe(200)
    expect(cost.trips).toBe(1)
    worst = Math.max(worst, cost.rowsRead)
    items.push(...body.items)
    pages += 1
    if (!body.nextCursor) break
    cursor = body.nextCursor
  }
  shown(`${path} of ${points} points`, { pages, rows: worst })
  expect(worst, path).toBeLessThanOrEqual(most)
  return { items, pages, slugs: items.map(({ slug }) => slug) }
}

test('a page reads what it shows, whatever narrows the list', { timeout: 120_000 }, async () => {
  const whole = await walk('/stations?limit=100', 400)
  expect(whole.slugs).toHaveLength(points)
  expect(whole.slugs).toEqual([...new Set(whole.slugs)].sort())
  expect((await walk('/stations?limit=40&kind=hall', 60)).items).toHaveLength(4)
  expect((await walk('/stations?limit=40&town=990100001', 200)).items).toHaveLength(50)
  expect((await walk('/stations?limit=40&town=990100001&kind=hall', 120)).items).toHaveLength(2)
})

test('where a matter is handled: few places in one page, many on a walk that ends and goes on', {
  timeout: 120_000,
}, async () => {
  const few = await walk('/stations?limit=40&matter=FEW', 200)
  expect(few.slugs).toEqual(['p00400', 'p00800', 'p01200', 'p01600', 'p02000'])
  expect(few.pages).toBe(1)
  expect((await walk('/stations?limit=40&matter=FEW&kind=hall', 200)).slugs).toEqual(['p02000'])
  const many = await walk('/stations?limit=100&matter=MANY', 4000)
  expect(many.slugs).toHaveLength(500)
  expect(new Set(many.slugs).size).toBe(500)
  expect((await walk('/stations?limit=40&matter=ALL&kind=hall', 1000)).items).toHaveLength(4)
  expect((await walk('/stations?limit=40&matter=MANY&town=990100001', 400)).items).toHaveLength(13)
})

test('the town that is near stands first, once, with whom it is for and the first free time', {
  timeout: 120_000,
}, async () => {
  const { items, slugs } = await walk('/stations?limit=40&matter=ALL&near=990100002', 1500)
  expect(items.slice(0, 20).every(({ near }) => near)).toBe(true)
  expect(items.filter(({ near }) => near)).toHaveLength(20)
  expect(slugs).toHaveLength(points)
  expect(new Set(slugs).size).toBe(points)
  // Today's places are past, Tuesday's taken.
  expect(items.find(({ slug }) => slug === 'p00001')).toMatchObject({
    near: true,
    audience: 'everyone',
    nextFree: { day: '2026-11-25' },
  })
  expect(items.find(({ slug }) => slug === 'p00200')).toMatchObject({
    audience: 'foreigners',
    nextFree: null,
  })
})

test('the directory reads a page at a time, and more towns than a choice holds are told', {
  timeout: 60_000,
}, async () => {
  const { items } = await walk('/directory', 1010)
  expect(items).toHaveLength(points + 3)
  const { body } = await api.get('/stations?with=towns&limit=1')
  expect(body.towns).toHaveLength(100)
  const rest = await api.get(`/towns?cursor=${body.townsCursor}`)
  expect(rest.body.items).toHaveLength(10)
})
