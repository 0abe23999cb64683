import { readWords } from '../../application/words.ts'
import { dayOf } from '../../calendar/day.ts'
import { noCallbackOpen } from '../../callback/openCallback.ts'
import type { Ctx } from '../../context.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { findPersonal } from '../../privacy/gate/findPersonal.ts'
import { invalid, Problem } from '../../problem.ts'
import { atDesk, move, type Seen, say, write } from './move.ts'
import { rectificationInSight } from './query.ts'
import type { Moved } from './schema.ts'

/**
 * Asks the station to put something right, in words of the desk: who rated, when, how badly and about which record it does
 * not learn, and the privacy gate lets nothing personal pass. A second time: what was done will not do. What must not reach a
 * station stays with the desk. Throws invalid-input, record-not-found, not-allowed, stale, step-refused (it is nobody's turn
 * for it, or the rater was not called yet), callback-open.
 */
export async function sendTask({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { words: string }
}): Promise<Moved> {
  const words = readWords(input.words)
  const [found, official] = await ctx.db.batch([rectificationInSight(ctx, input.id), officialRow(ctx)])
  const { row, staff } = atDesk(ctx, found, input)
  const again = row.state === 'fixed' || row.state === 'called'
  const ready = row.state === 'contacted' || (row.state === 'open' && calledFirst(row))
  if (!(again || (ready && row.pointId !== '*'))) throw new Problem('step-refused')
  if (findPersonal(words, { official: officialOf(ctx, official[0]) }).length)
    throw invalid('/words', 'notice.personal')
  const toStation = row.pointId !== '*' && (!again || row.taskedOn !== null)
  const { statements, rev } = await move(ctx, row, {
    to: 'fixing',
    by: staff.id,
    set: {
      outcome: null,
      fixedAt: null,
      ...(toStation && { taskedOn: row.taskedOn ?? dayOf(ctx.clock.now()) }),
    },
    action: again ? 'rectification.back' : 'rectification.task',
  })
  const kind = again ? 'back' : 'task'
  await write(ctx, [
    noCallbackOpen(ctx, row.id),
    ...statements,
    (await say(ctx, { id: row.id, rev }, { kind, words, staffId: staff.id })).statement,
  ])
  return { id: row.id, rev }
}

/** Whether nothing stands before putting it right: nobody is to be called, or somebody rang. */
export const calledFirst = ({ mayCall, triedAt }: { mayCall: 0 | 1; triedAt: number | null }): boolean =>
  mayCall === 0 || triedAt !== null
