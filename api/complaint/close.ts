import { startClock as startCount } from '../calendar/clock.ts'
import { DAY, dayOf } from '../calendar/day.ts'
import { callbackRows, openCallback } from '../callback/openCallback.ts'
import { lowest, sampled } from '../callback/rules.ts'
import type { Ctx } from '../context.ts'
import { noClock, noTurn } from './clock.ts'
import { kindOf } from './kinds/index.ts'
import type { ComplaintRow } from './query.ts'
import { momentOf } from './when.ts'

/** The sealed fields and photos are kept so many days after it is closed (product rule; overridable by legal hold). */
export const KEPT_DAYS = 365 * 2

/** Statements: what a call-back over this answer would be counted from, for `closed`: after a bad word on it, and drawn. */
export function callRows(ctx: Ctx) {
  const today = dayOf(ctx.clock.now())
  return [...callbackRows(ctx, 'rating-low', today), ...callbackRows(ctx, 'sample', today)] as const
}
/** The rows of one call-back's clock. */
type Rows = Parameters<typeof startCount> extends [number, ...infer R] ? R : never

/** The columns of a complaint that is over because its answer stands. */
export const closedColumns = (at: number, how: 'accepted' | 'silent') =>
  ({
    ...noClock,
    ...noTurn,
    threadWaits: null,
    closedAt: at,
    closedHow: how,
    keepUntil: at + KEPT_DAYS * DAY,
  }) as const

/**
 * How an answered complaint ends: closed; or first called back about, where its author was not content, or it is drawn. By the
 * supervision desk, never by whoever had it. Without a number there is nobody to call. `more` goes into the same batch.
 */
export async function closed(
  ctx: Ctx,
  row: ComplaintRow,
  how: 'accepted' | 'silent',
  satisfied: number | null,
  read: { low: Rows; drawn: Rows },
) {
  const at = momentOf(ctx, row)
  const reason =
    !kindOf(row.kind).callback || row.phone === null
      ? null
      : satisfied !== null && satisfied <= lowest
        ? 'rating-low'
        : (await sampled(ctx, row.reference))
          ? 'sample'
          : null
  if (reason === null)
    return { at, to: 'closed' as const, set: { ...closedColumns(at, how), satisfied }, more: [] }
  const due = startCount(at, ...(reason === 'sample' ? read.drawn : read.low))
  const barred = [row.handlerId, row.firstHandlerId, row.answeredBy].filter((id) => id !== null)
  return {
    at,
    to: 'followup' as const,
    set: { ...noClock, ...noTurn, threadWaits: null, satisfied, closeAs: how },
    more: await openCallback(ctx, { reference: row.reference, reason, pointId: '*', barred, due }),
  }
}
