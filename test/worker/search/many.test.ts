import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { foundPage, searchStatement } from '../../../api/search/find.ts'
import { bodyOf, wordsOf } from '../../../api/search/grams.ts'
import { indexStatements, type SearchDocument } from '../../../api/search/indexStatements.ts'
import { countCost, openDb } from '../../../db/client.ts'
import { shown } from '../../support/prove.ts'
import { manyNotices, queriesFrom } from '../../support/search/notices.ts'

// Search over many notices against a plain substring search, every query over all its pages. The suite asks little of
// a thousand; `npm run bench -- search` names how many notices and queries (KAIMEN_RUNS), and prints the figures.

const [most = 1000, queries = 60] = ((env as { RUNS?: string }).RUNS ?? '')
  .split(',')
  .filter(Boolean)
  .map(Number)

/** A page may read this many rows (design: budgets). */
const mostRead = 2000
/** Hits asked for in one page while everything is walked; residents' pages show twenty. */
const walkPage = 100

const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
const db = openDb(countCost(env.DB, cost))

/** Row by row the triggers and the index cost many times what one pass at the end does, so they are away meanwhile. */
async function fill(documents: readonly SearchDocument[]) {
  const { results } = await env.DB.prepare(
    `SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'search_gram' AND type IN ('trigger', 'index') AND sql IS NOT NULL`,
  ).all<{ type: string; name: string; sql: string }>()
  await env.DB.batch(results.map(({ type, name }) => env.DB.prepare(`DROP ${type} ${name}`)))
  for (let at = 0; at < documents.length; at += 500) {
    // Nothing stands there yet, so the statement that clears what was is left out.
    const writes = indexStatements(db, 'notice', documents.slice(at, at + 500)).filter((_, i) => i % 3 !== 0)
    const [first, ...rest] = writes
    if (first) await db.batch([first, ...rest])
  }
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

const sizes = [...new Set([1000, most])]
test.each(sizes)(
  '%i notices: every hit over all pages, and no page reads too much',
  { timeout: 3_600_000 },
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
