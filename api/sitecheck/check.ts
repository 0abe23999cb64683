import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { pointsFor } from '../staff/permission.ts'
import { columnState } from './columns.ts'
import { noticeLines } from './noticeLines.ts'
import {
  type ColumnRow,
  healthRow,
  incompleteGuides,
  openReports,
  overdueNotices,
  publishedDates,
  publisherColumns,
  siteColumns,
} from './query.ts'
import type { ColumnLine, SiteCheck } from './schema.ts'
import { siteLines } from './siteLines.ts'
import { monthsBefore } from './sure.ts'

/**
 * The site as the inspectors would see it (standards B7): every column with the day it goes stale, every rule with what
 * was found. Somebody of a station sees its own columns, notices and reports; whoever checks for the bureau sees the
 * whole site. One round trip. Throws not-allowed.
 */
export async function checkSite({ ctx }: { ctx: Ctx }): Promise<SiteCheck> {
  const points = pointsFor(ctx.actor, 'site.check')
  if (points.length === 0) throw new Problem('not-allowed')
  const scope = points === 'all' ? null : JSON.stringify(points)
  const now = ctx.clock.now()
  const [site, own, overdue, reports, dates, guides, health] = await ctx.db.batch([
    siteColumns(ctx),
    publisherColumns(ctx, scope),
    overdueNotices(ctx, scope, dayOf(now)),
    openReports(ctx, scope, now, monthsBefore(now, 3)),
    publishedDates(ctx, scope),
    incompleteGuides(ctx),
    healthRow(ctx, now),
  ])
  const line = (row: ColumnRow) => columnLine(ctx, row, now)
  const columns = [...(scope === null ? site : []), ...own].map(line)
  // The inspectors open the site's columns; a station answers for its own.
  const counted = (scope === null ? site : own).map(line)
  const lines = [
    ...noticeLines(ctx, { columns: counted, overdue, reports: reports[0]!, dates }),
    ...(scope === null ? siteLines(ctx, { site, guides, health: health[0]! }) : []),
  ]
  const rank = { bad: 0, warn: 1, unseen: 2, good: 3 }
  lines.sort((a, b) => rank[a.state] - rank[b.state] || Number(b.oneFails) - Number(a.oneFails))
  return {
    scope: scope === null ? 'bureau' : 'own',
    checkedAt: toIso(now),
    verdict: lines.some(({ oneFails, state }) => oneFails && state === 'bad') ? 'fail' : 'pass',
    lines,
    columns,
  }
}

function columnLine({ settings }: Ctx, row: ColumnRow, now: number): ColumnLine {
  const { state, days, dueOn } = columnState(row, now)
  const { publisherId, slug, pointZh, pointEn } = row
  return {
    publisher:
      publisherId === null
        ? null
        : slug === null
          ? { slug: null, name: settings.bureauName }
          : { slug, name: { zh: pointZh ?? '', en: pointEn ?? '' } },
    category: { code: row.code, name: { zh: row.nameZh, en: row.nameEn } },
    state,
    newestOn: row.published ? dayOf(row.lastAt) : null,
    days,
    limit: row.staleAfter,
    dueOn,
    hidden: state === 'stale' || state === 'empty',
    basis: { zh: row.basisZh, en: row.basisEn },
    certainty: row.certainty,
  }
}
