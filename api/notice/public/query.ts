import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/client.ts'
import { rows } from '../../../db/rows.ts'
import { toIso } from '../../calendar/day.ts'
import type { Text } from '../../shared/text.ts'
import type { NewsItem } from './schema.ts'

/** Who publishes, inside any statement: `bureau` is kept as `*`. Null where there is no such service point. */
export const publisherId = (station: string): SQL =>
  station === 'bureau' ? sql`'*'` : sql`(SELECT id FROM service_point WHERE slug = ${station})`

/** Statement: one row where there is such a publisher, or none was named. */
export function publisherRow(db: Db, station: string | undefined) {
  return rows<{ id: string; slug: string; nameZh: string; nameEn: string }>(
    db,
    station && station !== 'bureau'
      ? sql`SELECT id, slug, name_zh AS nameZh, name_en AS nameEn FROM service_point WHERE slug = ${station}`
      : sql`SELECT '*' AS id, '' AS slug, '' AS nameZh, '' AS nameEn`,
  )
}

/** What stands in front of every published notice in a list. */
export interface NewsRow {
  id: string
  number: string
  version: number
  publishedAt: number
  changedAt: number | null
  categoryCode: string
  categoryZh: string
  categoryEn: string
  /** Null: the bureau. */
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  title: string
  titleEn: string
}

/** Columns of a `NewsRow`, of `n`, `c`, `sp` and `v` as `newsJoins` names them. */
export const newsColumns = sql`n.id AS id, n.number AS number, n.version AS version, n.published_at AS publishedAt,
  n.changed_at AS changedAt, n.category_code AS categoryCode, c.name_zh AS categoryZh, c.name_en AS categoryEn,
  sp.slug AS slug, sp.name_zh AS nameZh, sp.name_en AS nameEn, v.title AS title, v.title_en AS titleEn`

/** Joins of a published notice `n` with the version in force, its column and its publisher. */
export const newsJoins = sql`CROSS JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version
  CROSS JOIN notice_category c ON c.code = n.category_code LEFT JOIN service_point sp ON sp.id = n.publisher_id`

/** The publisher as people read it; the bureau has no page of its own, and its name is a setting. */
export const publisherOf = (
  row: Pick<NewsRow, 'slug' | 'nameZh' | 'nameEn'>,
  bureau: Text,
): NewsItem['publisher'] =>
  row.slug === null
    ? { slug: null, name: bureau }
    : { slug: row.slug, name: { zh: row.nameZh ?? '', en: row.nameEn ?? '' } }

/** A row as every answer shows it. */
export function newsOf(row: NewsRow, bureau: Text): NewsItem {
  return {
    id: row.id,
    number: row.number,
    title: { zh: row.title, en: row.titleEn },
    category: { code: row.categoryCode, name: { zh: row.categoryZh, en: row.categoryEn } },
    publisher: publisherOf(row, bureau),
    publishedAt: toIso(row.publishedAt),
    changedAt: row.version > 1 && row.changedAt !== null ? toIso(row.changedAt) : null,
    version: row.version,
  }
}

export interface Narrowed {
  station?: string | undefined
  category?: string | undefined
}

/** The published notices of a publisher, of a column, of both or of all, by the index that holds just them. */
export function publishedFrom({ station, category }: Narrowed): SQL {
  const index = station
    ? category
      ? 'notice_both_seq'
      : 'notice_publisher_seq'
    : category
      ? 'notice_category_seq'
      : 'notice_public'
  return sql`notice n INDEXED BY ${sql.raw(index)}`
}

/** What such a notice meets: said with the state, without which those indexes are not used. */
export function publishedWhere({ station, category }: Narrowed): SQL {
  return sql.join(
    [
      sql`n.state = 'published'`,
      ...(station ? [sql`n.publisher_id = ${publisherId(station)}`] : []),
      ...(category ? [sql`n.category_code = ${category}`] : []),
    ],
    sql` AND `,
  )
}

/** Statement: the newest notices, of one publisher where it is named by its slug. */
export function newestRows(db: Db, narrowed: Narrowed, limit: number) {
  return rows<NewsRow>(
    db,
    sql`SELECT ${newsColumns} FROM ${publishedFrom(narrowed)} ${newsJoins}
      WHERE ${publishedWhere(narrowed)} ORDER BY n.seq DESC LIMIT ${limit}`,
  )
}

export interface ComingRow {
  id: string
  startsAt: number
  endsAt: number
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  title: string
  titleEn: string
  place: string | null
}

/** Statement: the meetings that are not over at `now`, the next first. */
export function meetingRows(db: Db, now: number, limit: number) {
  return rows<ComingRow>(
    db,
    sql`SELECT n.id AS id, d.starts_at AS startsAt, d.ends_at AS endsAt, sp.slug AS slug, sp.name_zh AS nameZh,
        sp.name_en AS nameEn, v.title AS title, v.title_en AS titleEn, v.details ->> '$.place' AS place
      FROM notice_date d CROSS JOIN notice n ON n.id = d.notice_id AND n.state = 'published'
        CROSS JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version
        LEFT JOIN service_point sp ON sp.id = n.publisher_id
      WHERE d.kind = 'meeting' AND d.ends_at >= ${now} ORDER BY d.ends_at LIMIT ${limit}`,
  )
}
