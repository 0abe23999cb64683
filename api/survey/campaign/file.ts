import type { Ctx } from '../../context.ts'
import { tableText } from '../../evaluation/formula/table.ts'
import type { OpenFile } from '../../evaluation/openFile.ts'
import type { Dataset } from '../../openData/dictionary.ts'
import { K } from '../../privacy/suppress.ts'
import { Problem } from '../../problem.ts'
import { type CellRow, campaignById, cellsOf } from './query.ts'
import { readQuestions } from './questions.ts'
import { cellOf } from './show.ts'

const columns = ['station', 'question', 'verified', 'from', 'to', 'topped', 'n'] as const

/** The cells as a file, always the same bytes for the same cells: what the audit record attests. */
export function cellText(cells: readonly CellRow[]): string {
  const order = (one: CellRow) => [
    one.station,
    one.question,
    1 - one.verified,
    one.fromLevel,
    one.toLevel,
    one.topped,
  ]
  const key = (one: CellRow) =>
    order(one)
      .map((part) => String(part).padStart(3, '0'))
      .join(' ')
  const lines = [...cells]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((one) => [
      one.station,
      one.question,
      one.verified,
      one.fromLevel,
      one.toLevel,
      one.topped < 0 ? '' : one.topped,
      one.n,
    ])
  return tableText([columns, ...lines.map((line) => line.map(String))])
}

/** The results of a survey that is over, as a file. One round trip. Throws not-found. */
export async function surveyFile({
  ctx,
  input: { id, file },
}: {
  ctx: Ctx
  input: { id: string; file: 'cells.csv' | 'cells.json' }
}): Promise<OpenFile> {
  const [[row], cells] = await ctx.db.batch([campaignById(ctx, id), cellsOf(ctx, id)])
  if (row?.state !== 'over') throw new Problem('not-found')
  const name = `survey-${id}-${file}`
  if (file === 'cells.csv') return { name, type: 'text/csv', text: cellText(cells) }
  const questions = readQuestions(row.questions)
  const items = cells.map((one) => ({ station: one.station, ...cellOf(questions, one) }))
  return { name, type: 'application/json', text: `${JSON.stringify({ survey: id, items }, null, 1)}\n` }
}

/** What the files of a survey hold, column by column. */
export const surveyDataset: Dataset = {
  name: 'survey-cells',
  title: { zh: '开门评警、报告工作的结果', en: 'Results of surveys and of scored work reports' },
  about: {
    zh: `一次问卷一个文件，结束以后公布一次，不再改；每一格至少 ${K} 个人，格和格不重叠。见警率那一题凭码的回答在考评里公布，这里没有`,
    en: `One file a survey, published once it is over and never changed; each cell stands for at least ${K} people, and no two overlap. The answers with a code to how often police are seen are published with the evaluation and not here`,
  },
  json: '/api/v1/open-data/surveys/{id}/cells.json',
  csv: '/api/v1/open-data/surveys/{id}/cells.csv',
  columns: [
    {
      name: 'station',
      means: {
        zh: '单位，和网址 /stations/… 里的写法一样',
        en: 'The station, as in the address /stations/…',
      },
    },
    {
      name: 'question',
      means: {
        zh: '第几题，见 /api/v1/surveys/{id}',
        en: 'The number of the question in /api/v1/surveys/{id}',
      },
    },
    {
      name: 'verified',
      means: {
        zh: '1：凭发到手的回答码；0：没有码，只作参考',
        en: '1: with a paper code; 0: without one, for information only',
      },
    },
    { name: 'from', means: { zh: '这一格从哪一级', en: 'The lowest level in the cell' } },
    {
      name: 'to',
      means: {
        zh: '到哪一级；不分开公布',
        en: 'The highest level in it; which of them each is, is not told',
      },
    },
    {
      name: 'topped',
      means: {
        zh: `空着，或者：这一格里 1 到 ${K - 1} 个是 from 到 to 级的，其余是这一级的`,
        en: `Empty, or: 1 to ${K - 1} of the cell are of the levels from to to, the others of this one`,
      },
    },
    { name: 'n', means: { zh: '几个人', en: 'How many people' } },
  ],
}
