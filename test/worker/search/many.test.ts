import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { foundPage, mostWalked, searchStatement } from '../../../api/search/find.ts'
import { bodyOf, gramsOf, wordsOf } from '../../../api/search/grams.ts'
import type { SearchDocument } from '../../../api/search/indexStatements.ts'
import { countCost, openDb } from '../../../db/client.ts'
import { shown } from '../../support/prove.ts'
import { manyNotices, queriesFrom } from '../../support/search/notices.ts'

// Search over many notices against a plain substring search, every query over all its pages. The suite asks little of
// five hundred; `npm run bench -- search` names how many notices and queries (KAIMEN_RUNS), and prints the figures.

const [most = 500, queries = 60] = ((env as { RUNS?: string }).RUNS ?? '')
  .split(',')
  .filter(Boolean)
  .map(Number)

/** A page may read this many rows (design: budgets). */
const mostRead = 2000
/**
 * Hits asked for in one page while everything is walked; residents' pages show twenty. At full counts as many as one walk
 * may find: it reads no more for it, and a query has tens of thousands of hits.
 */
const walkPage = most > 1000 ? mostWalked : 100

const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
const db = openDb(countCost(env.DB, cost))

const partBytes = 900_000

/** The same rows as `indexStatements` writes, a gram after the other: in the order of the key, millions cost minutes. */
async function fill(documents: readonly SearchDocument[]) {
  const { results } = await env.DB.prepare(
    `SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'search_gram' AND type IN ('trigger', 'index') AND sql IS NOT NULL`,
  ).all<{ type: string; name: string; sql: string }>()
  await env.DB.batch(results.map(({ type, name }) => env.DB.prepare(`DROP ${type} ${name}`)))
  await env.DB.prepare(`DELETE FROM search_gram`).run()
  const standing = new Map<string, number[]>()
  for (let at = 0; at < documents.length; at += 200) {
    const bodies = documents.slice(at, at + 200).map(({ doc, rank, fields }) => {
      const body = bodyOf(fields)
      for (const gram of gramsOf(body)) {
        const ranks = standing.get(gram)
        if (ranks) ranks.push(rank)
        else standing.set(gram, [rank])
      }
      return { doc, rank, body }
    })
    await env.DB.prepare(
      `INSERT OR REPLACE INTO search_document (scope, doc, rank, body)
        SELECT 'notice', value ->> 'doc', value ->> 'rank', value ->> 'body' FROM json_each(?)`,
    )
      .bind(JSON.stringify(bodies))
      .run()
  }
  let part = ''
  const put = async (more: string) => {
    if (part && (more === '' || part.length + more.length > partBytes)) {
      // manyNotices names and ranks its notices alike.
      await env.DB.prepare(
        `WITH posted AS MATERIALIZED (SELECT value ->> 0 AS gram, value -> 1 AS ranks FROM json_each(?))
          INSERT INTO search_gram (scope, gram, rank, doc)
          SELECT 'notice', p.gram, r.value, printf('nt_%06d', r.value - 1)
          FROM posted p CROSS JOIN json_each(p.ranks) r`,
      )
        .bind(`[${part}]`)
        .run()
      part = ''
    }
    part += part && more ? `,${more}` : more
  }
  for (const [gram, ranks] of [...standing].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (let at = 0; at < ranks.length; at += 50_000)
      await put(JSON.stringify([gram, ranks.slice(at, at + 50_000)]))
  await put('')
  await env.DB.prepare('DELETE FROM search_gram_count').run()
  await env.DB.prepare(
    'INSERT INTO search_gram_count (scope, gram, n) SELECT scope, gram, count(*) FROM search_gram GROUP BY scope, gram',
  ).run()
  for (const { sql } of results.filter(({ type }) => type === 'index')) await env.DB.prepare(sql).run()
}

/** Every hit of a query over all its pages, what each page read, and how long the first one took, ms. */
async function walk(query: string) {
  const found: string[] = []
  let [pages, rowsMost, first] = [0, 0, 0]
  for (let cursor: string | undefined; ; ) {
    const limit = pages === 0 ? 20 : walkPage
    cost.rowsRead = 0
    const began = Date.now()
    const [read] = await db.batch([searchStatement(db, { scope: 'notice', query, limit, cursor })])
    if (pages === 0) first = Date.now() - began
    const { items, nextCursor } = foundPage(read, limit)
    pages += 1
    rowsMost = Math.max(rowsMost, cost.rowsRead)
    found.push(...items.map((item) => item.found))
    if (!nextCursor) return { found, pages, rowsMost, first }
    cursor = nextCursor
  }
}

const sizes = most > 1000 ? [1000, most] : [most]
test.each(sizes)(
  '%i notices: every hit over all pages, and no page reads too much',
  { timeout: 7_200_000 },
  async (count) => {
    const documents = manyNotices(count)
    await fill(documents)
    const newest = documents.map(({ doc, fields }) => ({ doc, body: bodyOf(fields) })).reverse()
    const wrong: string[] = []
    const times: number[] = []
    let [pages, rowsMost] = [0, 0]
    for (const query of queriesFrom(newest, queries)) {
      const words = wordsOf(query)
      const there = newest.filter(({ body }) => words.every((word) => body.includes(word)))
      const told = await walk(query)
      if (told.found.join() !== there.map(({ doc }) => doc).join()) wrong.push(query)
      pages += told.pages
      rowsMost = Math.max(rowsMost, told.rowsMost)
      times.push(told.first)
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0
    shown('search', {
      notices: count,
      queries,
      wrong: wrong.length,
      pages,
      rowsMost,
      p50: at(0.5),
      p95: at(0.95),
    })
    expect(wrong).toEqual([])
    expect(rowsMost).toBeLessThanOrEqual(mostRead)
    expect(rowsMost).toBeGreaterThan(20)
  },
)
