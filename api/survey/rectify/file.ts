import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { csvOf } from '../../register/csv.ts'
import { say as sayIn, type Text } from '../../shared/text.ts'
import { allow } from '../../staff/permission.ts'
import { deskRows } from './query.ts'
import { itemOf } from './view.ts'

/** Rows of a file at most: the first of those open, or the newest of those closed. */
const most = 500

const heads = {
  zh: ['编号', '派出所', '类别', '状态', '评的日子', '最晚联系', '最晚整改', '过期', '结果', '办结'],
  en: [
    'Number',
    'Station',
    'Group',
    'State',
    'Rated',
    'Call by',
    'Put right by',
    'Late',
    'Outcome',
    'Closed',
  ],
} as const

/**
 * The list of the supervision desk as a file for a spreadsheet: by days, with nothing of who rated or what, and nothing of a place
 * where one works. One round trip. Throws record-not-found, not-allowed.
 */
export async function rectificationFile({
  ctx,
  input: { show },
}: {
  ctx: Ctx
  input: { show: 'open' | 'done' }
}): Promise<{ name: string; text: string }> {
  allow(ctx.actor, 'rating.supervise', '*')
  const from = show === 'open' ? { at: 0, id: '' } : { at: Number.MAX_SAFE_INTEGER, id: '~' }
  const [found] = await ctx.db.batch([deskRows(ctx, show, from, most)])
  const say = (text: Text | null) => (text ? sayIn(text, ctx.locale) : '')
  const lines = found.map((row) => {
    const one = itemOf(ctx, row)
    return [
      one.id,
      say(one.station.name),
      say(one.group),
      say(one.stateText),
      one.openedOn,
      one.contactDueOn ?? '',
      one.dueOn,
      one.late || one.contactLate ? say({ zh: '是', en: 'yes' }) : '',
      say(one.outcomeText),
      one.closedOn ?? '',
    ]
  })
  return {
    name: `rectifications-${show}-${dayOf(ctx.clock.now())}.csv`,
    text: csvOf([heads[ctx.locale], ...lines]),
  }
}
