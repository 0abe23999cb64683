import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { randomBase31 } from '../../shared/base31.ts'
import type { Door } from '../door/door.ts'
import { groupsOf } from '../setUp/code.ts'
import { staffOf, standingOf } from '../setUp/standing.ts'

const factorLeaf = (ctx: Ctx, staff: string, by: 'code' | 'passkey' | 'backup', did: 'removed' | 'renewed') =>
  leafFor(ctx, { action: 'staff.factor', subject: staff, facts: { staff, by, did } })

const lastIsLeft = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('last-factor') : error
  }
}

/** Removes one of one's own passkeys. Throws record-not-found, and last-factor where nothing else would be left. */
export async function removePasskey({ ctx, id }: { ctx: Ctx; id: string }): Promise<void> {
  const { id: staff } = staffOf(ctx)
  const [own] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id AS id FROM staff_passkey WHERE id = ${id} AND user_id = ${staff}`,
    ),
  ])
  if (!own.length) throw new Problem('record-not-found')
  const leaf = await factorLeaf(ctx, staff, 'passkey', 'removed')
  await lastIsLeft(
    ctx.db.batch([
      exec(
        ctx.db,
        sql`DELETE FROM staff_passkey WHERE id = ${id} AND user_id = ${staff}
              AND ((SELECT two_factor_enabled FROM staff_user WHERE id = ${staff}) = 1
                OR (SELECT count(*) FROM staff_passkey WHERE user_id = ${staff}) > 1)`,
      ),
      guard(ctx.db),
      leaf.statement,
    ]),
  )
}

/** Removes one's own authenticator with its backup codes. Throws last-factor where no passkey would be left. */
export async function removeCode({ ctx }: { ctx: Ctx }): Promise<void> {
  const { id: staff } = staffOf(ctx)
  const leaf = await factorLeaf(ctx, staff, 'code', 'removed')
  await lastIsLeft(
    ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE staff_user SET two_factor_enabled = 0 WHERE id = ${staff}
              AND EXISTS (SELECT 1 FROM staff_passkey WHERE user_id = ${staff})`,
      ),
      guard(ctx.db),
      exec(ctx.db, sql`DELETE FROM staff_totp WHERE user_id = ${staff}`),
      leaf.statement,
    ]),
  )
}

/** New backup codes; the old ones are good for nothing from here on. Throws record-not-found where no code is asked for. */
export async function renewBackupCodes({ ctx, door }: { ctx: Ctx; door: Door }) {
  const { id: staff } = staffOf(ctx)
  if (!(await standingOf(ctx)).code) throw new Problem('record-not-found')
  const { symmetricEncrypt } = await import('better-auth/crypto')
  const json = JSON.stringify(Array.from({ length: 10 }, () => randomBase31(12)))
  const sealed = await symmetricEncrypt({ key: door.key, data: json })
  const leaf = await factorLeaf(ctx, staff, 'backup', 'renewed')
  await ctx.db.batch([
    exec(ctx.db, sql`UPDATE staff_totp SET backup_codes = ${sealed} WHERE user_id = ${staff}`),
    leaf.statement,
  ])
  return { backupCodes: groupsOf(json) }
}
