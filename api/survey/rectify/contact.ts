import { readWords } from '../../application/words.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { atDesk, move, type Seen, say, write } from './move.ts'
import { rectificationInSight } from './query.ts'
import type { ContactInput, Moved } from './schema.ts'

/**
 * Notes that the desk called whoever rated: what they said, sealed, for the desk alone; or that nobody answered. The first
 * call keeps the day of contact, whether it was answered or not: nobody can be made to answer. Throws invalid-input,
 * record-not-found, not-allowed, stale, step-refused where nobody is to be called.
 */
export async function noteContact({ ctx, input }: { ctx: Ctx; input: Seen & ContactInput }): Promise<Moved> {
  const reached = input.how === 'reached'
  const words = reached ? readWords(input.words ?? '') : input.how
  const [found] = await ctx.db.batch([rectificationInSight(ctx, input.id)])
  const { row, staff } = atDesk(ctx, found, input)
  if (row.mayCall === 0 || row.state === 'closed') throw new Problem('step-refused')
  const { statements, rev } = await move(ctx, row, {
    to: reached && row.state === 'open' ? 'contacted' : row.state,
    by: staff.id,
    set: { triedAt: row.triedAt ?? ctx.clock.now() },
    action: 'rectification.contact',
  })
  const kind = reached ? 'said' : 'try'
  await write(ctx, [
    ...statements,
    (await say(ctx, { id: row.id, rev }, { kind, words, staffId: staff.id })).statement,
  ])
  return { id: row.id, rev }
}
