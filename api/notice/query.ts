import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import type { NoticeEventKind, NoticeState, NoticeStep, NoticeTakes } from '../../db/schema/notice.ts'
import type { Day } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { Role } from '../shared/actor.ts'
import { type ContentRow, contentColumns } from './content.ts'

/** A notice with its draft, if it has one: what every verb decides by. */
export interface NoticeRow {
  id: string
  categoryCode: string
  takes: NoticeTakes
  publisherId: string
  state: NoticeState
  number: string | null
  seq: number | null
  version: number
  aroseOn: Day
  dueOn: Day
  publishAt: number | null
  publishedAt: number | null
  changedAt: number | null
  rev: number
  updatedAt: number
  /** The rest is null without a draft. */
  step: NoticeStep | null
  draft: ContentRow | null
  note: string
  hides: 0 | 1
  authorId: string | null
  savers: string[]
  readerId: string | null
  over: string
  overWhy: string
}

/** Its columns as they are read; `noticeOf` makes the row of them. */
export interface RawNotice extends Omit<NoticeRow, 'draft' | 'savers'>, ContentRow {
  savers: string | null
}

/** The columns of a notice `n`, its category `c` and its draft `d`. */
const noticeColumns = sql.raw(`n.id AS id, n.category_code AS categoryCode, c.takes AS takes,
  n.publisher_id AS publisherId, n.state AS state, n.number AS number, n.seq AS seq, n.version AS version,
  n.arose_on AS aroseOn, n.due_on AS dueOn, n.publish_at AS publishAt, n.published_at AS publishedAt,
  n.changed_at AS changedAt, n.rev AS rev, n.updated_at AS updatedAt, d.step AS step, d.note AS note,
  coalesce(d.hides, 0) AS hides, d.author_id AS authorId, d.savers AS savers, d.reader_id AS readerId,
  d.over AS over, d.over_why AS overWhy, ${contentColumns('d')}`)

/** Statement: one notice, by its id. */
export function noticeRow(ctx: Ctx, id: string) {
  return rows<RawNotice>(
    ctx.db,
    sql`SELECT ${noticeColumns} FROM notice n JOIN notice_category c ON c.code = n.category_code
        LEFT JOIN notice_draft d ON d.notice_id = n.id WHERE n.id = ${id}`,
  )
}

/** A notice as verbs take it. */
export function noticeOf(raw: RawNotice): NoticeRow {
  const { title, summary, body, titleEn, bodyEn, matters, details, savers, ...row } = raw
  return {
    ...row,
    note: row.note ?? '',
    draft: row.step === null ? null : { title, summary, body, titleEn, bodyEn, matters, details },
    savers: JSON.parse(savers ?? '[]') as string[],
  }
}

/** An attachment. `inDraft`: it will stand in the next version. */
export interface FileRow {
  id: string
  name: string
  type: string
  size: number
  sha256: string
  objectKey: string
  fromVersion: number | null
  toVersion: number | null
  droppedAt: number | null
  /** JSON of what a machine read in it (reading.ts); null: nothing was read, or it was taken out. */
  reading: string | null
}

/** Statement: the attachments of a notice, of every version, in the order in which they came. */
export function fileRows(ctx: Ctx, noticeId: string) {
  return rows<FileRow>(
    ctx.db,
    sql`SELECT id, name, type, size, sha256, object_key AS objectKey, from_version AS fromVersion,
          to_version AS toVersion, dropped_at AS droppedAt, CASE WHEN dropped_at IS NULL THEN reading END AS reading
        FROM notice_file WHERE notice_id = ${noticeId} ORDER BY added_at, id LIMIT 200`,
  )
}

/** The attachments of the draft, or where there is none of what is published. */
export const standing = (files: readonly FileRow[]) => files.filter(({ droppedAt }) => droppedAt === null)

/** Statement: what was published last: the next number and place follow it. */
export function lastPublished(ctx: Ctx) {
  return rows<{ seq: number; number: string; publishedAt: number }>(
    ctx.db,
    sql`SELECT seq, number, published_at AS publishedAt FROM notice WHERE seq = (SELECT max(seq) FROM notice)`,
  )
}

/** Statement: which of the codes in a draft are no matters. */
export function unknownMatters(ctx: Ctx, noticeId: string) {
  return rows<{ code: string }>(
    ctx.db,
    sql`SELECT m.value AS code FROM notice_draft d, json_each(d.matters) m
        WHERE d.notice_id = ${noticeId} AND NOT EXISTS (SELECT 1 FROM matter WHERE code = m.value)`,
  )
}

/** One step on the road of a notice, for those who work on it. */
interface EventEntry {
  noticeId: string
  what: NoticeEventKind
  at: number
  version?: number
  byId?: string | null
  role?: Role | null
  remark?: string
}

/** Statement: writes down what happened. */
export function addEvent(
  ctx: Ctx,
  { noticeId, what, at, version = 0, byId = null, role = null, remark = '' }: EventEntry,
) {
  return exec(
    ctx.db,
    sql`INSERT INTO notice_event (notice_id, n, at, what, version, by_id, role, remark)
        SELECT ${noticeId}, 1 + coalesce(max(n), 0), ${at}, ${what}, ${version}, ${byId}, ${role}, ${remark}
        FROM notice_event WHERE notice_id = ${noticeId}`,
  )
}

/**
 * Statement: moves a notice on, if it is still as it was read: guard it. `set` names columns besides its revision and
 * the time of its last change.
 */
export function moveNotice(ctx: Ctx, row: Pick<NoticeRow, 'id' | 'rev'>, at: number, set: SQL = sql``) {
  return exec(
    ctx.db,
    sql`UPDATE notice SET rev = rev + 1, updated_at = ${at} ${set} WHERE id = ${row.id} AND rev = ${row.rev}`,
  )
}
