import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { csvOf } from '../../register/csv.ts'
import { say as sayIn, type Text } from '../../shared/text.ts'
import { allow } from '../../staff/permission.ts'
import { periodNameOf } from '../words.ts'
import { indicatorNamed, stateNames, whyNames } from './names.ts'
import { type ObjectionRow, objectionRows } from './query.ts'

/** Rows of a file at most: the newest. */
const most = 500

const heads = {
  zh: ['编号', '时期', '派出所', '指标', '哪一天', '理由', '状态', '提出', '裁定', '公开的原因'],
  en: [
    'Number',
    'Period',
    'Station',
    'Indicator',
    'Day',
    'Reason',
    'State',
    'Filed',
    'Decided',
    'Why, in public',
  ],
} as const

/**
 * The objections of all stations as a file for a spreadsheet: what was decided and what everybody reads of it, without the
 * words of either side and without the record it is about. One round trip. Throws record-not-found, not-allowed.
 */
export async function objectionFile({
  ctx,
  input: { state },
}: {
  ctx: Ctx
  input: { state?: ObjectionRow['state'] | undefined }
}): Promise<{ name: string; text: string }> {
  allow(ctx.actor, 'evaluation.decide', '*')
  const [found] = await ctx.db.batch([objectionRows(ctx, { points: 'all', state, after: null, most })])
  const say = (text: Text) => sayIn(text, ctx.locale)
  const lines = found.map((row) => [
    row.id,
    say(periodNameOf(row.period)),
    say({ zh: row.zh, en: row.en }),
    say(indicatorNamed(row.indicator).name),
    row.day,
    say(whyNames[row.why]),
    say(stateNames[row.state]),
    dayOf(row.filedAt),
    row.decidedAt === null ? '' : dayOf(row.decidedAt),
    say({ zh: row.publicZh, en: row.publicEn }),
  ])
  return {
    name: `objections-${state ?? 'all'}-${dayOf(ctx.clock.now())}.csv`,
    text: csvOf([heads[ctx.locale], ...lines]),
  }
}
