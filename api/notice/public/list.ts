import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { addDays, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { type Found, foundPage, searchSql } from '../../search/find.ts'
import { wordsOf } from '../../search/grams.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { choicesOf, columnTotals, publisherNames } from './choices.ts'
import { excerptOf, marksIn } from './excerpt.ts'
import {
  type NewsRow,
  newsColumns,
  newsJoins,
  newsOf,
  publishedFrom,
  publishedWhere,
  publisherRow,
} from './query.ts'
import type { NoticeItem, NoticeList, NoticeQuery } from './schema.ts'

/** Postings walked in one page: each hit of the words reads its notice too, and 2,000 rows are the most. */
const postingsWalked = 340
/** Characters of a list's excerpt where nobody asked for words. */
const shortForm = 100

/** How a text is written out: loaded when it is first asked for, so that no other answer waits for it. */
type Writing = typeof import('../markdown.ts')

interface ItemRow extends NewsRow, Partial<Found> {
  seq: number
  summary: string
  body: string
  bodyEn: string
}

/**
 * Published notices, the newest first; with words, those that hold all of them. A page of a search may be short or even
 * empty and still have a next one. One round trip. Throws not-found for an unknown station.
 */
export async function listNotices({ ctx, input }: { ctx: Ctx; input: NoticeQuery }): Promise<NoticeList> {
  const { db, settings } = ctx
  const q = wordsOf(input.q ?? '').length ? input.q : undefined
  const [[points, read, totals, publishers], writing] = await Promise.all([
    db.batch([
      publisherRow(db, input.station),
      rows<ItemRow>(db, q === undefined ? walked(input) : searched(input, q)),
      columnTotals(db, input.choices === '1', ctx.clock.now()),
      publisherNames(db, input.choices === '1'),
    ]),
    import('../markdown.ts'),
  ])
  if (points.length === 0) throw new Problem('not-found')
  const { items, nextCursor } =
    q === undefined ? walkedItems(read, input.limit) : foundItems(read, input.limit)
  return {
    items: items.map((row) => itemOf(row, q ?? '', ctx, writing)),
    nextCursor,
    ...(input.choices && { choices: choicesOf(totals, publishers, settings.bureauName) }),
  }
}

/** The order of publication is the order of time: a span of days is a span of it. */
function span({ from, to }: NoticeQuery, place: SQL): SQL {
  const first = sql`(SELECT seq FROM notice WHERE state = 'published' AND published_at >= ${from ? startOfDay(from) : 0}
    ORDER BY published_at, seq LIMIT 1)`
  const last = sql`(SELECT seq FROM notice WHERE state = 'published' AND published_at < ${to ? startOfDay(addDays(to, 1)) : 0}
    ORDER BY published_at DESC, seq DESC LIMIT 1)`
  return sql.join(
    [sql``, ...(from ? [sql`${place} >= ${first}`] : []), ...(to ? [sql`${place} <= ${last}`] : [])],
    sql` AND `,
  )
}

function walked(input: NoticeQuery): SQL {
  const after = readCursor(input.cursor, 1)
  const beyond = after ? sql`AND n.seq < ${Number(after[0])}` : sql``
  return sql`SELECT n.seq AS seq, ${newsColumns}, v.summary AS summary,
      CASE v.summary WHEN '' THEN substr(v.body, 1, 600) ELSE '' END AS body, '' AS bodyEn
    FROM ${publishedFrom(input)} ${newsJoins}
    WHERE ${publishedWhere(input)} ${beyond} ${span(input, sql`n.seq`)}
    ORDER BY n.seq DESC LIMIT ${input.limit + 1}`
}

function searched(input: NoticeQuery, query: string): SQL {
  const { limit, cursor } = input
  const search = searchSql({
    scope: 'notice',
    query,
    limit,
    cursor,
    where: sql`EXISTS (SELECT 1 FROM notice n WHERE n.id = p.doc AND ${publishedWhere(input)})`,
    within: span(input, sql`g.rank`),
    walk: postingsWalked,
  })
  return sql`SELECT f.found, f.rank, f.place, f.hit, f.rank AS seq, ${newsColumns}, v.summary AS summary, v.body AS body,
      v.body_en AS bodyEn
    FROM (${search}) f LEFT JOIN notice n ON n.id = f.found AND f.hit
      LEFT JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version
      LEFT JOIN notice_category c ON c.code = n.category_code LEFT JOIN service_point sp ON sp.id = n.publisher_id
    ORDER BY f.place`
}

function walkedItems(read: readonly ItemRow[], limit: number) {
  const items = read.slice(0, limit)
  const last = read.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? cursorOf([last.seq]) : null }
}

function foundItems(read: readonly ItemRow[], limit: number) {
  const found = read.map(({ found = '', rank = 0, place = 0, hit = 0, ...row }) => ({
    ...row,
    found,
    rank,
    place,
    hit,
  }))
  return foundPage(found, limit, postingsWalked)
}

function itemOf(row: ItemRow, query: string, { locale, settings }: Ctx, writing: Writing): NoticeItem {
  const item = newsOf(row, settings.bureauName)
  return {
    ...item,
    titleMarks: { zh: marksIn(item.title.zh, query), en: marksIn(item.title.en, query) },
    excerpt: query
      ? excerptOf(sourcesOf(row, locale, writing), query)
      : { lang: 'zh', text: row.summary || writing.opening(row.body, shortForm), marks: [] },
  }
}

/** Where an excerpt is looked for: the reader's language first. */
function sourcesOf(row: ItemRow, locale: Ctx['locale'], { toPlain }: Writing) {
  const zh = { lang: 'zh' as const, lines: [row.summary, ...toPlain(row.body).split('\n')] }
  const en = { lang: 'en' as const, lines: toPlain(row.bodyEn).split('\n') }
  return locale === 'en' ? [en, zh] : [zh, en]
}
