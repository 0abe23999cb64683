import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { ErrorKind } from '../../db/schema/feedback.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { pointsFor } from '../staff/permission.ts'
import {
  type AnswererRow,
  answererIn,
  type ConsultationRow,
  consultationColumns,
  consultationJoins,
} from './query.ts'
import type { FeedbackItem, FeedbackWork } from './staffSchema.ts'
import { isLate } from './status.ts'

/** Rows of a page, and the consultations that are looked through and shown. */
const page = 30
const consultationsRead = 200
const consultationsShown = 20

interface WorkRow extends Omit<AnswererRow, 'noticeId'> {
  id: string
  reference: string
  kind: ErrorKind
  page: string
  receivedAt: number
  dueAt: number
  lateAt: number | null
  answeredAt: number | null
  corrected: 0 | 1 | null
}

const columns = sql.raw(
  `f.id AS id, f.reference AS reference, f.kind AS kind, f.page AS page, f.publisher_id AS publisherId, p.slug AS slug,
   p.name_zh AS nameZh, p.name_en AS nameEn, f.received_at AS receivedAt, f.due_at AS dueAt, f.late_at AS lateAt,
   f.answered_at AS answeredAt, f.corrected AS corrected`,
)

/**
 * The errors reported to whoever asks, at the service points where they answer: personal data on show first, then what
 * is due first, which puts the late in front; or those answered, the newest first. On the first page also the
 * consultations with opinions. One round trip.
 */
export async function listFeedback({
  ctx,
  input: { show, cursor },
}: {
  ctx: Ctx
  input: { show: 'open' | 'answered'; cursor?: string | undefined }
}): Promise<FeedbackWork> {
  const points = pointsFor(ctx.actor, 'feedback.answer')
  const mine = points === 'all' ? null : JSON.stringify(points)
  const [found, consultations] = await ctx.db.batch([
    show === 'open' ? openRows(ctx, mine, cursor) : answeredRows(ctx, mine, cursor),
    consultationRows(ctx, mine, cursor === undefined),
  ])
  const now = ctx.clock.now()
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => itemOf(ctx, row, now)),
    nextCursor:
      found.length > page && last
        ? cursorOf(
            show === 'open'
              ? [last.kind === 'personal' ? 0 : 1, last.dueAt, last.id]
              : [last.answeredAt ?? 0, last.id],
          )
        : null,
    consultations: consultations.map((row) => consultationOf(ctx, row)),
  }
}

function openRows({ db }: Ctx, mine: string | null, cursor: string | undefined) {
  const [calm, dueAt, id] = readCursor(cursor, 3) ?? [-1, 0, '']
  const after = sql`f.state = 'open' AND (f.calm, f.due_at, f.id) > (${calm}, ${dueAt}, ${id})`
  const order = sql`ORDER BY f.calm, f.due_at, f.id LIMIT ${page + 1}`
  return rows<WorkRow>(db, of(mine, after, order))
}

function answeredRows({ db }: Ctx, mine: string | null, cursor: string | undefined) {
  const [at, id] = readCursor(cursor, 2) ?? [Number.MAX_SAFE_INTEGER, '~']
  const before = sql`f.state = 'answered' AND (f.answered_at, f.id) < (${at}, ${id})`
  const order = sql`ORDER BY f.answered_at DESC, f.id DESC LIMIT ${page + 1}`
  return rows<WorkRow>(db, of(mine, before, order))
}

/** The first of each service point by its own index, then the first of those. */
function of(mine: string | null, which: ReturnType<typeof sql>, order: ReturnType<typeof sql>) {
  const point = sql`LEFT JOIN service_point p ON p.id = f.publisher_id`
  return mine === null
    ? sql`SELECT ${columns} FROM feedback f ${point} WHERE ${which} ${order}`
    : sql`SELECT ${columns} FROM json_each(${mine}) j CROSS JOIN feedback f ON f.id IN (
            SELECT f.id FROM feedback f WHERE f.publisher_id = j.value AND ${which} ${order})
          ${point} ${order}`
}

function consultationRows({ db }: Ctx, mine: string | null, asked: boolean) {
  const own = mine === null ? sql`` : sql`AND n.publisher_id IN (SELECT value FROM json_each(${mine}))`
  return rows<ConsultationRow>(
    db,
    sql`SELECT ${consultationColumns}
        FROM (SELECT notice_id, last_at FROM opinion_total WHERE ${asked ? 1 : 0} ORDER BY last_at DESC LIMIT ${consultationsRead}) t
        CROSS JOIN notice n ON n.id = t.notice_id ${consultationJoins}
        WHERE n.withdrawn_personal = 0 ${own} ORDER BY t.last_at DESC LIMIT ${consultationsShown}`,
  )
}

/** A consultation in the list of those who read its opinions. */
export function consultationOf(ctx: Ctx, row: ConsultationRow): FeedbackWork['consultations'][number] {
  const { id, state, titleZh: zh, titleEn: en, closesOn, given } = row
  const open = state === 'published' && closesOn !== null && dayOf(ctx.clock.now()) <= closesOn
  return { id, title: { zh, en }, answerer: answererIn(ctx, row), closesOn, open, given }
}

function itemOf(ctx: Ctx, row: WorkRow, now: number): FeedbackItem {
  return {
    reference: row.reference,
    kind: row.kind,
    page: row.page,
    answerer: answererIn(ctx, row),
    receivedAt: toIso(row.receivedAt),
    dueAt: toIso(row.dueAt),
    late: isLate(row, now),
    escalated: row.lateAt !== null,
    answeredAt: row.answeredAt === null ? null : toIso(row.answeredAt),
    corrected: row.corrected === null ? null : row.corrected === 1,
  }
}
