import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { DAY, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { codeHash, formatCode } from '../../shared/accessCode.ts'
import type { Grant } from '../../shared/actor.ts'
import { randomBase31 } from '../../shared/base31.ts'
import { newId } from '../../shared/id.ts'
import { accountName, isAccountName } from '../door/account.ts'
import { allow, may } from '../permission.ts'
import { staffOf } from '../setUp/standing.ts'
import { managed } from './person.ts'
import { accountByName, addGrants, pointsBySlug } from './query.ts'
import type { GrantInput, Invite, Invited } from './schema.ts'

/** An invitation is good for three days. */
const GOOD_FOR = 3 * DAY

/** What is stored of a code: bound to what it is for, as no access code of a receipt is. */
export const invitationHash = (ctx: Ctx, code: string) => codeHash(ctx.keys.code, 'staff-invitation', code)

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

/** A new code of 23 characters, and the statement that keeps its hash. */
async function draw(ctx: Ctx, userId: string, by: string) {
  const now = ctx.clock.now()
  const code = randomBase31(23)
  const hash = await invitationHash(ctx, code)
  const statement = exec(
    ctx.db,
    sql`INSERT INTO staff_invitation (id, user_id, code_hash, invited_by, created_at, expires_at)
        VALUES (${newId('si')}, ${userId}, ${hash}, ${by}, ${now}, ${now + GOOD_FOR})`,
  )
  return { statement, invited: { id: userId, code: formatCode(code), expiresAt: toIso(now + GOOD_FOR) } }
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
  const { statement, invited } = await draw(ctx, id, actor.id)
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

/**
 * Invites somebody again who lost their way in: password, second factors, sessions and earlier codes are gone, and only
 * the new code opens the account.
 */
export async function inviteAgain({ ctx, id }: { ctx: Ctx; id: string }): Promise<Invited> {
  const { actor } = await managed(ctx, id, { whole: true })
  const { statement, invited } = await draw(ctx, id, actor.id)
  const leaf = await leafFor(ctx, {
    action: 'staff.invite',
    subject: id,
    facts: { staff: actor.id, again: true },
  })
  const gone = (table: string) => exec(ctx.db, sql`DELETE FROM ${sql.raw(table)} WHERE user_id = ${id}`)
  await ctx.db.batch([
    gone('staff_session'),
    gone('staff_credential'),
    gone('staff_totp'),
    gone('staff_passkey'),
    gone('staff_invitation'),
    exec(ctx.db, sql`DELETE FROM staff_verification WHERE value = ${id}`),
    exec(ctx.db, sql`UPDATE staff_user SET two_factor_enabled = 0, email_verified = 0 WHERE id = ${id}`),
    statement,
    leaf.statement,
  ])
  return invited
}
