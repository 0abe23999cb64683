import { type SQL, sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { CampaignState } from '../../../db/schema/campaign.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Role, Staff } from '../../shared/actor.ts'
import { allow, roleFor } from '../../staff/permission.ts'
import type { CampaignRow } from './query.ts'

/** Who makes surveys: the bureau, for all its places. Throws record-not-found, not-allowed. */
export function makes(ctx: Ctx): { staff: Staff; role: Role } {
  const staff = allow(ctx.actor, 'survey.edit', '*')
  const role = roleFor(ctx.actor, 'survey.edit', '*')
  if (!role) throw new Problem('not-allowed')
  return { staff, role }
}

/** The survey as it was seen. Throws record-not-found, step-refused in any other state, stale when it has changed. */
export function inState(
  [row]: readonly CampaignRow[],
  rev: number | null,
  ...states: CampaignState[]
): CampaignRow {
  if (!row) throw new Problem('record-not-found')
  if (!states.includes(row.state)) throw new Problem('step-refused')
  if (rev !== null && row.rev !== rev) throw new Problem('stale')
  return row
}

/** Statement: changes a survey that is still as it was read; guard it. `set` names further columns. */
export const change = (
  { db, clock }: Ctx,
  { id, rev }: Pick<CampaignRow, 'id' | 'rev'>,
  by: string,
  set: SQL = sql``,
) =>
  exec(
    db,
    sql`UPDATE campaign SET rev = rev + 1, updated_at = ${clock.now()}, moved_by = ${by} ${set}
        WHERE id = ${id} AND rev = ${rev}`,
  )
