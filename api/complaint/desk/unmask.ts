import { readWords } from '../../application/words.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { sayStatement } from '../say.ts'
import { unsealed } from '../sealed.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { reach, writeAtDesk } from './reach.ts'
import { noteView } from './viewed.ts'

/**
 * Shows the name and number of whoever sent a complaint, for a reason that is kept as a note; its author sees that it was
 * done. Throws invalid-input, record-not-found, not-allowed, step-refused where there is nothing to show.
 */
export async function unmaskAuthor({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; words: string }
}): Promise<{ reference: string; name: string; phone: string | null }> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found] = await ctx.db.batch([complaintInSight(ctx, reference)])
  const reached = reach(ctx, 'complaint.handle', found)
  const { row, staff } = reached
  const [name, phone] = await Promise.all([
    unsealed(ctx, 'complaint', row.id, 'name', row.name),
    unsealed(ctx, 'complaint', row.id, 'phone', row.phone),
  ])
  if (name === null) throw new Problem('step-refused')
  const said = await sayStatement(
    ctx,
    row.id,
    { rev: row.rev, at: momentOf(ctx, row) },
    { kind: 'note', words, staffId: staff.id },
  )
  await writeAtDesk(ctx, [...(await noteView(ctx, reached, 1)), said.statement])
  return { reference, name, phone }
}
