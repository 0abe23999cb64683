import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { NoticeEventKind, NoticeTakes } from '../../db/schema/notice.ts'
import type { Ctx } from '../context.ts'
import type { Role } from '../shared/actor.ts'
import { type ContentRow, contentColumns } from './content.ts'

/** Statement: what a notice says besides what every verb reads: who publishes it, how it was withdrawn. */
export function aboutRow(ctx: Ctx, id: string) {
  return rows<{
    slug: string | null
    pointZh: string | null
    pointEn: string | null
    withdrawnAt: number | null
    withdrawnZh: string | null
    withdrawnEn: string | null
    withdrawnPersonal: 0 | 1
  }>(
    ctx.db,
    sql`SELECT p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn, n.withdrawn_at AS withdrawnAt,
          n.withdrawn_zh AS withdrawnZh, n.withdrawn_en AS withdrawnEn, n.withdrawn_personal AS withdrawnPersonal
        FROM notice n LEFT JOIN service_point p ON p.id = n.publisher_id WHERE n.id = ${id}`,
  )
}

/** Statement: what the public reads now, if it was ever published. */
export function currentRow(ctx: Ctx, id: string) {
  return rows<ContentRow & { note: string }>(
    ctx.db,
    sql`SELECT ${sql.raw(contentColumns('v'))}, v.note AS note FROM notice_version v
        WHERE v.notice_id = ${id} ORDER BY v.version DESC LIMIT 1`,
  )
}

/** Statement: its versions, the newest first. */
export function versionRows(ctx: Ctx, id: string) {
  return rows<{
    version: number
    at: number
    note: string
    hides: 0 | 1
    over: string
    overWhy: string
    erasedAt: number | null
    erasedWhy: string | null
  }>(
    ctx.db,
    sql`SELECT v.version AS version, v.at AS at, v.note AS note, v.hides AS hides, v.over AS over, v.over_why AS overWhy,
          e.at AS erasedAt, e.why AS erasedWhy
        FROM notice_version v LEFT JOIN notice_erasure e ON e.notice_id = v.notice_id AND e.version = v.version
        WHERE v.notice_id = ${id} ORDER BY v.version DESC LIMIT 50`,
  )
}

/** Statement: what happened to it, the newest first, with the names of colleagues. */
export function eventRows(ctx: Ctx, id: string) {
  return rows<{
    at: number
    what: NoticeEventKind
    version: number
    by: string | null
    role: Role | null
    remark: string
  }>(
    ctx.db,
    sql`SELECT e.at AS at, e.what AS what, e.version AS version, coalesce(u.name, e.by_id) AS by, e.role AS role,
          e.remark AS remark
        FROM notice_event e LEFT JOIN staff_user u ON u.id = e.by_id
        WHERE e.notice_id = ${id} ORDER BY e.n DESC LIMIT 50`,
  )
}

/** Statement: the columns, in their order. */
export function categoryRows(ctx: Ctx) {
  return rows<{
    code: string
    nameZh: string
    nameEn: string
    aboutZh: string
    aboutEn: string
    takes: NoticeTakes
  }>(
    ctx.db,
    sql`SELECT code, name_zh AS nameZh, name_en AS nameEn, about_zh AS aboutZh, about_en AS aboutEn, takes
        FROM notice_category ORDER BY sort LIMIT 50`,
  )
}
