import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { newId } from '../../shared/id.ts'
import { accountName } from '../door/account.ts'
import { beginAnew, drawInvitation, type Writer } from './invitation.ts'
import { accountByName } from './query.ts'
import type { Invited } from './schema.ts'

/** Who acts where nobody can be signed in yet. */
const BY = 'command-line'

/**
 * Invites an administrator of the whole bureau from the command line: the first one, or one who has lost every way in
 * (the account then begins anew). Whoever can run it has the database already.
 */
export async function inviteAdministrator(
  ctx: Writer,
  { name, account: typed }: { name: string; account: string },
): Promise<Invited> {
  const account = accountName(typed)
  const at = ctx.clock.now()
  const now = new Date(at).toISOString()
  const [[there]] = await ctx.db.batch([accountByName(ctx, account)])
  const id = there?.id ?? newId('su')
  const { statement, invited } = await drawInvitation(ctx, id, BY)
  const leaf = await quietLeaf(ctx, {
    action: 'staff.invite',
    subject: id,
    facts: { by: BY, again: Boolean(there), grants: ['administrator *'] },
  })
  await ctx.db.batch([
    leaf.statement,
    exec(
      ctx.db,
      sql`INSERT INTO staff_user (id, name, email, created_at, updated_at) VALUES (${id}, ${name}, ${account}, ${now}, ${now})
          ON CONFLICT (id) DO UPDATE SET off_at = NULL`,
    ),
    ...beginAnew(ctx, id),
    exec(
      ctx.db,
      sql`INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at)
          VALUES (${id}, 'administrator', '*', ${BY}, ${at}) ON CONFLICT DO NOTHING`,
    ),
    statement,
  ])
  return invited
}
