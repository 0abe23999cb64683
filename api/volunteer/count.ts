import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { suppressedSum } from '../privacy/suppress.ts'
import { Problem } from '../problem.ts'
import { pointBySlug } from './query.ts'
import type { VolunteerCounts } from './schema.ts'
import { kindTexts } from './words.ts'

/** The kinds that are counted in public: never the informants. */
const counted = ['watch', 'helper', 'patrol'] as const

/** How many volunteers a service point has, where that tells of nobody. One round trip. Throws not-found. */
export async function countVolunteers({
  ctx,
  station,
}: {
  ctx: Ctx
  station: string
}): Promise<VolunteerCounts> {
  const [[point], found] = await ctx.db.batch([
    pointBySlug(ctx, station),
    rows<{ kind: string; active: number }>(
      ctx.db,
      sql`SELECT kind, active FROM volunteer_total
          WHERE point_id = (SELECT id FROM service_point WHERE slug = ${station})`,
    ),
  ])
  if (!point) throw new Problem('not-found')
  const { cells, total } = suppressedSum(
    counted.map((kind) => found.find((row) => row.kind === kind)?.active ?? 0),
  )
  return {
    at: { slug: point.slug, name: { zh: point.nameZh, en: point.nameEn } },
    items: counted.map((kind, i) => ({ kind, kindText: kindTexts[kind], active: cells[i] ?? null })),
    total,
  }
}
