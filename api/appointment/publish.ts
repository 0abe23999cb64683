import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { drawDue } from './release/draw.ts'
import { planReleases } from './release/plan.ts'

/** Plans what is to come and draws everything due now. Safe to run at any time and twice; a slot is made once. */
export async function publishSlots(ctx: Ctx): Promise<{ slots: number }> {
  await planReleases(ctx)
  const { slots } = await drawDue(ctx)
  return { slots }
}

/** The work of each minute: draws what is due. A bureau that has never planned anything plans at once. */
export async function releaseDue(ctx: Ctx) {
  const [found] = await ctx.db.batch([rows(ctx.db, sql`SELECT 1 AS one FROM release LIMIT 1`)])
  if (found.length === 0) await planReleases(ctx)
  return drawDue(ctx)
}
