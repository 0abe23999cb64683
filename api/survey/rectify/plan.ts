import { readWords } from '../../application/words.ts'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { atStation, move, type Seen, say, write } from './move.ts'
import { taskOf } from './query.ts'
import type { Moved } from './schema.ts'

/**
 * The station says what it will do and by when, not later than the day it is due. Throws invalid-input, record-not-found,
 * not-allowed, stale, step-refused.
 */
export async function planTask({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { day: Day; words: string }
}): Promise<Moved> {
  const words = readWords(input.words)
  const [found] = await ctx.db.batch([taskOf(ctx, input.id)])
  const { row, staff } = atStation(ctx, 'rating.rectify', found, input)
  if (row.state !== 'fixing') throw new Problem('step-refused')
  const today = dayOf(ctx.clock.now())
  const last = dayOf(row.stationDueAt ?? row.fixDueAt)
  // What is late already is promised for a day to come all the same.
  if (input.day < today || (last >= today && input.day > last)) throw invalid('/day', 'task.day')
  const { statements, rev } = await move(ctx, row, {
    by: staff.id,
    set: { promisedOn: input.day },
    action: 'rectification.plan',
  })
  await write(ctx, [
    ...statements,
    (await say(ctx, { id: row.id, rev }, { kind: 'plan', words, staffId: staff.id })).statement,
  ])
  return { id: row.id, rev }
}
