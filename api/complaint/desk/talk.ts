import { readWords } from '../../application/words.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { kindOf } from '../kinds/index.ts'
import { move } from '../move.ts'
import { sayStatement } from '../say.ts'
import { inTalk } from '../states.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { asHandler, reach, readsOn, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

/**
 * Says something to its author, or (`note`) among staff only. Throws invalid-input, record-not-found, not-allowed, stale,
 * step-refused once it is over or emptied, not-handler, another-person.
 */
export async function sayAtDesk({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { words: string; note: boolean }
}): Promise<Done> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found] = await ctx.db.batch([complaintInSight(ctx, reference)])
  const reached = reach(ctx, 'complaint.handle', found, input, { reads: input.note })
  const { row, staff } = reached
  const heard = inTalk.includes(row.state) && !kindOf(row.kind).own
  if (row.words === null || (!input.note && !heard)) throw new Problem('step-refused')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    set: input.note ? {} : { ...asHandler(ctx, reached), threadWaits: 'resident' },
    action: input.note ? 'complaint.note' : 'complaint.message',
  })
  const said = await sayStatement(
    ctx,
    row.id,
    { rev, at },
    {
      kind: input.note ? 'note' : 'message',
      words,
      staffId: staff.id,
      readsOn: readsOn(ctx.actor, row),
    },
  )
  const message = withMessage(ctx, input.note ? null : await tellAuthor(ctx, row, 'moved'))
  await writeAtDesk(ctx, [...statements, said.statement, ...message.statements])
  message.after()
  return { reference, rev }
}
