import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/client.ts'
import { rows } from '../../../db/rows.ts'
import { DAY } from '../../calendar/day.ts'
import {
  type Narrowed,
  type NewsRow,
  newsColumns,
  newsJoins,
  publishedFrom,
  publishedWhere,
  publisherId,
} from './query.ts'

/** The newest, and those corrected lately, that one feed carries. */
const newest = 30
const correctedShown = 20
/** How far back a feed tells of a correction or a withdrawal, and how many of everybody's are looked through for it. */
const lately = 90 * DAY
const lookedThrough = 200

export interface EntryRow extends NewsRow {
  summary: string
  body: string
  bodyEn: string
  /** JSON: the attachments of the version in force, [{id, name, type, size}]. */
  files: string
}

const entryColumns = sql`${newsColumns}, v.summary AS summary, v.body AS body, v.body_en AS bodyEn,
  (SELECT json_group_array(json_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size))
    FROM notice_file f WHERE f.notice_id = n.id AND f.from_version <= n.version
      AND (f.to_version IS NULL OR f.to_version >= n.version)) AS files`

const narrows = ({ station, category }: Narrowed, as: SQL): SQL =>
  sql.join(
    [
      sql`1`,
      ...(station ? [sql`${as}.publisher_id = ${publisherId(station)}`] : []),
      ...(category ? [sql`${as}.category_code = ${category}`] : []),
    ],
    sql` AND `,
  )

/** Statement: the newest notices. */
export function newestEntries(db: Db, narrowed: Narrowed) {
  return rows<EntryRow>(
    db,
    sql`SELECT ${entryColumns} FROM ${publishedFrom(narrowed)} ${newsJoins}
      WHERE ${publishedWhere(narrowed)} ORDER BY n.seq DESC LIMIT ${newest}`,
  )
}

/** Statement: those that were corrected lately, so that a reader of an old one hears of it. */
export function correctedEntries(db: Db, narrowed: Narrowed, now: number) {
  return rows<EntryRow>(
    db,
    sql`SELECT ${entryColumns} FROM (SELECT * FROM (
        SELECT id, publisher_id, category_code FROM notice INDEXED BY notice_corrected_at
        WHERE state = 'published' AND version > 1 AND changed_at > ${now - lately}
        ORDER BY changed_at DESC LIMIT ${lookedThrough}) k
      WHERE ${narrows(narrowed, sql`k`)} LIMIT ${correctedShown}) k CROSS JOIN notice n ON n.id = k.id ${newsJoins}`,
  )
}

interface WithdrawnRow {
  id: string
  at: number
  zh: string
  en: string
}

/** Statement: those that were withdrawn lately, so that readers let go of them too. */
export function withdrawnEntries(db: Db, narrowed: Narrowed, now: number) {
  return rows<WithdrawnRow>(
    db,
    sql`SELECT k.id AS id, k.withdrawn_at AS at, coalesce(k.withdrawn_zh, '') AS zh, coalesce(k.withdrawn_en, '') AS en
      FROM (SELECT * FROM notice INDEXED BY notice_withdrawn_at
        WHERE state = 'withdrawn' AND withdrawn_at > ${now - lately} ORDER BY withdrawn_at DESC LIMIT ${lookedThrough}) k
      WHERE ${narrows(narrowed, sql`k`)} LIMIT 50`,
  )
}

export interface DateRow extends NewsRow {
  state: 'published' | 'withdrawn'
  withdrawnAt: number | null
  withdrawnPersonal: number
  withdrawnZh: string | null
  withdrawnEn: string | null
  kind: 'meeting' | 'consultation'
  startsAt: number
  endsAt: number
  place: string | null
  summary: string
}

/** Statement: the meetings and last days of consultations from a month ago on, called off or not. */
export function dateRows(db: Db, narrowed: Narrowed, now: number) {
  return rows<DateRow>(
    db,
    sql`SELECT ${newsColumns}, n.state AS state, n.withdrawn_at AS withdrawnAt, n.withdrawn_personal AS withdrawnPersonal,
        n.withdrawn_zh AS withdrawnZh, n.withdrawn_en AS withdrawnEn, d.kind AS kind, d.starts_at AS startsAt,
        d.ends_at AS endsAt, v.details ->> '$.place' AS place, v.summary AS summary
      FROM (SELECT * FROM notice_date WHERE ends_at > ${now - 31 * DAY} ORDER BY ends_at LIMIT ${lookedThrough}) d
        CROSS JOIN notice n ON n.id = d.notice_id AND n.state IN ('published', 'withdrawn') AND ${narrows(narrowed, sql`n`)}
        ${newsJoins} ORDER BY d.ends_at`,
  )
}

export interface NamesRow {
  stationZh: string | null
  stationEn: string | null
  columnZh: string | null
  columnEn: string | null
}

/** Statement: what a feed is called. */
export function feedNames(db: Db, { station, category }: Narrowed) {
  return rows<NamesRow>(
    db,
    sql`SELECT sp.name_zh AS stationZh, sp.name_en AS stationEn, c.name_zh AS columnZh, c.name_en AS columnEn
      FROM (SELECT 1) LEFT JOIN service_point sp ON sp.slug = ${station ?? ''}
        LEFT JOIN notice_category c ON c.code = ${category ?? ''}`,
  )
}
