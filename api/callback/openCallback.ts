import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import type { AttemptHow, CallbackReason, CallbackState } from '../../db/schema/callback.ts'
import { callback } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { clockRows } from '../calendar/clock.ts'
import type { Day } from '../calendar/day.ts'
import type { Deadline } from '../calendar/deadline.ts'
import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../shared/id.ts'
import { scriptFor } from './scripts.ts'

/** Statements: what a call-back for this reason is counted from, for `startClock`. */
export const callbackRows = (ctx: Ctx, reason: CallbackReason, day: Day) =>
  clockRows(ctx, `callback.${reason}`, day)

/**
 * Statements that open a call-back about a record, with its leaf: put them into the batch of the verb that makes it due.
 * `due` is counted from `callbackRows`; `barred` are the staff ids of all who had a part in it, who cannot make the call.
 * The batch is undone as 'stale' where one of the same reason is open already.
 */
export async function openCallback(
  ctx: Ctx,
  {
    reference,
    reason,
    pointId,
    barred,
    due,
  }: {
    reference: string
    reason: CallbackReason
    pointId: string
    barred: readonly string[]
    due: Pick<Deadline, 'dueAt' | 'counted'> & { rule: DeadlineRule }
  },
) {
  const leaf = await leafFor(ctx, {
    action: 'callback.open',
    subject: reference,
    facts: { reason, point: pointId },
  })
  const insert = ctx.db.insert(callback).values({
    id: newId('cb'),
    reference,
    reason,
    servicePointId: pointId,
    script: scriptFor[reason],
    barred: JSON.stringify([...new Set(barred)]),
    rule: JSON.stringify(due.rule),
    dueAt: due.dueAt,
    counted: JSON.stringify(due.counted),
    openedBy: ctx.actor.kind === 'staff' ? ctx.actor.id : ctx.actor.kind,
    openedAt: ctx.clock.now(),
  })
  return [insert, leaf.statement] as const
}

/** Statement: whether a call-back about this record is open (one row), or not (none). */
export const callbackOpenFor = ({ db }: Ctx, reference: string) =>
  rows<{ id: string }>(
    db,
    sql`SELECT id FROM callback WHERE reference = ${reference} AND state = 'open' LIMIT 1`,
  )

/** Statement for the batch that closes a record: undoes it, as 'callback-open', while a call-back about it is open. */
export const noCallbackOpen = ({ db }: Ctx, reference: string) =>
  exec(db, sql`INSERT INTO callback_gate (reference) VALUES (${reference})`)

/** A call-back as the record it is about tells of it: nothing of what was said. */
export interface CallbackLine {
  reference: string
  reason: CallbackReason
  state: CallbackState
  dueAt: number
  doneAt: number | null
  attempts: number
  lastHow: AttemptHow | null
}

/** Statement: the call-backs about these records, in order. */
export const callbacksAbout = ({ db }: Ctx, references: ReturnType<typeof sql>) =>
  rows<CallbackLine>(
    db,
    sql`SELECT c.reference AS reference, c.reason AS reason, c.state AS state, c.due_at AS dueAt,
          c.done_at AS doneAt, (SELECT count(*) FROM callback_attempt a WHERE a.callback_id = c.id) AS attempts,
          (SELECT how FROM callback_attempt a WHERE a.callback_id = c.id ORDER BY place DESC LIMIT 1) AS lastHow
        FROM callback c WHERE c.reference IN ${references} ORDER BY c.opened_at LIMIT 60`,
  )
