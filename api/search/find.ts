import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { gramsOfWord, wordsOf } from './grams.ts'
import type { SearchScope } from './indexStatements.ts'

/** Postings walked in one call: D1 counts four rows for each (posting, its number twice, document), 2,000 in all. */
export const mostWalked = 480

/** One row of a bounded walk: `place` is its number in it, `hit` 0 only on the row at which the walk stopped. */
export interface Walked {
  place: number
  hit: 0 | 1
}

/** One found row. */
export interface Found extends Walked {
  found: string
  rank: number
}

export interface Search {
  scope: SearchScope
  query: string
  /** 1 to 100. */
  limit: number
  cursor?: string | undefined
  /** What else to read of each hit, as `, sp.slug AS slug`; the document's name is `p.doc`. */
  columns?: SQL
  /** Joins for the columns, as `LEFT JOIN service_point sp ON sp.id = p.doc`. */
  joins?: SQL
  /** What a hit must meet besides; one of `joins` may be empty, so NULL means no. */
  where?: SQL
  /** Further bounds of the walk, as `AND g.rank < 9`: what lies outside them is not read at all. */
  within?: SQL
  /** Postings walked, where `where` reads rows of its own: D1 counts those too. */
  walk?: number
}

/**
 * One statement that finds the documents holding every word of the query: walks the postings of its rarest
 * gram, highest rank first, and verifies the text. It reads at most 2,000 rows; a walk that stopped there goes
 * on from the cursor, so a page may be short or even empty and still have a next one. Give its rows to
 * `foundPage`.
 */
export function searchStatement<T extends object = object>(db: Db, search: Search) {
  return rows<T & Found>(db, searchSql(search))
}

/** The same as a query to put into a statement that reads more of each hit. */
export function searchSql(search: Search): SQL {
  const { scope, query, limit, cursor, columns = sql``, joins = sql``, where = sql`1` } = search
  const { within = sql``, walk = mostWalked } = search
  const words = wordsOf(query)
  const grams = JSON.stringify([...new Set(words.flatMap(gramsOfWord))])
  const after = readCursor(cursor, 2)
  const beyond = after ? sql`AND (g.rank, g.doc) < (${Number(after[0])}, ${String(after[1])})` : sql``
  const holds = sql.join([sql`1`, ...words.map((word) => sql`instr(d.body, ${word}) > 0`)], sql` AND `)
  return sql`
    WITH rarest AS (
      SELECT asked.value AS gram FROM json_each(${grams}) asked
      LEFT JOIN search_gram_count c ON c.scope = ${scope} AND c.gram = asked.value
      ORDER BY coalesce(c.n, 0) LIMIT 1
    ), walk AS (
      SELECT g.rank, g.doc FROM search_gram g
      WHERE g.scope = ${scope} AND g.gram = (SELECT gram FROM rarest) ${beyond} ${within}
      ORDER BY g.rank DESC, g.doc DESC LIMIT ${walk}
    ), placed AS (
      SELECT rank, doc, row_number() OVER () AS place FROM walk
    )
    SELECT p.doc AS found, p.rank AS rank, p.place AS place,
      coalesce((${holds}) AND (${where}), 0) AS hit ${columns}
    FROM placed p
    CROSS JOIN search_document d ON d.scope = ${scope} AND d.doc = p.doc
    ${joins}
    WHERE hit OR p.place = ${walk}
    LIMIT ${limit + 1}`
}

/** Cuts what `searchStatement` read into one page of `limit` hits and the cursor of the next, or null. */
export function foundPage<T extends Found>(read: readonly T[], limit: number, walk = mostWalked) {
  return walkedPage(read, limit, ({ rank, found }) => [rank, found], walk)
}

/** Cuts what a walk of at most `walk` rows read, the same way; `key` is where the next page goes on. */
export function walkedPage<T extends Walked>(
  read: readonly T[],
  limit: number,
  key: (row: T) => (string | number)[],
  walk = mostWalked,
) {
  const hits = read.filter(({ hit }) => hit)
  const items = hits.slice(0, limit)
  const more = hits.length > limit
  const last = more ? items.at(-1) : read.find(({ place }) => place === walk)
  return { items, nextCursor: last ? cursorOf(key(last)) : null }
}
