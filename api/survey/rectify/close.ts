import { readWords } from '../../application/words.ts'
import { DAY } from '../../calendar/day.ts'
import { noCallbackOpen } from '../../callback/openCallback.ts'
import type { Ctx } from '../../context.ts'
import { officialRow } from '../../notice/gate.ts'
import { KEPT_DAYS } from '../../privacy/purge.ts'
import { Problem } from '../../problem.ts'
import { askAgain } from '../second/tell.ts'
import { atDesk, move, type Seen, say, write } from './move.ts'
import { callsAbout, raterOf, rectificationInSight } from './query.ts'
import type { Moved } from './schema.ts'
import { nothingPersonal } from './task.ts'

/**
 * The desk closes what was put right: after the call-back, where there is one to make, and never over one that is open. Where
 * the rater said that it has to be done again, it is sent back, or the desk writes why not. Whoever may be called is told by text
 * what came of it, and asked how it was dealt with. What it counts for is written by the database (0120).
 * Throws invalid-input, record-not-found, not-allowed, stale, step-refused, callback-open.
 */
export async function closeRectification({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { words?: string | undefined }
}): Promise<Moved> {
  const [found, official, calls, [rater]] = await ctx.db.batch([
    rectificationInSight(ctx, input.id),
    officialRow(ctx),
    callsAbout(ctx, input.id),
    raterOf(ctx, input.id),
  ])
  const { row, staff } = atDesk(ctx, found, input)
  if (calls.some(({ state }) => state === 'open')) throw new Problem('callback-open')
  if (!(row.state === 'called' || (row.state === 'fixed' && row.mayCall === 0)))
    throw new Problem('step-refused')
  const redo = calls[0]?.outcome === 'redo'
  const words = redo || input.words?.trim() ? readWords(input.words ?? '') : null
  nothingPersonal(ctx, words, official)
  const now = ctx.clock.now()
  const { statements, rev } = await move(ctx, row, {
    to: 'closed',
    by: staff.id,
    set: { closedAt: now, keepUntil: now + KEPT_DAYS * DAY },
    action: 'rectification.close',
  })
  const again = await askAgain(ctx, row, rater, row.outcome)
  await write(ctx, [
    noCallbackOpen(ctx, row.id),
    ...statements,
    ...(words
      ? [
          (await say(ctx, { id: row.id, rev }, { kind: 'decision', words, staffId: staff.id, desk: true }))
            .statement,
        ]
      : []),
    ...again.statements,
  ])
  if (again.wake.length) ctx.after(() => ctx.wake(again.wake))
  return { id: row.id, rev }
}
