import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { HOUR } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { UnmaskInput } from '../../record/schema.ts'
import { reasonWords, unmasksAnHour } from '../../record/unmask.ts'
import { viewed } from '../../record/viewed.ts'
import { allow, roleFor } from '../../staff/permission.ts'
import { applicationReference } from '../access.ts'
import { filesOf } from '../query.ts'
import { linkTo } from './link.ts'
import { holderRow } from './query.ts'
import type { FileLink } from './schema.ts'

const permission = 'record.unmask'

/**
 * A link to one file of an application for staff of its service point, after noting who, when and why, as for a name or
 * a number (api/record/unmask.ts), and counted with those by the hour. Throws record-not-found, not-allowed,
 * invalid-input, looked-too-often.
 */
export async function staffLink({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; fileId: string } & Pick<UnmaskInput, 'reason' | 'words'>
}): Promise<FileLink> {
  const reference = applicationReference(input.reference)
  const [[row], files] = await ctx.db.batch([holderRow(ctx, reference), filesOf(ctx, reference)])
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  const role = roleFor(ctx.actor, permission, row.pointId)
  if (!role) throw new Problem('not-allowed')
  if (!files.some(({ id }) => id === input.fileId)) throw new Problem('record-not-found')
  const words = reasonWords(input)
  const now = ctx.clock.now()
  const hour = Math.floor(now / HOUR)
  const viewer = { person: { reference }, point: { id: row.pointId }, staff, role }
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`INSERT INTO tray (operation, hour, used, cap) VALUES (${`record.unmask ${staff.id}`}, ${hour}, 1, ${unmasksAnHour})
            ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1`,
      ),
      ...(await viewed(ctx, viewer, { kind: 'unmasked', fields: ['file'], reason: input.reason, words })),
    ])
  } catch (error) {
    if (refusalOf(error) !== 'tray-full') throw error
    throw new Problem('looked-too-often', { retryAfter: ((hour + 1) * HOUR - now) / 1000 })
  }
  return linkTo(ctx, input.fileId)
}
