import type { APIContext } from 'astro'
import type { Missed, Objections } from '../../../../api/evaluation/objection/schema.ts'
import type { StationEvaluation } from '../../../../api/evaluation/schema.ts'
import type { FlagDesk } from '../../../../api/survey/flags/schema.ts'
import type { RectificationList, TaskList } from '../../../../api/survey/rectify/schema.ts'
import { ask } from '../../../lib/ask.ts'
import { evaluationWords, rateOf, stationPath } from '../../../lib/evaluation.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { AtWork } from '../../../lib/staffPage.ts'
import { readerOf } from '../../../lib/text.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals' | 'cookies'>

/** One line of what stands: words that lead to the page where it is seen or done. */
export interface Line {
  words: string
  to: string
  late?: boolean
}

/** The most stations of one's own that are looked at here. */
const most = 3

/** The newest quarter that has ended and the running one of one's own stations, as everybody reads them. */
export async function ownStations(where: Where, page: AtWork): Promise<StationEvaluation[]> {
  const own = page.pointsFor('evaluation.object').points.slice(0, most)
  const asked = await Promise.all(
    own.flatMap(({ slug }) =>
      ['latest', 'current'].map((period) =>
        ask<StationEvaluation>(where, `/evaluations/${period}/stations/${encodeURIComponent(slug)}`),
      ),
    ),
  )
  const found = asked.flatMap((answer) => (answer.ok ? [answer.data] : []))
  // Before any quarter has ended, both are the running one.
  const key = ({ period, station }: StationEvaluation) => `${period.period} ${station.slug}`
  return [...new Map(found.map((one) => [key(one), one])).values()]
}

/** What a chief sees of the own stations: published numbers alone. */
export function stationLines(where: Where, page: AtWork, own: readonly StationEvaluation[]): Line[] {
  const { t, say, format } = page
  const reader = readerOf(where)
  return own.flatMap((one) => {
    const { period, station, all, rated, unrated, indicators, cells, plan } = one
    const names = { station: say(station.name), period: say(period.name) }
    const to = stationPath(period.period, station.slug)
    const words = evaluationWords({ band: all.band, state: period.state }, reader)
    const added = indicators
      .map(({ code, name }) => ({
        name: say(name),
        n: cells.filter(({ indicator }) => indicator === code).reduce((sum, cell) => sum + cell.added, 0),
      }))
      .filter(({ n }) => n > 0)
    const rate = rateOf(rated, unrated)
    return [
      { words: t('eval.line.band', { ...names, words }), to },
      ...(period.state === 'open' && period.closedOn && added.length
        ? [
            {
              words: t('eval.line.moved', {
                day: format.day(period.closedOn),
                list: added.map(({ name, n }) => t('eval.line.added', { name, n })).join(t('eval.line.and')),
              }),
              to: `${to}#each`,
            },
          ]
        : []),
      ...(unrated === null || rate === null
        ? []
        : [{ words: t('eval.line.rate', { ...names, rate, rated, unrated }), to }]),
      ...(period.state !== 'open' && !plan.will && page.can('evaluation.plan')
        ? [{ words: t('eval.line.plan', names), to: `/staff/evaluations/plans/${station.slug}` }]
        : []),
      ...(plan.before && !plan.did && page.can('evaluation.plan')
        ? [
            {
              words: t('eval.line.did', { period: say(plan.before.name) }),
              to: `/staff/evaluations/plans/${station.slug}`,
            },
          ]
        : []),
    ]
  })
}

/** What waits for a chief: days that may be objected to, what the desk asks to be put right. */
export async function waitingLines(where: Where, page: AtWork): Promise<Line[]> {
  const { t, can, format } = page
  const [missed, tasks] = await Promise.all([
    can('evaluation.object') ? staffAsk<Missed>(where, '/staff/evaluations/missed') : null,
    can('rating.rectify') ? staffAsk<TaskList>(where, '/staff/rating-tasks') : null,
  ])
  const lines: Line[] = []
  if (missed?.ok && missed.data.objectionsUntil) {
    const { items, nextCursor, objectionsUntil } = missed.data
    const n = items.filter(({ objection }) => !objection).length
    const key = nextCursor ? 'eval.line.missed.many' : 'eval.line.missed'
    if (n > 0 || nextCursor)
      lines.push({ words: t(key, { n, day: format.day(objectionsUntil) }), to: '/staff/evaluations/missed' })
  }
  const open = tasks?.ok ? tasks.data.items.filter(({ state }) => state === 'fixing') : []
  if (open.length)
    lines.push({
      words: t('today.ratings.tasks', { n: open.length }),
      to: '/staff/ratings',
      late: open.some(({ late }) => late),
    })
  return lines
}

/** What stands open for the supervision desk. */
export async function deskLines(where: Where, page: AtWork): Promise<Line[]> {
  const { t, say, can, format } = page
  const [objections, flags, bad] = await Promise.all([
    can('evaluation.decide') ? staffAsk<Objections>(where, '/staff/evaluations/objections?state=open') : null,
    can('rating.supervise') ? staffAsk<FlagDesk>(where, '/staff/rating-flags') : null,
    can('rating.supervise') ? staffAsk<RectificationList>(where, '/staff/rectifications') : null,
  ])
  const lines: Line[] = []
  const waits = objections?.ok ? objections.data.items.length : 0
  if (waits) lines.push({ words: t('today.objections', { n: waits }), to: '/staff/evaluations/objections' })
  const held = flags?.ok ? flags.data.bursts.reduce((sum, { ratings }) => sum + ratings.length, 0) : 0
  if (held) lines.push({ words: t('eval.line.held', { n: held }), to: '/staff/ratings/flags' })
  const pressed = flags?.ok ? flags.data.pressed.filter(({ ratings }) => ratings !== null) : []
  if (pressed.length)
    lines.push({
      words: t('eval.line.pressed', {
        n: pressed.length,
        list: pressed
          .slice(0, most)
          .map(({ station }) => say(station.name))
          .join(t('eval.line.and')),
      }),
      to: '/staff/ratings/flags',
    })
  const open = bad?.ok ? bad.data.items : []
  const first = open[0]
  if (bad?.ok && first)
    lines.push({
      words: t(bad.data.nextCursor ? 'eval.line.bad.many' : 'eval.line.bad', {
        n: open.length,
        day: format.day(first.dueOn),
      }),
      to: '/staff/ratings',
      late: first.late,
    })
  return lines
}
