import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import type { Grant } from '../../shared/actor.ts'
import { newId } from '../../shared/id.ts'
import { accountName, isAccountName } from '../door/account.ts'
import { allow, may } from '../permission.ts'
import { staffOf } from '../setUp/standing.ts'
import { drawInvitation } from './invitation.ts'
import { accountByName, addGrants, pointsBySlug } from './query.ts'
import type { GrantInput, Invite, Invited } from './schema.ts'

/**
 * The grants that were asked for, by the ids of their service points. Throws record-not-found for a service point
 * where whoever acts does not manage people, not-allowed for the whole bureau.
 */
export function grantable(
  { actor }: Ctx,
  wanted: readonly GrantInput[],
  points: readonly { id: string; slug: string }[],
): Grant[] {
  const ids = new Map(points.map(({ id, slug }) => [slug, id]))
  return wanted.map(({ role, point: slug }) => {
    const point = slug === null ? '*' : ids.get(slug)
    if (!point) throw new Problem('record-not-found')
    if (point === '*' && !may(actor, 'staff.manage', '*')) throw new Problem('not-allowed')
    allow(actor, 'staff.manage', point)
    return { role, point }
  })
}

/** Invites somebody new: an account without a password, what it may do, and a code for whoever acts to hand over. */
export async function invite({ ctx, input }: { ctx: Ctx; input: Invite }): Promise<Invited> {
  const actor = staffOf(ctx)
  const account = accountName(input.account)
  if (!isAccountName(account)) throw invalid('/account', 'account.shape')
  const slugs = input.grants.flatMap(({ point }) => point ?? [])
  const [points, taken] = await ctx.db.batch([pointsBySlug(ctx, slugs), accountByName(ctx, account)])
  const grants = grantable(ctx, input.grants, points)
  if (taken.length) throw invalid('/account', 'account.taken')
  const id = newId('su')
  const now = new Date(ctx.clock.now()).toISOString()
  const { statement, invited } = await drawInvitation(ctx, id, actor.id)
  const leaf = await leafFor(ctx, {
    action: 'staff.invite',
    subject: id,
    facts: { staff: actor.id, again: false, grants: named(grants) },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`INSERT INTO staff_user (id, name, email, created_at, updated_at)
            VALUES (${id}, ${input.name}, ${account}, ${now}, ${now}) ON CONFLICT DO NOTHING`,
      ),
      guard(ctx.db),
      addGrants(ctx, id, actor.id, grants),
      statement,
      leaf.statement,
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? invalid('/account', 'account.taken') : error
  }
  return invited
}

/** Grants as the audit names them. */
export const named = (grants: readonly Grant[]) => grants.map(({ role, point }) => `${role} ${point}`).sort()
