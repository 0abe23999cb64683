import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { type Found, foundPage, searchStatement } from '../search/find.ts'
import { wordsOf } from '../search/grams.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { askedGrams } from './askedGrams.ts'
import { askedWords } from './askedWords.ts'
import { itemOf } from './item.ts'
import type { OverlayRow } from './overlay.ts'
import { type MatterRow, matterColumns } from './query.ts'
import type { MatterList, MatterQuery } from './schema.ts'

type Row = MatterRow & OverlayRow
type Db = Ctx['db']

const suggested = 4

/** The conditions besides words, and the overlay's columns (null without a station). */
function narrowed({ audience, group, station }: MatterQuery) {
  const where = sql.join(
    [
      sql`m.code IS NOT NULL`,
      ...(group ? [sql`m.group_code = ${group}`] : []),
      ...(audience ? [sql`instr(json_extract(m.content, '$.audience'), ${`"${audience}"`}) > 0`] : []),
      ...(station ? [sql`o.matter_code IS NOT NULL`] : []),
    ],
    sql` AND `,
  )
  const overlay = station
    ? sql`o.promise, o.fee, o.note_zh, o.note_en`
    : sql`NULL AS promise, NULL AS fee, '' AS note_zh, '' AS note_en`
  const offer = station
    ? sql`LEFT JOIN matter_offer o ON o.matter_code = m.code
        AND o.service_point_id = (SELECT id FROM service_point WHERE slug = ${station})`
    : sql``
  return { where, overlay, offer }
}

function byCode(db: Db, query: MatterQuery) {
  const { where, overlay, offer } = narrowed(query)
  const after = readCursor(query.cursor, 1)
  return rows<Row>(
    db,
    sql`SELECT ${matterColumns}, ${overlay} FROM matter m ${offer}
      WHERE m.code > ${String(after?.[0] ?? '')} AND ${where} ORDER BY m.code LIMIT ${query.limit + 1}`,
  )
}

function byWords(db: Db, query: MatterQuery, q: string) {
  const { where, overlay, offer } = narrowed(query)
  return searchStatement<Row>(db, {
    scope: 'matter',
    query: askedWords(q),
    limit: query.limit,
    cursor: query.cursor,
    columns: sql`, ${matterColumns}, ${overlay}`,
    joins: sql`LEFT JOIN matter m ON m.code = p.doc ${offer}`,
    where,
  })
}

/** The matters sharing most with a question asked in whole sentences; rare pairs of characters weigh more, and a much used matter a little. */
function nearest(db: Db, q: string) {
  const grams = JSON.stringify(askedGrams(q))
  return rows<MatterRow>(
    db,
    sql`WITH near AS (
      SELECT g.doc, sum(1.0 / (c.n + 3)) * (1 + max(g.rank) / 4000.0) AS weight FROM json_each(${grams}) asked
      CROSS JOIN search_gram_count c ON c.scope = 'matter' AND c.gram = asked.value AND c.n BETWEEN 1 AND 40
      CROSS JOIN search_gram g ON g.scope = 'matter' AND g.gram = asked.value
      GROUP BY g.doc ORDER BY weight DESC LIMIT ${suggested}
    ) SELECT ${matterColumns} FROM near CROSS JOIN matter m ON m.code = near.doc ORDER BY near.weight DESC`,
  )
}

/**
 * The catalogue by code, or what holds all words of `q`, the most used first. Without a hit it suggests what
 * is nearest. 404 for an unknown station.
 */
export async function listMatters({ ctx, input }: { ctx: Ctx; input: MatterQuery }): Promise<MatterList> {
  const { db, clock } = ctx
  const day = dayOf(clock.now())
  const q = input.q?.trim()
  const known = rows<{ known: number }>(
    db,
    sql`SELECT ${input.station ? sql`EXISTS (SELECT 1 FROM service_point WHERE slug = ${input.station})` : sql`1`} AS known`,
  )
  const show = (row: Row) => itemOf(row, input.station ? { row, day } : undefined)
  if (!q || wordsOf(q).length === 0) {
    const [stations, read] = await db.batch([known, byCode(db, input)])
    if (!stations[0]?.known) throw new Problem('not-found')
    const page = read.slice(0, input.limit)
    const last = read.length > input.limit ? page.at(-1) : undefined
    return { items: page.map(show), nextCursor: last ? cursorOf([last.code]) : null, suggestions: [] }
  }
  const [stations, read, near] = await db.batch([known, byWords(db, input, q), nearest(db, q)])
  if (!stations[0]?.known) throw new Problem('not-found')
  const { items, nextCursor } = foundPage<Row & Found>(read, input.limit)
  const suggestions = items.length === 0 && !nextCursor ? near.map((row) => itemOf(row)) : []
  return { items: items.map(show), nextCursor, suggestions }
}
