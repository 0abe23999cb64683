import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import type { KeyRevocation } from '../../../db/schema/certificate.ts'
import { leafFor } from '../../audit/append.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { keyRows } from '../query.ts'

/**
 * Revokes a signing key for good, for whoever may revoke at the bureau itself: files signed under it are taken no longer
 * without the register, and nothing more can be issued under it. Throws not-allowed, record-not-found, stale (revoked
 * already).
 */
export async function revokeKey({
  ctx,
  input: { kid, reason },
}: {
  ctx: Ctx
  input: { kid: string; reason: KeyRevocation }
}): Promise<{ kid: string; revokedAt: string }> {
  const staff = allow(ctx.actor, 'certificate.revoke', '*')
  const [keys] = await ctx.db.batch([keyRows(ctx)])
  const key = keys.find((row) => row.kid === kid)
  if (!key) throw new Problem('record-not-found')
  if (key.revokedAt !== null) throw new Problem('stale')
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'key.revoke',
    subject: `certificate-key ${kid}`,
    facts: { reason, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE certificate_key SET revoked_at = ${now}, revoked_reason = ${reason}, revoked_by = ${staff.id}
          WHERE kid = ${kid} AND revoked_at IS NULL`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { kid, revokedAt: toIso(now) }
}
