import type { Dataset } from '../openData/dictionary.ts'
import { K } from '../privacy/suppress.ts'
import type { Text } from '../shared/text.ts'
import { ratingGroupNames } from '../survey/groups.ts'
import { deskColumns } from './desk.ts'
import { cellColumns, indicatorColumns, stationColumns } from './files.ts'
import { allTogether, resultColumns, usualRow } from './formula/files.ts'

const t = (zh: string, en: string): Text => ({ zh, en })

const at = (file: string) => ({
  json: `/api/v1/open-data/evaluations/{period}/${file}.json`,
  csv: `/api/v1/open-data/evaluations/{period}/${file}.csv`,
})

/** The codes of groups with their names. */
const codes = (locale: keyof Text) =>
  Object.entries(ratingGroupNames)
    .map(([code, name]) => `${code}: ${name[locale]}`)
    .join(locale === 'zh' ? '；' : '; ')

const cells: Record<(typeof cellColumns)[number], Text> = {
  period: t('季度，2026Q4', 'The quarter, 2026Q4'),
  closed: t('哪一天公布的', 'The day it was published'),
  station: t('单位，和网址 /stations/… 里的写法一样', 'The station, as in the address /stations/…'),
  indicator: t(
    '指标；unrated 是到期没有人评的次数，satisfaction.poster、.pressed、.apart 是没有凭据的、当面被要求评的、查实不算的评价，只数不算分',
    'The indicator; unrated: occasions nobody rated in time; satisfaction.poster, .pressed and .apart: ratings without an occasion, given in front of staff, set aside — counted and in no score',
  ),
  group: t(
    `事项大类；several 是几类合在一起；${codes('zh')}`,
    `The group of matters; several: some of them together; ${codes('en')}`,
  ),
  from: t('这一格从哪一级', 'The lowest level in the cell'),
  to: t('到哪一级；不分开公布', 'The highest level in it; which of them each is, is not told'),
  topped: t(
    `空着，或者：这一格里 1 到 ${K - 1} 个是 from 到 to 级的，其余是这一级的`,
    `Empty, or: 1 to ${K - 1} of the cell are of the levels from to to, the others of this one`,
  ),
  n: t('几个；更正的可以是 -1', 'How many; −1 in a correction'),
  few: t(
    `1：每月数字里公布的是“少于 ${K}”，这里一处按 2 个算`,
    `1: the monthly figures say “fewer than ${K}”; each counts as two here`,
  ),
  correction: t(
    '同意了的异议的编号；空着就是每周公布的',
    'The objection that was granted; empty: published at a weekly close',
  ),
}

const indicators: Record<(typeof indicatorColumns)[number], Text> = {
  code: t('指标', 'The indicator'),
  version: t('第几版', 'Its version'),
  from_period: t('从哪个季度起', 'The first quarter it is in force for'),
  weight: t('权重', 'Its weight'),
  minimum: t('少于这么多不出分', 'A place with fewer has no score'),
  k: t('一格最少几个', 'The least a cell holds'),
  spread: t(
    '各单位之间至少差这么多（标准差，分）',
    'The least spread between places that is assumed (standard deviation, points)',
  ),
  certainty: t(
    '依据有多确定：S 已对照法条，P 见于公开转载，K1 有把握、尚未对照原文，K2 不太确定',
    'How sure its basis is: S checked against the law, P seen in public copies, K1 confident, not yet checked against the text, K2 not certain',
  ),
  name_zh: t('名称', 'Name in Chinese'),
  name_en: t('英文名称', 'Name in English'),
  level: t('哪一级', 'A level'),
  points: t('这一级值几分，0 到 100', 'What it is worth, points from 0 to 100'),
  share: t('几级合在一格里时，按这个比例算', 'Its share where a cell joins several levels'),
  level_zh: t('这一级的名称', 'Name of the level in Chinese'),
  level_en: t('这一级的英文名称', 'Name of the level in English'),
}

const results: Record<(typeof resultColumns)[number], Text> = {
  station: t(`单位；${usualRow} 是全局一般水平`, `The station; ${usualRow}: what is usual in the bureau`),
  indicator: t(`指标；${allTogether} 是总的`, `The indicator; ${allTogether}: together`),
  n: t(
    '公布的几格加起来几个；总的那行是有分的几项',
    'Events in its cells; together: the indicators with a score',
  ),
  mean: t('平均分；空着是太少', 'The plain mean, points of 100; empty: too few'),
  score: t(
    '得分：按事项大类找平，再向全局靠拢；空着是太少，总的里这一项按一般水平算',
    'Adjusted by group and drawn toward what is usual; empty: too few, and together what is usual counts instead',
  ),
  low: t('95% 区间的下限', 'Lower end of the 95 % interval'),
  high: t('95% 区间的上限', 'Upper end of the 95 % interval'),
  band: t(
    'A 明显高于一般，C 明显低于一般，B 说不准；空着是太少',
    'A clearly above what is usual, C clearly below, B neither; empty: too few',
  ),
}

const desk: Record<(typeof deskColumns)[number], Text> = {
  period: cells.period,
  closed: cells.closed,
  figure: t(
    'desk.appeal：派出所对差评的申诉；desk.second：给差评的人办结后再评',
    'desk.appeal: appeals of stations against bad ratings; desk.second: how whoever rated badly judged what came of it',
  ),
  reason: t(
    '申诉的理由：mistaken-station 评的是别的单位，duplicate 同一件事评了几次，abusive 只有辱骂，not-about-us 不归我们管，other 其他；several 是几种合在一起；别的行空着',
    'The reason of the appeal: mistaken-station meant another place, duplicate rated more than once, abusive nothing but abuse, not-about-us not ours to decide, other; several: some of them together; empty elsewhere',
  ),
  from: t(
    '这一格从哪一级：0 没有采纳，1 采纳；desk.second 是 1 到 5',
    'The lowest level in the cell: 0 rejected, 1 upheld; of desk.second 1 to 5',
  ),
  to: cells.to,
  topped: cells.topped,
  n: t('几个；申诉在决定的季度里数', 'How many; an appeal counts in the quarter in which it was decided'),
}

const stations: Record<(typeof stationColumns)[number], Text> = {
  station: t('代号，就是其他文件里的 station', 'The code, as `station` in the other files'),
  name_zh: t('今天的名称', 'Its name today, in Chinese'),
  name_en: t('今天的英文名称', 'Its name today, in English'),
  kind: t('哪一类：station 派出所，hall 办事大厅，room 警务室', 'Which kind: station, hall, room'),
}

const columnsOf = <Name extends string>(names: readonly Name[], means: Record<Name, Text>) =>
  names.map((name) => ({ name, means: means[name] }))

/** The tables of the evaluation, a set of files for each period. */
export const evaluationDatasets: readonly Dataset[] = [
  {
    name: 'evaluation-cells',
    title: t('考评：公布的每一格', 'Evaluation: the published cells'),
    about: t(
      `评价和是否按时的个数，凑够 ${K} 个才公布，公布了不再改；所有分数都从这里算出`,
      `Counts of ratings and of days kept or missed, published once there are ${K}, never changed; every score is made of them`,
    ),
    ...at('cells'),
    columns: columnsOf(cellColumns, cells),
  },
  {
    name: 'evaluation-indicators',
    title: t('考评：指标', 'Evaluation: the indicators'),
    about: t('每项指标、每一级一行', 'A row for each level of each indicator'),
    ...at('indicators'),
    columns: columnsOf(indicatorColumns, indicators),
  },
  {
    name: 'evaluation-stations',
    title: t('考评：单位', 'Evaluation: the stations'),
    about: t('代号和名称，不在指纹里', 'Codes and names; in no hash'),
    json: '/api/v1/evaluations/{period}',
    csv: at('stations').csv,
    columns: columnsOf(stationColumns, stations),
  },
  {
    name: 'evaluation-results',
    title: t('考评：结果', 'Evaluation: the results'),
    about: t(
      '从前两个文件可以一字不差地算出来：npm run recompute',
      'Made of the two other files, and can be made again byte for byte: npm run recompute',
    ),
    ...at('results'),
    columns: columnsOf(resultColumns, results),
  },
  {
    name: 'evaluation-desk',
    title: t('考评：公安局督察自己', 'Evaluation: the supervision desk itself'),
    about: t(
      `全局合在一起，季度结束以后公布，凑够 ${K} 个一格；不算进任何派出所的分`,
      `For the whole bureau, once a quarter is over, in cells of ${K} or more; in no station’s score`,
    ),
    ...at('desk'),
    columns: columnsOf(deskColumns, desk),
  },
]
