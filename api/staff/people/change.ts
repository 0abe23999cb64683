import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { may } from '../permission.ts'
import { grantable, named } from './invite.ts'
import { managed } from './person.ts'
import { addGrants, administratorLeft, pointsBySlug, takeGrants, voidInvitationsBy } from './query.ts'
import type { GrantInput } from './schema.ts'

/** What the last guard of a batch refuses is that no administrator would be left. */
export async function leaving(administrator: boolean, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (refusalOf(error) === 'stale') throw new Problem(administrator ? 'last-administrator' : 'stale')
    throw error
  }
}

/**
 * Sets what somebody may do, at the service points where whoever acts manages people; what they do elsewhere stays.
 * It holds from their next request on.
 */
export async function changeGrants({
  ctx,
  id,
  grants: wanted,
}: {
  ctx: Ctx
  id: string
  grants: readonly GrantInput[]
}): Promise<void> {
  const { actor, grants: before, administrator } = await managed(ctx, id, { whole: false })
  const slugs = wanted.flatMap(({ point }) => point ?? [])
  const [points] = await ctx.db.batch([pointsBySlug(ctx, slugs)])
  const after = grantable(ctx, wanted, points)
  const kept = new Set(named(after))
  const taken = before
    .filter(({ point }) => may(actor, 'staff.manage', point))
    .filter((grant) => !named([grant]).some((name) => kept.has(name)))
  const leaf = await leafFor(ctx, {
    action: 'staff.grant',
    subject: id,
    facts: { staff: actor.id, taken: named(taken), given: named(after) },
  })
  await leaving(
    administrator,
    ctx.db.batch([
      takeGrants(ctx, id, taken),
      addGrants(ctx, id, actor.id, after),
      ...(administrator ? [administratorLeft(ctx)] : []),
      leaf.statement,
    ]),
  )
}

/**
 * Switches an account off: its sessions end at once, and the invitations to it are void, as are those it gave that
 * nobody has used: who left may not keep a way in for somebody. Throws last-administrator.
 */
export async function switchOff({ ctx, id }: { ctx: Ctx; id: string }): Promise<void> {
  const { actor, administrator } = await managed(ctx, id, { whole: true })
  const leaf = await leafFor(ctx, { action: 'staff.off', subject: id, facts: { staff: actor.id } })
  await leaving(
    administrator,
    ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE staff_user SET off_at = ${ctx.clock.now()} WHERE id = ${id} AND off_at IS NULL`,
      ),
      guard(ctx.db),
      exec(ctx.db, sql`DELETE FROM staff_session WHERE user_id = ${id}`),
      exec(ctx.db, sql`DELETE FROM staff_invitation WHERE user_id = ${id} AND used_at IS NULL`),
      voidInvitationsBy(ctx, id),
      ...(administrator ? [administratorLeft(ctx)] : []),
      leaf.statement,
    ]),
  )
}

/** Switches an account on again, with the factors and the roles it had. */
export async function switchOn({ ctx, id }: { ctx: Ctx; id: string }): Promise<void> {
  const { actor } = await managed(ctx, id, { whole: true })
  const leaf = await leafFor(ctx, { action: 'staff.on', subject: id, facts: { staff: actor.id } })
  await leaving(
    false,
    ctx.db.batch([
      exec(ctx.db, sql`UPDATE staff_user SET off_at = NULL WHERE id = ${id} AND off_at IS NOT NULL`),
      guard(ctx.db),
      leaf.statement,
    ]),
  )
}
