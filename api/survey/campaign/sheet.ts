import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { K } from '../../privacy/suppress.ts'
import { Problem } from '../../problem.ts'
import { formatCode } from '../../shared/accessCode.ts'
import { drawCode } from './code.ts'
import { addEvent, campaignById, pointBySlug } from './query.ts'
import { inState, makes } from './reach.ts'
import { text } from './show.ts'
import type { Sheet } from './staffSchema.ts'

/** How many codes are used, as staff may know while a survey runs. */
export const usedRoughly = (used: number): number => Math.floor(used / K) * K

/**
 * Draws the paper codes of one place, which are shown this once. A new sheet voids whatever of the one before is unused, so
 * there are never more than the quota; it holds a multiple of five fewer, since its length would tell how many were used. One
 * read, one write. Throws record-not-found, not-allowed, step-refused, stale.
 */
export async function drawSheet({
  ctx,
  input: { id, station, sheet },
}: {
  ctx: Ctx
  input: { id: string; station: string; sheet: number }
}): Promise<Sheet> {
  const { staff, role } = makes(ctx)
  const [found, [point]] = await ctx.db.batch([campaignById(ctx, id), pointBySlug(ctx, id, station)])
  const row = inState(found, null, 'out')
  if (!point) throw new Problem('record-not-found')
  if (row.closesOn < dayOf(ctx.clock.now())) throw new Problem('step-refused')
  if (point.sheet !== sheet) throw new Problem('stale')
  const most = Math.max(0, point.quota - Math.ceil(point.used / K) * K)
  const drawn = await Promise.all(Array.from({ length: most }, () => drawCode(ctx)))
  const leaf = await leafFor(ctx, {
    action: 'survey.codes',
    subject: id,
    facts: { station: point.slug, sheet: sheet + 1, codes: most, staff: staff.id },
  })
  const place = sql`campaign_id = ${id} AND service_point_id = ${point.pointId}`
  await ctx.db.batch([
    exec(ctx.db, sql`UPDATE campaign_point SET sheet = sheet + 1 WHERE ${place} AND sheet = ${sheet}`),
    guard(ctx.db),
    exec(ctx.db, sql`DELETE FROM campaign_code WHERE ${place} AND used = 0`),
    exec(
      ctx.db,
      sql`INSERT INTO campaign_code (hash, campaign_id, service_point_id)
          SELECT value, ${id}, ${point.pointId} FROM json_each(${JSON.stringify(drawn.map(({ hash }) => hash))})`,
    ),
    addEvent(ctx, { campaignId: id, what: 'codes', byId: staff.id, role, remark: point.slug }),
    leaf.statement,
  ])
  return {
    survey: { title: text(row.titleZh, row.titleEn), opensOn: row.opensOn, closesOn: row.closesOn },
    station: { slug: point.slug, name: text(point.zh, point.en) },
    sheet: sheet + 1,
    codes: drawn.map(({ code }) => formatCode(code)),
  }
}
