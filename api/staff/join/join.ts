import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { normaliseCode } from '../../shared/accessCode.ts'
import { newId } from '../../shared/id.ts'
import { checkNewPassword } from '../account/password.ts'
import { cookiesOf, headersFor, openAuth, orElse } from '../auth.ts'
import { type Door, keyFor } from '../door/door.ts'
import { hashPassword } from '../door/password.ts'
import { invitationHash } from '../people/invitation.ts'
import type { Entered } from '../signIn/entered.ts'
import type { Invitation, Join } from './schema.ts'

interface InvitationRow {
  id: string
  userId: string
  account: string
  name: string
  expiresAt: number
}

/**
 * The invitation of a code. Throws invitation-over for one that is wrong, used or expired, to an account that is off, or
 * by one that is.
 */
async function invitationOf(ctx: Ctx, typed: string): Promise<InvitationRow> {
  const hash = await invitationHash(normaliseCode(typed) ?? '')
  const [[found]] = await ctx.db.batch([
    rows<InvitationRow>(
      ctx.db,
      sql`SELECT i.id AS id, u.id AS userId, u.email AS account, u.name AS name, i.expires_at AS expiresAt
          FROM staff_invitation i JOIN staff_user u ON u.id = i.user_id
          WHERE i.code_hash = ${hash} AND i.used_at IS NULL AND i.expires_at > ${ctx.clock.now()}
            AND u.off_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM staff_user g WHERE g.id = i.invited_by AND g.off_at IS NOT NULL)`,
    ),
  ])
  if (!found) throw new Problem('invitation-over')
  return found
}

/** Who is invited by a code, before they choose a password. */
export async function lookAtInvitation({ ctx, code }: { ctx: Ctx; code: string }): Promise<Invitation> {
  const { account, name, expiresAt } = await invitationOf(ctx, code)
  return { account, name, expiresAt: toIso(expiresAt) }
}

/**
 * Accepts an invitation: the code is spent, the password kept, and a session opened that may only set up the second
 * factor. Throws invitation-over, invalid-input.
 */
export async function join({ ctx, door, input }: { ctx: Ctx; door: Door; input: Join }): Promise<Entered> {
  const { id, userId, account, name } = await invitationOf(ctx, input.code)
  checkNewPassword('/password', input.password, [account, name])
  const password = await hashPassword(await keyFor(door, 'pepper'), input.password)
  const at = ctx.clock.now()
  const now = new Date(at).toISOString()
  const leaf = await leafFor(ctx, { action: 'staff.accept', subject: userId, facts: { staff: userId } })
  try {
    await ctx.db.batch([
      exec(ctx.db, sql`UPDATE staff_invitation SET used_at = ${at} WHERE id = ${id} AND used_at IS NULL`),
      guard(ctx.db),
      exec(
        ctx.db,
        sql`INSERT INTO staff_credential (id, user_id, account_id, provider_id, password, created_at, updated_at)
            VALUES (${newId('sc')}, ${userId}, ${userId}, 'credential', ${password}, ${now}, ${now})
            ON CONFLICT (user_id) DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at`,
      ),
      exec(ctx.db, sql`UPDATE staff_user SET email_verified = 1 WHERE id = ${userId}`),
      leaf.statement,
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('invitation-over') : error
  }
  const auth = await openAuth({ ctx, door, method: 'password' })
  const { headers } = await orElse(
    auth.api.signInEmail({
      body: { email: account, password: input.password },
      headers: headersFor(door),
      returnHeaders: true,
    }),
    'invitation-over',
  )
  return { answer: { next: 'set-up' }, cookies: cookiesOf(headers) }
}
