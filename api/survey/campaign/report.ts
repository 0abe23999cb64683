import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { allow, pointsFor, roleFor } from '../../staff/permission.ts'
import { addEvent, type CampaignRow, campaignById, type PointRow, pointBySlug } from './query.ts'
import { inState } from './reach.ts'
import { text } from './show.ts'
import { type ReportInput, type ReportList, reportMost } from './staffSchema.ts'
import { kindTexts, stateTexts } from './states.ts'

/** As many reports are shown: a station gives a few a year. */
const most = 50

/** The work reports that are asked of one's own stations, the newest first. One round trip. */
export async function listReports({ ctx }: { ctx: Ctx }): Promise<ReportList> {
  const points = pointsFor(ctx.actor, 'survey.report')
  const mine =
    points === 'all'
      ? sql`1`
      : sql`s.service_point_id IN (SELECT value FROM json_each(${JSON.stringify(points)}))`
  const [found] = await ctx.db.batch([
    rows<
      Pick<CampaignRow, 'id' | 'kind' | 'state' | 'titleZh' | 'titleEn' | 'opensOn' | 'closesOn'> &
        Pick<PointRow, 'slug' | 'zh' | 'en' | 'reportZh' | 'reportEn'>
    >(
      ctx.db,
      sql`SELECT c.id AS id, c.kind AS kind, c.state AS state, c.title_zh AS titleZh, c.title_en AS titleEn,
            c.opens_on AS opensOn, c.closes_on AS closesOn, p.slug AS slug, p.name_zh AS zh, p.name_en AS en,
            s.report_zh AS reportZh, s.report_en AS reportEn
          FROM campaign_point s CROSS JOIN campaign c ON c.id = s.campaign_id AND c.kind = 'report' AND c.state <> 'withdrawn'
          CROSS JOIN service_point p ON p.id = s.service_point_id
          WHERE ${mine} ORDER BY c.created_at DESC, c.id, p.slug LIMIT ${most}`,
    ),
  ])
  return {
    items: found.map((row) => ({
      id: row.id,
      kind: row.kind,
      kindText: kindTexts[row.kind],
      title: text(row.titleZh, row.titleEn),
      opensOn: row.opensOn,
      closesOn: row.closesOn,
      state: row.state,
      stateText: stateTexts[row.state],
      station: { slug: row.slug, name: text(row.zh, row.en) },
      words: text(row.reportZh, row.reportEn),
      open: row.state === 'draft',
    })),
  }
}

/**
 * Saves what a station says it did, as long as the survey is a draft: the second reader reads it, and the public what they
 * read. One read, one write. Throws record-not-found, not-allowed, step-refused, invalid-input.
 */
export async function saveReport({
  ctx,
  input,
}: {
  ctx: Ctx
  input: ReportInput & { id: string; station: string }
}) {
  const { id } = input
  const [found, [point]] = await ctx.db.batch([campaignById(ctx, id), pointBySlug(ctx, id, input.station)])
  if (!point) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'survey.report', point.pointId)
  const role = roleFor(ctx.actor, 'survey.report', point.pointId)
  const row = inState(found, null, 'draft')
  if (row.kind !== 'report' || !role) throw new Problem('step-refused')
  const errors: FieldError[] = []
  const zh = readWords(input.words.zh, '/words/zh', errors, reportMost)
  const en = input.words.en.trim() ? readWords(input.words.en, '/words/en', errors, reportMost * 3) : ''
  if (errors.length) throw new Problem('invalid-input', { errors })
  const leaf = await leafFor(ctx, {
    action: 'survey.report',
    subject: id,
    facts: { station: point.slug, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE campaign_point SET report_zh = ${zh}, report_en = ${en}
          WHERE campaign_id = ${id} AND service_point_id = ${point.pointId}
            AND (SELECT state FROM campaign WHERE id = ${id}) = 'draft'`,
    ),
    guard(ctx.db),
    addEvent(ctx, { campaignId: id, what: 'report', byId: staff.id, role, remark: point.slug }),
    leaf.statement,
  ])
  return { saved: true as const }
}
