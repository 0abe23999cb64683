import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../db/client.ts'
import { rows } from '../../../db/rows.ts'
import type { NoticeTakes } from '../../../db/schema/notice.ts'
import { type ContentRow, contentColumns } from '../content.ts'
import { type NewsRow, newsJoins } from './query.ts'

/** `title` is that of the version in force. */
export interface ShownRow extends NewsRow {
  state: 'published' | 'withdrawn'
  takes: NoticeTakes
  withdrawnAt: number | null
  withdrawnZh: string | null
  withdrawnEn: string | null
  withdrawnPersonal: number
}

/** Statement: the notice itself. What was never published is not there, whatever it is waiting for. */
export function shownRow(db: Db, id: string) {
  return rows<ShownRow>(
    db,
    sql`SELECT n.id AS id, n.number AS number, n.state AS state, n.version AS version, n.published_at AS publishedAt,
        n.changed_at AS changedAt, n.category_code AS categoryCode, c.name_zh AS categoryZh, c.name_en AS categoryEn,
        c.takes AS takes, sp.slug AS slug, sp.name_zh AS nameZh, sp.name_en AS nameEn, n.withdrawn_at AS withdrawnAt,
        n.withdrawn_zh AS withdrawnZh, n.withdrawn_en AS withdrawnEn, n.withdrawn_personal AS withdrawnPersonal,
        v.title AS title, v.title_en AS titleEn
      FROM notice n ${newsJoins}
      WHERE n.id = ${id} AND n.state IN ('published', 'withdrawn')`,
  )
}

export interface VersionRow {
  version: number
  at: number
  note: string
  hides: number
}

/** Statement: what has been published of it, the newest first. */
export function versionRows(db: Db, id: string) {
  return rows<VersionRow>(
    db,
    sql`SELECT version, at, note, hides FROM notice_version WHERE notice_id = ${id} ORDER BY version DESC LIMIT 100`,
  )
}

/** The version asked for, or the one in force. */
const versionOf = (id: string, version: number | undefined): SQL =>
  version === undefined ? sql`(SELECT version FROM notice WHERE id = ${id})` : sql`${version}`

/** Statement: what one version says. */
export function contentRow(db: Db, id: string, version: number | undefined) {
  return rows<ContentRow & { version: number }>(
    db,
    sql`SELECT v.version AS version, ${sql.raw(contentColumns('v'))} FROM notice_version v
      WHERE v.notice_id = ${id} AND v.version = ${versionOf(id, version)}`,
  )
}

export interface FileRow {
  id: string
  name: string
  type: string
  size: number
}

/** Statement: the attachments of one version. */
export function fileRows(db: Db, id: string, version: number | undefined) {
  return rows<FileRow>(
    db,
    sql`SELECT f.id AS id, f.name AS name, f.type AS type, f.size AS size FROM notice_file f
      WHERE f.notice_id = ${id} AND f.from_version <= ${versionOf(id, version)}
        AND (f.to_version IS NULL OR f.to_version >= ${versionOf(id, version)})
      ORDER BY f.added_at, f.id LIMIT 30`,
  )
}

/** Statement: the matters that one version is about, in its order. */
export function matterRows(db: Db, id: string, version: number | undefined) {
  return rows<{ code: string; nameZh: string; nameEn: string; plain: string }>(
    db,
    sql`SELECT m.code AS code, m.name_zh AS nameZh, m.name_en AS nameEn, json_extract(m.content, '$.plainName') AS plain
      FROM notice_version v CROSS JOIN json_each(v.matters) j CROSS JOIN matter m ON m.code = j.value
      WHERE v.notice_id = ${id} AND v.version = ${versionOf(id, version)} ORDER BY j.key LIMIT 10`,
  )
}

export interface AnswerRow {
  question: 'clear' | 'score'
  answer: number
  given: number
}

/** Statement: how often each answer was given, over all days. */
export function answerRows(db: Db, id: string) {
  return rows<AnswerRow>(
    db,
    sql`SELECT question, answer, given FROM notice_answer_total WHERE notice_id = ${id}`,
  )
}
