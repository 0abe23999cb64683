import type { AuditAction } from '../../api/audit/action.ts'
import { leafFor } from '../../api/audit/append.ts'
import type { Ctx } from '../../api/context.ts'

/** Writes one leaf and gives it. */
export async function addLeaf(
  ctx: Ctx,
  subject = 'A-20261123-7K3M9Q',
  action: AuditAction = 'appointment.book',
) {
  const leaf = await leafFor(ctx, { action, subject, facts: { channel: 'public' } })
  await ctx.db.batch([leaf.statement])
  return leaf
}
