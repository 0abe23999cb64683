import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { officialOf, officialRow } from '../notice/gate.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { type FieldError, Problem } from '../problem.ts'
import { promiseById } from './query.ts'
import { reach } from './reach.ts'
import type { SettleInput } from './staffSchema.ts'
import { isLate } from './view.ts'

/**
 * Settles a promise of published minutes, once and for good: kept, broken or withdrawn, with what was done or why not, which
 * everybody reads with its day. The only place where a promise changes its state. One read, one write. Throws
 * invalid-input, record-not-found, not-allowed, step-refused, stale.
 */
export async function settlePromise({ ctx, input }: { ctx: Ctx; input: SettleInput & { id: string } }) {
  const [found, official] = await ctx.db.batch([promiseById(ctx, input.id), officialRow(ctx)])
  const { row, staff } = reach(ctx, found)
  if (row.meetingState !== 'minuted' || row.state !== 'open') throw new Problem('step-refused')
  if (row.rev !== input.rev) throw new Problem('stale')
  const { zh, en } = input.outcome
  const known = officialOf(ctx, official[0])
  const errors: FieldError[] = (
    [
      ['/outcome/zh', zh],
      ['/outcome/en', en],
    ] as const
  ).flatMap(([pointer, words]) =>
    findPersonal(words, { official: known }).length ? [{ pointer, code: 'notice.personal' }] : [],
  )
  if (errors.length) throw new Problem('invalid-input', { errors })
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'meeting.promise',
    subject: row.meetingId,
    facts: {
      promise: row.n,
      state: input.state,
      late: isLate({ dueDay: row.dueDay, settledAt: now }, now),
      staff: staff.id,
    },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE meeting_promise SET state = ${input.state}, outcome_zh = ${zh}, outcome_en = ${en}, settled_at = ${now},
            settled_by = ${staff.id}, rev = rev + 1 WHERE id = ${row.id} AND state = 'open' AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { rev: row.rev + 1 }
}
