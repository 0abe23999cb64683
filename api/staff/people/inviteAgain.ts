import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { leaving } from './change.ts'
import { beginAnew, drawInvitation } from './invitation.ts'
import { managed } from './person.ts'
import { administratorLeft } from './query.ts'
import type { Invited } from './schema.ts'

/**
 * Invites somebody again who lost their way in: password, second factors, sessions and earlier codes are gone, and only
 * the new code opens the account. Throws last-administrator: of two who do this to each other at once one stays in.
 */
export async function inviteAgain({ ctx, id }: { ctx: Ctx; id: string }): Promise<Invited> {
  const { actor, administrator } = await managed(ctx, id, { whole: true })
  const { statement, invited } = await drawInvitation(ctx, id, actor.id)
  const leaf = await leafFor(ctx, {
    action: 'staff.invite',
    subject: id,
    facts: { staff: actor.id, again: true },
  })
  await leaving(
    administrator,
    ctx.db.batch([
      leaf.statement,
      ...beginAnew(ctx, id),
      ...(administrator ? [administratorLeft(ctx)] : []),
      statement,
    ]),
  )
  return invited
}
