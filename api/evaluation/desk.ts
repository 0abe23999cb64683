import { K } from '../privacy/suppress.ts'
import type { Text } from '../shared/text.ts'
import { appealReasonNames } from '../survey/rectify/states.ts'
import { ratingLevels } from '../survey/scale.ts'
import { tableText } from './formula/table.ts'
import type { DeskCell } from './query.ts'
import { groupNameOf, levelsNameOf } from './words.ts'

const t = (zh: string, en: string): Text => ({ zh, en })

/** What the supervision desk itself does, counted for the whole bureau and in no score; `*` stands for the bureau. */
export const deskFigures = [
  {
    code: 'desk.appeal',
    name: t('派出所对差评的申诉', 'Appeals of stations against bad ratings'),
    levels: [
      { level: 0, name: t('没有采纳', 'Rejected') },
      { level: 1, name: t('采纳，评价另外数', 'Upheld, the rating counted apart') },
    ],
  },
  {
    code: 'desk.second',
    name: t('给差评的人办结后再评', 'How whoever rated badly judged what came of it'),
    levels: ratingLevels,
  },
] as const
export const deskCodes: readonly string[] = deskFigures.map(({ code }) => code)

/** The columns of desk.csv. */
export const deskColumns = ['period', 'closed', 'figure', 'reason', 'from', 'to', 'topped', 'n'] as const

const lineOf = ({ period, closed, indicator, grp, fromLevel, toLevel, topped, n }: DeskCell) => [
  period,
  closed,
  indicator,
  // Only appeals have reasons.
  indicator === 'desk.appeal' ? grp : '',
  String(fromLevel),
  String(toLevel),
  topped < 0 ? '' : String(topped),
  String(n),
]

/** desk.csv, byte for byte. */
export const deskText = (cells: readonly DeskCell[]): string =>
  tableText([deskColumns, ...cells.map(lineOf).sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1))])

/** The same as JSON. */
export const deskItems = (cells: readonly DeskCell[]) =>
  cells.map((cell) => {
    const [period, closed, figure, reason] = lineOf(cell)
    const { fromLevel: from, toLevel: to, topped, n } = cell
    return { period, closed, figure, reason, from, to, topped: topped < 0 ? null : topped, n }
  })

/** As everybody reads it: cells that are alike in several quarters added up. */
export function deskView(cells: readonly DeskCell[]) {
  const alike = Map.groupBy(
    cells,
    ({ indicator, grp, fromLevel, toLevel, topped }) =>
      `${indicator} ${grp} ${fromLevel} ${toLevel} ${topped}`,
  )
  return deskFigures.map(({ code, name, levels }) => ({
    code,
    name,
    cells: [...alike.values()]
      .filter(([one]) => one!.indicator === code)
      .map((found) => {
        const { grp, fromLevel: from, toLevel: to, topped } = found[0]!
        return {
          reason: code === 'desk.appeal' ? reasonName(grp) : null,
          levels: levelsNameOf(
            { levels },
            { from, to, topped: topped < 0 ? null : topped, cells: found.length },
            K,
          ),
          n: found.reduce((sum, { n }) => sum + n, 0),
        }
      }),
  }))
}

const reasonName = (reason: string): Text =>
  Object.hasOwn(appealReasonNames, reason)
    ? appealReasonNames[reason as keyof typeof appealReasonNames]
    : groupNameOf(reason)
