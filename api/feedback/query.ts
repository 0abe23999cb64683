import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { ErrorKind, FeedbackState, FeedbackWhat } from '../../db/schema/feedback.ts'
import type { Ctx } from '../context.ts'
import type { Locale, Text } from '../shared/text.ts'
import type { PagePlace } from './page.ts'

export interface AnswererRow {
  /** A service point, or '*'. */
  publisherId: string
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  noticeId: string | null
}

/**
 * Statement: who answers for a page, or no row where that is the bureau. A room's page is its station's; a notice is
 * that of whoever published it.
 */
export function answererOf({ db }: Ctx, place: PagePlace) {
  if (place.of === 'notice')
    return rows<AnswererRow>(
      db,
      sql`SELECT n.publisher_id AS publisherId, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn, n.id AS noticeId
          FROM notice n LEFT JOIN service_point p ON p.id = n.publisher_id
          WHERE n.id = ${place.id} AND n.published_at IS NOT NULL`,
    )
  return rows<AnswererRow>(
    db,
    sql`SELECT p.id AS publisherId, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn, NULL AS noticeId
        FROM service_point s JOIN service_point p ON p.id = CASE s.kind WHEN 'room' THEN coalesce(s.parent_id, s.id) ELSE s.id END
        WHERE s.slug = ${place.of === 'station' ? place.slug : ''}`,
  )
}

/** Who answers, in words; without a row the bureau. */
export function answererIn(
  ctx: Ctx,
  row: Pick<AnswererRow, 'slug' | 'nameZh' | 'nameEn'> | undefined,
): { slug: string | null; name: Text } {
  if (!row?.slug) return { slug: null, name: ctx.settings.bureauName }
  return { slug: row.slug, name: { zh: row.nameZh ?? '', en: row.nameEn ?? '' } }
}

export interface FeedbackRow {
  id: string
  reference: string
  codeHash: string
  what: FeedbackWhat
  kind: ErrorKind | null
  page: string
  noticeId: string | null
  titleZh: string | null
  titleEn: string | null
  publisherId: string
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  state: FeedbackState
  locale: Locale
  words: string | null
  name: string | null
  contact: string | null
  answer: string | null
  dueAt: number | null
  /** JSON array of Text. */
  counted: string
  lateAt: number | null
  corrected: 0 | 1 | null
  answeredAt: number | null
  closesOn: string | null
  rev: number
  receivedAt: number
}

/** The title of a notice that was withdrawn because of personal data is shown nowhere. */
const columns = sql.raw(
  `f.id AS id, f.reference AS reference, f.code_hash AS codeHash, f.what AS what, f.kind AS kind, f.page AS page,
   f.notice_id AS noticeId, CASE n.withdrawn_personal WHEN 0 THEN v.title END AS titleZh,
   CASE n.withdrawn_personal WHEN 0 THEN v.title_en END AS titleEn, f.publisher_id AS publisherId, p.slug AS slug,
   p.name_zh AS nameZh, p.name_en AS nameEn, f.state AS state, f.locale AS locale, f.words AS words, f.name AS name,
   f.contact AS contact, f.answer AS answer, f.due_at AS dueAt, f.counted AS counted, f.late_at AS lateAt,
   f.corrected AS corrected, f.answered_at AS answeredAt, f.closes_on AS closesOn, f.rev AS rev,
   f.received_at AS receivedAt`,
)
const joins = sql.raw(
  `LEFT JOIN service_point p ON p.id = f.publisher_id LEFT JOIN notice n ON n.id = f.notice_id
   LEFT JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version`,
)

/** Statement: one report or opinion, sealed. */
export const feedbackByReference = ({ db }: Ctx, reference: string) =>
  rows<FeedbackRow>(db, sql`SELECT ${columns} FROM feedback f ${joins} WHERE f.reference = ${reference}`)

/** Statement: what opens a report or an opinion. */
export const feedbackAccess = ({ db }: Ctx, reference: string) =>
  rows<{ codeHash: string }>(
    db,
    sql`SELECT code_hash AS codeHash FROM feedback WHERE reference = ${reference}`,
  )

/** Statement: the opinions on one consultation, the newest first, before a place in that order. */
export const opinionsOn = ({ db }: Ctx, noticeId: string, before: [number, string] | null, limit: number) =>
  rows<FeedbackRow>(
    db,
    sql`SELECT ${columns} FROM feedback f ${joins} WHERE f.what = 'opinion' AND f.notice_id = ${noticeId}
          AND (f.received_at, f.id) < (${before?.[0] ?? Number.MAX_SAFE_INTEGER}, ${before?.[1] ?? '~'})
        ORDER BY f.received_at DESC, f.id DESC LIMIT ${limit}`,
  )

export interface ConsultationRow extends Omit<AnswererRow, 'noticeId'> {
  id: string
  state: 'published' | 'withdrawn'
  titleZh: string
  titleEn: string
  /** Whether its column takes opinions. */
  takes: string
  closesOn: string | null
  given: number
}

export const consultationColumns = sql.raw(
  `n.id AS id, n.state AS state, n.publisher_id AS publisherId, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn,
   v.title AS titleZh, v.title_en AS titleEn, c.takes AS takes, v.details ->> '$.closesOn' AS closesOn,
   coalesce((SELECT given FROM opinion_total o WHERE o.notice_id = n.id), 0) AS given`,
)
export const consultationJoins = sql.raw(
  `JOIN notice_category c ON c.code = n.category_code
   JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version
   LEFT JOIN service_point p ON p.id = n.publisher_id`,
)

/** Statement: a notice that was published, as a consultation. */
export const consultation = ({ db }: Ctx, id: string) =>
  rows<ConsultationRow>(
    db,
    sql`SELECT ${consultationColumns} FROM notice n ${consultationJoins}
        WHERE n.id = ${id} AND n.state IN ('published', 'withdrawn')`,
  )
