import { readWords } from '../../application/words.ts'
import { dayOf } from '../../calendar/day.ts'
import { noCallbackOpen } from '../../callback/openCallback.ts'
import type { Ctx } from '../../context.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { findPersonal } from '../../privacy/gate/findPersonal.ts'
import { invalid, Problem } from '../../problem.ts'
import { calendarFrom, countForStation } from './clock.ts'
import { atDesk, move, type Seen, say, write } from './move.ts'
import { rectificationInSight } from './query.ts'
import type { Moved } from './schema.ts'
import { onBack } from './station.ts'

/**
 * Asks the station to put something right, in words of the desk: who rated, when, how badly and about which record it does
 * not learn, and the privacy gate lets nothing personal pass. A second time: what was done will not do. What must not reach a
 * station stays with the desk. The station's own days begin now; asked too late, it answers for nothing. Throws invalid-input, record-not-found, not-allowed, stale, step-refused (it is nobody's turn
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
  const now = ctx.clock.now()
  const [found, official, years, days] = await ctx.db.batch([
    rectificationInSight(ctx, input.id),
    officialRow(ctx),
    ...calendarFrom(ctx, dayOf(now)),
  ])
  const { row, staff } = atDesk(ctx, found, input)
  const again = row.state === 'fixed' || row.state === 'called'
  const ready = row.state === 'contacted' || (row.state === 'open' && calledFirst(row))
  if (!(again || (ready && row.pointId !== '*'))) throw new Problem('step-refused')
  nothingPersonal(ctx, words, official)
  const toStation = row.pointId !== '*' && (!again || row.taskedOn !== null)
  const own = countForStation({ ...row, stationFromAt: now }, { years, days })
  const { statements, rev } = await move(ctx, row, {
    to: 'fixing',
    by: staff.id,
    set: {
      outcome: null,
      fixedAt: null,
      ...(toStation && {
        taskedOn: row.taskedOn ?? dayOf(now),
        stationAsked: row.stationAsked + 1,
        stationFromAt: now,
        stationDueAt: own.dueAt,
        stationCounted: JSON.stringify(own.counted),
        ...(row.stationAsked ? onBack(row, now) : { stationPart: now <= row.fixDueAt ? 1 : 0 }),
      }),
    },
    action: again ? 'rectification.back' : 'rectification.task',
  })
  const kind = again ? 'back' : 'task'
  await write(ctx, [
    noCallbackOpen(ctx, row.id),
    ...statements,
    (await say(ctx, { id: row.id, rev }, { kind, words, staffId: staff.id, desk: true })).statement,
  ])
  return { id: row.id, rev }
}

/** What the desk writes to a station holds nothing of a person. `official` comes out of officialRow. Throws invalid-input. */
export function nothingPersonal(
  ctx: Pick<Ctx, 'settings'>,
  words: string | null,
  [official]: readonly Parameters<typeof officialOf>[1][],
): void {
  if (words && findPersonal(words, { official: officialOf(ctx, official) }).length)
    throw invalid('/words', 'notice.personal')
}

/** Whether nothing stands before putting it right: nobody is to be called, or somebody rang. */
export const calledFirst = ({ mayCall, triedAt }: { mayCall: 0 | 1; triedAt: number | null }): boolean =>
  mayCall === 0 || triedAt !== null
