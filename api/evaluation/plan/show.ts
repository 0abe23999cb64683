import type { EvaluationWordKind } from '../../../db/schema/evaluation.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import { addQuarters, type Period, quarterAt, quartersOf } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { periodNameOf } from '../words.ts'
import { newestQuarters, planPoint, type WordRow, wordsSince } from './query.ts'
import type { Plan, PlanAtWork } from './schema.ts'

/** What stands about a period, out of the rows of `planRows`. */
export function planOf(period: Period, found: readonly (WordRow & { first: number })[]): Plan {
  const quarters = quartersOf(period)
  const quarter = quarters.findLast((one) => found.some((row) => row.period === one)) ?? quarters.at(-1)!
  const said = (of: string, kind: EvaluationWordKind): Plan['will'] => {
    const row = found.find((one) => one.period === of && one.kind === kind)
    if (!row) return null
    return {
      period: of,
      name: periodNameOf(of),
      text: { zh: row.zh, en: row.en },
      on: dayOf(row.first),
      changedOn: row.version > 1 ? dayOf(row.at) : null,
    }
  }
  return {
    before: said(addQuarters(quarter, -1), 'will'),
    did: said(quarter, 'did'),
    will: said(quarter, 'will'),
  }
}

/** So far back a station sees what it said: a year and a half, and the quarter before. */
const back = -7

/** What a station said, version by version, and what it can say now. Throws record-not-found, not-allowed. */
export async function showPlan({
  ctx,
  input: { slug },
}: {
  ctx: Ctx
  input: { slug: string }
}): Promise<PlanAtWork> {
  const [[point], quarters, words] = await ctx.db.batch([
    planPoint(ctx, slug),
    newestQuarters(ctx),
    wordsSince(ctx, slug, addQuarters(quarterAt(ctx.clock.now()), back)),
  ])
  if (!point) throw new Problem('record-not-found')
  allow(ctx.actor, 'evaluation.read', point.id)
  const of = (period: string, kind: EvaluationWordKind) =>
    words
      .filter((one) => one.period === period && one.kind === kind)
      .map(({ version, zh, en, at }) => ({ version, text: { zh, en }, at: toIso(at) }))
  return {
    station: { slug, name: { zh: point.zh, en: point.en } },
    quarters: quarters.map(({ period, state }) => {
      const may: EvaluationWordKind[] = []
      if (state !== 'open') may.push('will')
      if (of(addQuarters(period, -1), 'will').length) may.push('did')
      return {
        period,
        name: periodNameOf(period),
        state,
        will: of(period, 'will'),
        did: of(period, 'did'),
        may,
      }
    }),
  }
}
