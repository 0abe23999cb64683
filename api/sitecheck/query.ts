import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Certainty } from '../calendar/deadlineRule.ts'
import type { Ctx } from '../context.ts'

/** The most rows of each kind that one check reads. */
const columnsMost = 200
const most = 50
/** The newest notices whose date of publication is held against its audit leaf. */
const sample = 20

/** JSON list of the service points that are looked at; null: the whole bureau. */
export type Scope = string | null

export interface ColumnRow {
  publisherId: string | null
  slug: string | null
  pointZh: string | null
  pointEn: string | null
  code: string
  nameZh: string
  nameEn: string
  basisZh: string
  basisEn: string
  certainty: Certainty
  staleAfter: number
  published: number
  lastAt: number
}

const category = sql.raw(
  `c.code AS code, c.name_zh AS nameZh, c.name_en AS nameEn, c.basis_zh AS basisZh, c.basis_en AS basisEn,
   c.certainty AS certainty, c.stale_after AS staleAfter, coalesce(t.published, 0) AS published, coalesce(t.last_at, 0) AS lastAt`,
)

/** Statement: the columns of the whole site. */
export const siteColumns = ({ db }: Ctx) =>
  rows<ColumnRow>(
    db,
    sql`SELECT NULL AS publisherId, NULL AS slug, NULL AS pointZh, NULL AS pointEn, ${category}
        FROM notice_category c LEFT JOIN notice_total t ON t.category_code = c.code ORDER BY c.sort LIMIT 100`,
  )

/**
 * Statement: the columns of publishers, what is due first in front. Of one's own service points every column; of the
 * whole bureau those in which there was ever something.
 */
export function publisherColumns({ db }: Ctx, scope: Scope) {
  const point = sql`p.id AS publisherId, p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn`
  return rows<ColumnRow>(
    db,
    scope === null
      ? sql`SELECT t.publisher_id AS publisherId, p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn, ${category}
            FROM notice_column t JOIN notice_category c ON c.code = t.category_code
            LEFT JOIN service_point p ON p.id = t.publisher_id
            ORDER BY t.last_at + c.stale_after * 86400000, c.sort LIMIT ${columnsMost}`
      : sql`SELECT ${point}, ${category} FROM json_each(${scope}) j JOIN service_point p ON p.id = j.value
            CROSS JOIN notice_category c
            LEFT JOIN notice_column t ON t.publisher_id = p.id AND t.category_code = c.code
            ORDER BY p.id, coalesce(t.published, 0) = 0, t.last_at + c.stale_after * 86400000, c.sort LIMIT ${columnsMost}`,
  )
}

export interface OverdueRow {
  id: string
  title: string
  dueOn: string
}

/** Statement: notices not published by their 20th working day, the latest first. */
export function overdueNotices({ db }: Ctx, scope: Scope, today: string) {
  const which = sql`n.published_at IS NULL AND n.due_on < ${today}`
  return rows<OverdueRow>(
    db,
    scope === null
      ? sql`SELECT n.id AS id, coalesce(d.title, '') AS title, n.due_on AS dueOn
            FROM notice n LEFT JOIN notice_draft d ON d.notice_id = n.id
            WHERE ${which} AND d.notice_id IS NOT NULL ORDER BY n.due_on, n.id LIMIT ${most}`
      : sql`SELECT n.id AS id, coalesce(d.title, '') AS title, n.due_on AS dueOn
            FROM json_each(${scope}) j JOIN notice n ON n.publisher_id = j.value
            JOIN notice_draft d ON d.notice_id = n.id WHERE ${which} ORDER BY n.due_on, n.id LIMIT ${most}`,
  )
}

export interface ReportsRow {
  open: number
  late: number
  /** Unanswered for more than three months. */
  old: number
  personal: number
}

/** Statement: the errors reported that wait, two hundred at most; how many of them are late. */
export function openReports({ db }: Ctx, scope: Scope, now: number, threeMonthsAgo: number) {
  const waiting =
    scope === null
      ? sql`SELECT kind, due_at, received_at FROM feedback WHERE state = 'open'
            ORDER BY calm, due_at, id LIMIT ${columnsMost}`
      : sql`SELECT f.kind, f.due_at, f.received_at FROM json_each(${scope}) j
            CROSS JOIN feedback f ON f.id IN (
              SELECT id FROM feedback WHERE publisher_id = j.value AND state = 'open'
              ORDER BY calm, due_at, id LIMIT ${columnsMost})
            ORDER BY f.calm, f.due_at, f.id LIMIT ${columnsMost}`
  return rows<ReportsRow>(
    db,
    sql`SELECT count(*) AS open, coalesce(sum(due_at < ${now}), 0) AS late,
          coalesce(sum(received_at < ${threeMonthsAgo}), 0) AS old, coalesce(sum(kind = 'personal'), 0) AS personal
        FROM (${waiting})`,
  )
}

export interface DateRow {
  id: string
  title: string
  publishedAt: number
  /** When the leaf of its publication was written; null: there is none. */
  leafAt: number | null
}

/** Statement: the newest notices, each with when the audit says that it was published. */
export function publishedDates({ db }: Ctx, scope: Scope) {
  const newest =
    scope === null
      ? sql`SELECT id FROM notice WHERE state = 'published' ORDER BY seq DESC LIMIT ${sample}`
      : sql`SELECT n.id FROM json_each(${scope}) j JOIN notice n ON n.id IN (
              SELECT id FROM notice WHERE publisher_id = j.value AND state = 'published' ORDER BY seq DESC LIMIT ${sample})
            ORDER BY n.seq DESC LIMIT ${sample}`
  return rows<DateRow>(
    db,
    sql`SELECT n.id AS id, v.title AS title, n.published_at AS publishedAt,
          (SELECT min(CAST(l.body ->> 'at' AS INTEGER)) FROM audit_leaf l
            WHERE l.subject = n.id AND l.action = 'notice.publish') AS leafAt
        FROM (${newest}) s CROSS JOIN notice n ON n.id = s.id
        JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version ORDER BY n.seq DESC`,
  )
}

export interface GuideRow {
  code: string
  nameZh: string
  nameEn: string
  /** JSON array of what it lacks. */
  lacks: string
}

/** Statement: the guides that lack one of the elements every guide must have; the catalogue is a hundred rows. */
export function incompleteGuides({ db }: Ctx) {
  const elements = [
    ['name', '$.name.zh'],
    ['basis', '$.basis'],
    ['department', '$.department.zh'],
    ['conditions', '$.conditions.zh'],
    ['materials', '$.materials'],
    ['flow', '$.flow'],
    ['limit', '$.timeLimit'],
    ['fee', '$.fee.items'],
  ]
  return rows<GuideRow>(
    db,
    sql`SELECT * FROM (
          SELECT m.code AS code, m.name_zh AS nameZh, m.name_en AS nameEn,
            (SELECT json_group_array(e.value ->> 0) FROM json_each(${JSON.stringify(elements)}) e
              WHERE coalesce(m.content ->> (e.value ->> 1), '') IN ('', '[]')) AS lacks
          FROM matter m ORDER BY m.code LIMIT 500) WHERE lacks <> '[]' ORDER BY code LIMIT ${most}`,
  )
}

export interface HealthRow {
  late: number
  dead: number
  sealed: string | null
  guides: number
}

/** Statement: messages that wait too long or were given up, the last sealed day of the audit. */
export const healthRow = ({ db }: Ctx, now: number) =>
  rows<HealthRow>(
    db,
    sql`SELECT
          (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before < ${now - 600_000} LIMIT 10)) AS late,
          (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'dead' AND settled_at > ${now - 86_400_000} LIMIT 10)) AS dead,
          (SELECT max(day) FROM audit_root) AS sealed,
          (SELECT count(*) FROM (SELECT 1 FROM matter LIMIT 500)) AS guides`,
  )
