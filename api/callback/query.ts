import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { AttemptHow, CallbackOutcome, CallbackReason, CallbackState } from '../../db/schema/callback.ts'
import { toIso } from '../calendar/day.ts'
import { deskName } from '../complaint/answerers.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Staff } from '../shared/actor.ts'
import { allow } from '../staff/permission.ts'
import type { CallbackList } from './staffSchema.ts'
import { reasonWords } from './words.ts'

export interface CallbackRow {
  id: string
  reference: string
  reason: CallbackReason
  pointId: string
  /** Null: the bureau's supervision desk. */
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  script: string
  state: CallbackState
  rev: number
  /** JSON array of staff ids. */
  barred: string
  dueAt: number
  /** JSON array of Text. */
  counted: string
  outcome: CallbackOutcome | null
  satisfied: number | null
  answers: string
  words: string | null
  doneAt: number | null
  attempts: number
}

export const callbackColumns = sql.raw(
  `c.id AS id, c.reference AS reference, c.reason AS reason, c.service_point_id AS pointId, p.slug AS slug,
   p.name_zh AS nameZh, p.name_en AS nameEn, c.script AS script, c.state AS state, c.rev AS rev, c.barred AS barred,
   c.due_at AS dueAt, c.counted AS counted, c.outcome AS outcome, c.satisfied AS satisfied, c.answers AS answers,
   c.words AS words, c.done_at AS doneAt,
   (SELECT count(*) FROM callback_attempt a WHERE a.callback_id = c.id) AS attempts`,
)

/** The tables a call-back is read from, for a WHERE (alias `c`). */
export const callbackFrom = sql.raw('callback c LEFT JOIN service_point p ON p.id = c.service_point_id')

/**
 * Whom a complaint or a bad rating must not reach, nothing that is asked about it reaches either
 * (api/complaint/desk/sight.ts): a condition on the call-back `c`, for whoever asks.
 */
export const callbackInSight = ({ actor }: Pick<Ctx, 'actor'>) => {
  const me = actor.kind === 'staff' ? actor.id : ''
  return sql`NOT EXISTS (SELECT 1 FROM complaint k JOIN complaint_shut z ON z.complaint_id = k.id
        WHERE k.reference = c.reference AND z.staff_id = ${me})
      AND NOT EXISTS (SELECT 1 FROM rectification_shut z WHERE z.rectification_id = c.reference AND z.staff_id = ${me})`
}

/** Statement: one call-back, sealed. */
export const callbackById = (ctx: Ctx, id: string) =>
  rows<CallbackRow>(
    ctx.db,
    sql`SELECT ${callbackColumns} FROM ${callbackFrom} WHERE c.id = ${id} AND ${callbackInSight(ctx)}`,
  )

/** Statement: the tries of a call-back, in order. */
export const triesOf = ({ db }: Ctx, id: string) =>
  rows<{ how: AttemptHow; at: number }>(
    db,
    sql`SELECT how, at FROM callback_attempt WHERE callback_id = ${id} ORDER BY place`,
  )

/**
 * Lets through whoever calls back at this service point and had no part in what it is about. Throws record-not-found,
 * not-allowed, callback-barred.
 */
export function reach(ctx: Ctx, [row]: readonly CallbackRow[]): { row: CallbackRow; staff: Staff } {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'callback.make', row.pointId)
  if ((JSON.parse(row.barred) as string[]).includes(staff.id)) throw new Problem('callback-barred')
  return { row, staff }
}

/** A call-back in a list. */
export const itemOf = (ctx: Ctx, row: CallbackRow): CallbackList['items'][number] => ({
  id: row.id,
  reference: row.reference,
  reason: row.reason,
  reasonText: reasonWords[row.reason],
  state: row.state,
  station:
    row.slug === null
      ? { slug: null, name: deskName }
      : { slug: row.slug, name: { zh: row.nameZh ?? '', en: row.nameEn ?? '' } },
  dueAt: toIso(row.dueAt),
  late: (row.doneAt ?? ctx.clock.now()) > row.dueAt,
  attempts: row.attempts,
  doneAt: row.doneAt === null ? null : toIso(row.doneAt),
})
