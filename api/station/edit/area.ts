import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { ownPoint, pointBySlug } from './ownPoint.ts'
import { assignableOfficers, servedAreas } from './query.ts'

/**
 * Says which officer of the point, or of its community rooms, answers for an area (or one stretch of its streets); null: nobody just now. `was` is who
 * stood there when it was chosen. Throws invalid-input, record-not-found, not-allowed, stale.
 */
export async function assignArea({
  ctx,
  input: { slug, id, officerId, was },
}: {
  ctx: Ctx
  input: { slug: string; id: string; officerId: string | null; was: string | null }
}): Promise<{ id: string; officerId: string | null }> {
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'station.edit', found)
  const [areas, officers] = await ctx.db.batch([servedAreas(ctx, point.id), assignableOfficers(ctx, point)])
  const row = areas.find((each) => each.id === id)
  if (!row) throw new Problem('record-not-found')
  if (officerId !== null && !officers.some((each) => each.id === officerId))
    throw invalid('/officerId', 'wrong-value')
  if (row.officerId === officerId) return { id, officerId }
  if (row.officerId !== was) throw new Problem('stale', { extra: { now: row.officerId } })
  const leaf = await leafFor(ctx, {
    action: 'station.area',
    subject: slug,
    facts: { jurisdiction: id, before: row.officerId, after: officerId, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE jurisdiction SET officer_id = ${officerId} WHERE id = ${id} AND officer_id IS ${was}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { id, officerId }
}
