import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foundPage, mostWalked, searchStatement } from '../../../api/search/find.ts'
import { bodyOf, wordsOf } from '../../../api/search/grams.ts'
import { indexStatements, type SearchDocument } from '../../../api/search/indexStatements.ts'
import { countCost, openDb } from '../../../db/client.ts'

const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
const db = openDb(countCost(env.DB, cost))

async function write(statements: ReturnType<typeof indexStatements>) {
  const [first, ...rest] = statements
  if (first) await db.batch([first, ...rest])
}

const index = (documents: SearchDocument[]) => write(indexStatements(db, 'notice', documents))

async function page(query: string, limit = 20, cursor?: string) {
  const [read] = await db.batch([searchStatement(db, { scope: 'notice', query, limit, cursor })])
  return foundPage(read, limit)
}

async function all(query: string, limit = 20): Promise<string[]> {
  const found: string[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await page(query, limit, cursor)
    found.push(...items.map((item) => item.found))
    if (!nextCursor) return found
    cursor = nextCursor
  }
}

/** What the search must agree with: every word is somewhere in one field, highest rank first. */
function naive(documents: SearchDocument[], query: string): string[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return documents
    .filter(({ fields }) => words.every((word) => bodyOf(fields).includes(word)))
    .sort((a, b) => b.rank - a.rank || (a.doc < b.doc ? 1 : -1))
    .map(({ doc }) => doc)
}

const letters = fc.string({
  unit: fc.constantFrom('派', '出', '所', '青', '石', '𠮷', 'q', 'S', ' ', '，', 'Ａ', '1'),
  maxLength: 12,
})
const documents = fc.uniqueArray(
  fc.record({
    doc: fc.stringMatching(/^[a-z]{1,4}$/),
    rank: fc.integer({ min: 0, max: 3 }),
    fields: fc.array(letters, { maxLength: 3 }),
  }),
  { selector: ({ doc }) => doc, maxLength: 12 },
)

describe('search', () => {
  test('finds what a plain substring search finds, in its order, over all pages', async () => {
    await fc.assert(
      fc.asyncProperty(documents, letters, fc.integer({ min: 1, max: 4 }), async (list, query, limit) => {
        await env.DB.batch([
          env.DB.prepare('DELETE FROM search_gram'),
          env.DB.prepare('DELETE FROM search_document'),
        ])
        await index(list)
        expect(await all(query, limit)).toEqual(naive(list, query))
      }),
      { numRuns: 60 },
    )
  }, 60_000)
  test('finds a word of two characters, one character, pinyin, and half of a full-width name', async () => {
    await index([
      { doc: 'a', rank: 1, fields: ['青石派出所', 'Qingshi Police Station', 'qingshipaichusuo', 'qspcs'] },
      { doc: 'b', rank: 2, fields: ['南桥派出所', 'ＮＡＮＱＩＡＯ'] },
    ])
    expect(await all('青石')).toEqual(['a'])
    expect(await all('桥')).toEqual(['b'])
    expect(await all('所')).toEqual(['b', 'a'])
    expect(await all('qspc')).toEqual(['a'])
    expect(await all('station POLICE')).toEqual(['a'])
    expect(await all('nanqiao')).toEqual(['b'])
    expect(await all('青石 南桥')).toEqual([])
    expect(await all('，。')).toEqual([])
  })

  test('no match runs from one field into the next', async () => {
    await index([{ doc: 'a', rank: 1, fields: ['青石', '派出'] }])
    expect(await all('石派')).toEqual([])
  })

  test('a document written again is found by its new words only', async () => {
    await index([{ doc: 'a', rank: 1, fields: ['旧名'] }])
    await index([{ doc: 'a', rank: 5, fields: ['新名'] }])
    expect(await all('旧名')).toEqual([])
    expect(await all('新名')).toEqual(['a'])
  })

  test('reads few rows where hits are many, and never more than 2,000 where they are rare', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => ({
      doc: `d${String(i).padStart(5, '0')}`,
      rank: i,
      fields: [i === 3 ? '甲乙丙' : i % 2 ? '甲乙，乙丙' : '乙丙，甲乙'],
    }))
    await index(many)

    cost.rowsRead = 0
    const { items, nextCursor } = await page('甲乙')
    expect(items).toHaveLength(20)
    expect(nextCursor).not.toBeNull()
    expect(cost.rowsRead).toBeLessThan(150)

    const found: string[] = []
    let pages = 0
    for (let cursor: string | undefined; ; ) {
      cost.rowsRead = 0
      const next = await page('甲乙丙', 20, cursor)
      expect(cost.rowsRead).toBeLessThanOrEqual(2000)
      found.push(...next.items.map((item) => item.found))
      pages += 1
      if (!next.nextCursor) break
      cursor = next.nextCursor
    }
    expect(found).toEqual(['d00003'])
    expect(pages).toBe(Math.floor(many.length / mostWalked) + 1)
  })
})
