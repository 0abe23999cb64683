import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/client.ts'
import { rows } from '../../../db/rows.ts'
import type { NoticeTakes } from '../../../db/schema/notice.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { columnIsShown } from '../../sitecheck/columns.ts'
import { meetingsFrom, nextMeetings } from './latest.ts'
import { publisherId, publisherRow } from './query.ts'
import type { ColumnList } from './schema.ts'

const meetingsShown = 5

interface ColumnRow {
  code: string
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  takes: NoticeTakes
  published: number
  lastAt: number
  id: string | null
  title: string | null
  titleEn: string | null
  publishedAt: number | null
}

/** Statement: the columns that have something and are not stale, of the bureau and everyone in it or of one publisher, each with its newest. */
function columnRows(db: Db, station: string | undefined, now: number) {
  const counted = station
    ? sql`(SELECT category_code, published, last_at FROM notice_column WHERE publisher_id = ${publisherId(station)})`
    : sql`notice_total`
  const newest = station
    ? sql`SELECT id FROM notice INDEXED BY notice_both_seq WHERE state = 'published'
        AND publisher_id = ${publisherId(station)} AND category_code = t.category_code ORDER BY seq DESC LIMIT 1`
    : sql`SELECT id FROM notice INDEXED BY notice_category_seq WHERE state = 'published'
        AND category_code = t.category_code ORDER BY seq DESC LIMIT 1`
  return rows<ColumnRow>(
    db,
    sql`SELECT c.code AS code, c.name_zh AS nameZh, c.name_en AS nameEn, c.about_zh AS aboutZh, c.about_en AS aboutEn,
        c.takes AS takes, t.published AS published, t.last_at AS lastAt, n.id AS id,
        v.title AS title, v.title_en AS titleEn, n.published_at AS publishedAt
      FROM ${counted} t CROSS JOIN notice_category c ON c.code = t.category_code
        LEFT JOIN notice n ON n.id = (${newest})
        LEFT JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version
      WHERE ${columnIsShown(now)} ORDER BY c.sort LIMIT 100`,
  )
}

/**
 * The columns of what is published, how much each has and its newest; an empty or a stale one is not
 * named (its own address still shows it). Beside them the next
 * meetings. One round trip. Throws not-found for an unknown station.
 */
export async function listColumns({
  ctx,
  input: { station },
}: {
  ctx: Ctx
  input: { station?: string | undefined }
}): Promise<ColumnList> {
  const { db, settings, clock } = ctx
  const now = clock.now()
  const [points, columns, meetings] = await db.batch([
    publisherRow(db, station),
    columnRows(db, station, now),
    nextMeetings(db, now, meetingsShown),
  ])
  if (points.length === 0) throw new Problem('not-found')
  return {
    items: columns.map((row) => ({
      code: row.code,
      name: { zh: row.nameZh, en: row.nameEn },
      about: { zh: row.aboutZh, en: row.aboutEn },
      takes: row.takes,
      published: row.published,
      lastAt: toIso(row.lastAt),
      newest:
        row.id === null
          ? null
          : {
              id: row.id,
              title: { zh: row.title ?? '', en: row.titleEn ?? '' },
              publishedAt: toIso(row.publishedAt ?? 0),
            },
    })),
    meetings: meetingsFrom(meetings, settings.bureauName),
  }
}
