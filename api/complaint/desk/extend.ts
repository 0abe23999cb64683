import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { readWords } from '../../application/words.ts'
import type { DeadlineRule } from '../../calendar/deadlineRule.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { calendarOf, recount } from '../clock.ts'
import { move } from '../move.ts'
import { extensionsOf, pausesOf } from '../query.ts'
import { sayStatement } from '../say.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { reach, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

/**
 * Gives more time, once for a clock, as far as its rule allows, and never for one's own work; the reason is told to its
 * author. Throws invalid-input, no-extension, own-extension, record-not-found, not-allowed, stale.
 */
export async function extendTime({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { value: number; words: string }
}): Promise<Done> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found, pauses, extensions, years, days] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    ...calendarOf(ctx, reference),
  ])
  const { row, staff } = reach(ctx, 'complaint.extend', found, input)
  const limit = row.rule === null ? undefined : (JSON.parse(row.rule) as DeadlineRule).extension
  if (!limit || row.clock === null || row.pausedAt !== null || extensions.length > 0)
    throw new Problem('no-extension')
  if (row.handlerId === null || row.handlerId === staff.id) throw new Problem('own-extension')
  if (input.value > limit.value) throw invalid('/value', 'number.big', { most: limit.value })
  const at = momentOf(ctx, row)
  const given = { clock: row.clock, value: input.value, unit: limit.unit, approverId: staff.id, at }
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    set: recount(row, { now: at, years, days, pauses, extensions: [...extensions, given] }),
    action: 'complaint.extend',
  })
  const said = await sayStatement(ctx, row.id, { rev, at }, { kind: 'extension', words, staffId: staff.id })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await writeAtDesk(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`INSERT INTO complaint_extension (complaint_id, clock, value, unit, asked_by, approver_id, at)
          VALUES (${row.id}, ${given.clock}, ${given.value}, ${given.unit}, ${row.handlerId}, ${staff.id}, ${at})`,
    ),
    said.statement,
    ...message.statements,
  ])
  message.after()
  return { reference, rev }
}
