import { readWords } from '../../application/words.ts'
import { startClock } from '../../calendar/clock.ts'
import { dayOf } from '../../calendar/day.ts'
import { callbackRows, openCallback } from '../../callback/openCallback.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { atDesk, atStation, move, type Reached, type Seen, say, write } from './move.ts'
import { partsOf, rectificationInSight, taskOf } from './query.ts'
import type { FixInput, Moved } from './schema.ts'
import { onReport, onTakenOver } from './station.ts'
import { calledFirst } from './task.ts'

/**
 * The station says what it did, with one of the four outcomes of 好差评; whoever may be called is called back then, by
 * somebody who had no part in it. Throws invalid-input, record-not-found, not-allowed, stale, step-refused.
 */
export async function fixTask({ ctx, input }: { ctx: Ctx; input: Seen & FixInput }): Promise<Moved> {
  const words = readWords(input.words)
  const [found, parts, ...due] = await ctx.db.batch([
    taskOf(ctx, input.id),
    partsOf(ctx, input.id),
    ...callbackRows(ctx, 'rating-low', dayOf(ctx.clock.now())),
  ])
  const reached = atStation(ctx, 'rating.rectify', found, input)
  if (reached.row.state !== 'fixing') throw new Problem('step-refused')
  return fix(ctx, reached, { ...input, words, parts, due, notes: onReport })
}

/** The desk sees to it itself: what must not reach a station, or what a word on the telephone put right. Throws as fixTask. */
export async function fixAtDesk({ ctx, input }: { ctx: Ctx; input: Seen & FixInput }): Promise<Moved> {
  const words = readWords(input.words)
  const [found, parts, ...due] = await ctx.db.batch([
    rectificationInSight(ctx, input.id),
    partsOf(ctx, input.id),
    ...callbackRows(ctx, 'rating-low', dayOf(ctx.clock.now())),
  ])
  const reached = atDesk(ctx, found, input)
  const { row } = reached
  const turn = row.state === 'open' ? calledFirst(row) : row.state === 'contacted' || row.state === 'fixing'
  if (!turn) throw new Problem('step-refused')
  return fix(ctx, reached, { ...input, words, parts, due, notes: onTakenOver, desk: true })
}

type Due = [
  Parameters<typeof startClock>[1],
  Parameters<typeof startClock>[2],
  Parameters<typeof startClock>[3],
]

async function fix(
  ctx: Ctx,
  { row, staff }: Reached,
  {
    outcome,
    words,
    parts,
    due,
    notes,
    desk = false,
  }: Pick<FixInput, 'outcome'> & {
    words: string
    parts: readonly { staffId: string }[]
    due: Due
    /** What it means for the part of the station. */
    notes: typeof onReport | typeof onTakenOver
    desk?: boolean
  },
): Promise<Moved> {
  if (row.appealState === 'open') throw new Problem('step-refused')
  if (outcome === 'appeal-refused' && row.appealState !== 'refused') throw invalid('/outcome', 'wrong-value')
  const fixedAt = ctx.clock.now()
  const { statements, rev } = await move(ctx, row, {
    to: 'fixed',
    by: staff.id,
    set: { outcome, fixedAt, ...notes(row, fixedAt) },
    action: 'rectification.fix',
  })
  const call =
    row.mayCall === 1
      ? await openCallback(ctx, {
          reference: row.id,
          reason: 'rating-low',
          pointId: '*',
          barred: [...parts.map(({ staffId }) => staffId), staff.id],
          due: startClock(fixedAt, ...due),
        })
      : []
  await write(ctx, [
    ...statements,
    (await say(ctx, { id: row.id, rev }, { kind: 'fix', words, staffId: staff.id, desk })).statement,
    ...call,
  ])
  return { id: row.id, rev }
}
