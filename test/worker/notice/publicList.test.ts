import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, wordsOf } from '../../../api/search/grams.ts'
import { apiClient, monday } from '../../support/api.ts'
import { costed } from '../../support/cost.ts'
import { correctedRow, draftRow, publishedRow, silentBureau, withdrawnRow } from '../../support/noticeRows.ts'

const DAY = 86_400_000
const api = apiClient()

const titles = async (query: string): Promise<string[]> => {
  const found: string[] = []
  for (let cursor = ''; ; ) {
    const { status, body } = await api.get(`/notices?${query}${cursor && `&cursor=${cursor}`}`)
    expect(status).toBe(200)
    found.push(...body.items.map((item: { title: { zh: string } }) => item.title.zh))
    if (!body.nextCursor) return found
    cursor = body.nextCursor
  }
}
const q = (text: string) => `q=${encodeURIComponent(text)}`
const clean = () =>
  env.DB.batch(
    ['search_gram', 'search_document'].map((table) =>
      env.DB.prepare(`DELETE FROM ${table} WHERE scope = 'notice'`),
    ),
  )

beforeEach(silentBureau)

describe('the list of notices', () => {
  beforeEach(async () => {
    await publishedRow({ title: '道路施工', category: 'notice', publisher: '*', at: monday - 3 * DAY })
    await publishedRow({ title: '防溺水', category: 'safety', publisher: 'sp_qingshi', at: monday - 2 * DAY })
    await publishedRow({ title: '停办半天', category: 'notice', publisher: 'sp_qingshi', at: monday - DAY })
  })

  test('is narrowed by column, publisher and days, newest first', async () => {
    const all = await titles('limit=2')
    expect(all.slice(0, 3)).toEqual(['停办半天', '防溺水', '道路施工'])
    expect((await titles('category=notice')).slice(0, 2)).toEqual(['停办半天', '道路施工'])
    expect(await titles('station=qingshi&category=safety&limit=1')).toContain('防溺水')
    expect((await titles('station=bureau')).slice(0, 1)).toEqual(['道路施工'])
    expect(await titles('from=2026-11-21&to=2026-11-21')).toEqual(['防溺水'])
    expect((await titles('to=2026-11-20')).slice(0, 1)).toEqual(['道路施工'])
    expect(await titles('from=2026-11-22')).toEqual(['停办半天'])
    expect(await titles('from=2026-12-01')).toEqual([])
    expect(await titles('to=2001-01-01')).toEqual([])
    expect(await titles(`from=2026-11-21&to=2026-11-21&${q('溺水')}`)).toEqual(['防溺水'])
    expect(await titles(`to=2026-11-20&${q('溺水')}`)).toEqual([])
  })

  test('says what the filters can be set to, and refuses what is not there', async () => {
    const { body } = await api.get('/notices?choices=1')
    const codes = body.choices.categories.map(({ code }: { code: string }) => code)
    expect(codes.slice(0, 2)).toEqual(['notice', expect.any(String)])
    expect(codes).toContain('safety')
    expect(body.choices.publishers.map(({ slug }: { slug: string | null }) => slug)).toEqual(
      expect.arrayContaining([null, 'qingshi']),
    )
    expect((await api.get('/notices?station=nowhere')).status).toBe(404)
    expect((await api.get('/notices?from=2026-11-23&to=2026-11-22')).body.errors[0].code).toBe('day-range')
    expect((await api.get('/notices?cursor=nonsense')).status).toBe(422)
    expect((await api.get('/notices?category=%27')).status).toBe(422)
  })

  test('marks what was asked for, in the title and around the first hit', async () => {
    await publishedRow({
      title: '居民身份证集中办理',
      body: `## 安排\n\n${'前言'.repeat(80)}请带**居民**户口簿和身份，证复印件。\n\n- 第二行`,
      titleEn: 'Identity cards',
      bodyEn: 'Bring your household book.',
    })
    const { body } = await api.get(`/notices?${q('身份证')}`)
    const [item] = body.items
    expect(item.title.zh).toBe('居民身份证集中办理')
    const marked = (text: string, marks: { from: number; to: number }[]) =>
      marks.map(({ from, to }) => text.slice(from, to))
    expect(marked(item.title.zh, item.titleMarks.zh)).toEqual(['身份证'])
    expect(item.excerpt.lang).toBe('zh')
    expect(item.excerpt.text.startsWith('…')).toBe(true)
    // The search reads over punctuation, and so does the mark; Markdown is gone.
    expect(marked(item.excerpt.text, item.excerpt.marks)).toEqual(['身份，证'])
    const english = (await apiClient({ locale: 'en' }).get(`/notices?${q('HOUSEHOLD book')}`)).body.items[0]
    expect(english.excerpt).toMatchObject({ lang: 'en', text: 'Bring your household book.' })
    expect(marked(english.excerpt.text, english.excerpt.marks)).toEqual(['household', 'book'])
  })

  test('nothing that is not published is anywhere in it', async () => {
    for (const state of ['draft', 'review', 'scheduled'] as const)
      await draftRow({ title: '未公开的事', state })
    const gone = await publishedRow({ title: '撤下的事' })
    await withdrawnRow(gone, { at: monday + 1, reason: '有误' })
    expect((await titles('limit=100')).filter((title) => /未公开|撤下/.test(title))).toEqual([])
    expect(await titles(q('未公开'))).toEqual([])
    expect(await titles(q('撤下的'))).toEqual([])
    const columns = (await api.get('/notices/columns?station=bureau')).text
    expect(columns).not.toMatch(/未公开|撤下/)
  })

  test('a number is found as it is printed', async () => {
    const { body } = await api.get(`/notices?${q('2026-0002')}`)
    expect(body.items.map(({ title }: { title: { zh: string } }) => title.zh)).toEqual(['防溺水'])
  })

  test('a correction is found by its new words only', async () => {
    const id = await publishedRow({ title: '旧题目甲乙' })
    await correctedRow(id, { title: '新题目丙丁', at: monday + 1 })
    expect(await titles(q('甲乙'))).toEqual([])
    expect(await titles(q('丙丁'))).toEqual(['新题目丙丁'])
  })

  test('the columns tell how much they have and their newest, and the next meetings', async () => {
    const meeting = {
      startsAt: '2026-11-25T14:00:00+08:00',
      endsAt: '2026-11-25T16:00:00+08:00',
      place: '二楼会议室',
    }
    await publishedRow({ title: '恳谈会', category: 'meeting', publisher: 'sp_qingshi', details: meeting })
    await publishedRow({
      title: '开过的会',
      category: 'meeting',
      details: { ...meeting, startsAt: '2026-11-20T14:00:00+08:00', endsAt: '2026-11-20T16:00:00+08:00' },
    })
    const { body } = await api.get('/notices/columns?station=qingshi')
    const notice = body.items.find(({ code }: { code: string }) => code === 'notice')
    expect(notice).toMatchObject({ newest: { title: { zh: '停办半天' } } })
    const mine = body.meetings.find(({ title }: { title: { zh: string } }) => title.zh === '恳谈会')
    expect(mine).toMatchObject({
      startsAt: meeting.startsAt,
      place: '二楼会议室',
      publisher: { slug: 'qingshi' },
    })
    expect(JSON.stringify(body.meetings)).not.toContain('开过的会')
    expect((await api.get('/notices/columns?station=nowhere')).status).toBe(404)
  })
})

test('words and filters together find what a plain substring search finds, over all pages', {
  timeout: 120_000,
}, async () => {
  const letters = fc.string({
    unit: fc.constantFrom('派', '出', '所', '青', '石', 'S', ' ', '，', 'x'),
    maxLength: 8,
  })
  const kind = fc.record({
    title: letters,
    body: letters,
    category: fc.constantFrom('notice', 'safety'),
    publisher: fc.constantFrom('*', 'sp_qingshi'),
    day: fc.integer({ min: 0, max: 4 }),
  })
  let clock = monday
  await fc.assert(
    fc.asyncProperty(
      fc.array(kind, { minLength: 1, maxLength: 8 }),
      letters,
      fc.nat(3),
      fc.nat(3),
      async (list, query, by, limit) => {
        // What is published stays: only the search forgets, so that every run looks at its own.
        await clean()
        const own = list.map((one, i) => ({ ...one, at: clock + i * 6 * 3_600_000, title: `題${one.title}` }))
        clock = own.at(-1)!.at + DAY
        for (const one of own) await publishedRow({ ...one, body: one.body || '空' })
        const day = new Date(own[0]!.at + 8 * 3_600_000).toISOString().slice(0, 10)
        const from = `&from=${day}`
        const filter = [
          from,
          `${from}&to=${day}`,
          `${from}&category=safety`,
          `${from}&station=qingshi&category=notice`,
        ][by]!
        const words = wordsOf(`題 ${query}`)
        const expected = own
          .filter(
            ({ title, body, category, publisher, at }) =>
              words.every((word) => bodyOf([title, ...(body || '空').split('\n')]).includes(word)) &&
              (by !== 1 || new Date(at + 8 * 3_600_000).toISOString().slice(0, 10) === day) &&
              (by !== 2 || category === 'safety') &&
              (by !== 3 || (category === 'notice' && publisher === 'sp_qingshi')),
          )
          .map(({ title }) => title)
          .reverse()
        expect(await titles(`limit=${limit + 1}${filter}&${q(`題 ${query}`)}`)).toEqual(expected)
      },
    ),
    { numRuns: 25 },
  )
})

test('a page reads few rows, with and without words and filters', { timeout: 60_000 }, async () => {
  const { api: counted, cost } = costed({})
  for (let i = 0; i < 400; i++)
    await publishedRow({
      title: `甲乙${i}`,
      body: i % 2 ? '甲乙，丙' : '丙，甲乙',
      category: i % 8 ? 'notice' : 'safety',
      at: monday + i,
    })
  const rows = async (path: string) => {
    cost.rowsRead = 0
    const { status } = await counted.get(path)
    expect(status, path).toBe(200)
    return cost.rowsRead
  }
  const seen = {
    plain: await rows('/notices'),
    column: await rows('/notices?category=safety&station=bureau'),
    days: await rows('/notices?from=2026-11-01&to=2026-11-23'),
    words: await rows(`/notices?${q('甲乙')}`),
    rare: await rows(`/notices?${q('甲乙丙 丙')}`),
    none: await rows(`/notices?choices=1&station=qingshi&${q('甲乙')}`),
  }
  expect(seen.plain).toBeLessThan(200)
  expect(seen.column).toBeLessThan(200)
  expect(seen.days).toBeLessThan(200)
  for (const n of [seen.words, seen.rare, seen.none]) expect(n).toBeLessThanOrEqual(2000)
})
