import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { beginAnew, drawInvitation } from './invitation.ts'
import { managed } from './person.ts'
import type { Invited } from './schema.ts'

/**
 * Invites somebody again who lost their way in: password, second factors, sessions and earlier codes are gone, and only
 * the new code opens the account.
 */
export async function inviteAgain({ ctx, id }: { ctx: Ctx; id: string }): Promise<Invited> {
  const { actor } = await managed(ctx, id, { whole: true })
  const { statement, invited } = await drawInvitation(ctx, id, actor.id)
  const leaf = await leafFor(ctx, {
    action: 'staff.invite',
    subject: id,
    facts: { staff: actor.id, again: true },
  })
  await ctx.db.batch([leaf.statement, ...beginAnew(ctx, id), statement])
  return invited
}
