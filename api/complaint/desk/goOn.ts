import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { complaintReference } from '../access.ts'
import { calendarOf } from '../clock.ts'
import { move } from '../move.ts'
import { endPause, goneOn } from '../outside.ts'
import { extensionsOf, pausesOf } from '../query.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { asHandler, canGo, reach, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'

/**
 * Goes on without the other body: it answered by telephone, or its time is over. Its code opens nothing any more. Throws
 * record-not-found, not-allowed, stale, step-refused, not-handler, another-person.
 */
export async function goOnWithout({ ctx, input }: { ctx: Ctx; input: AtDesk }): Promise<Done> {
  const reference = complaintReference(input.reference)
  const [found, pauses, extensions, years, days] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    ...calendarOf(ctx, reference),
  ])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  canGo(row, 'working', ['elsewhere'])
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'working',
    by: staff.id,
    set: { ...asHandler(ctx, reached), ...goneOn(row, at, { pauses, extensions, years, days }) },
    action: 'complaint.work',
  })
  await writeAtDesk(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`UPDATE complaint_outside SET answered_at = ${at} WHERE complaint_id = ${row.id} AND answered_at IS NULL`,
    ),
    endPause(ctx, row.id, at),
  ])
  return { reference, rev }
}
