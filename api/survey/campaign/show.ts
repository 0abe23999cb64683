import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { levelsNameOf } from '../../evaluation/words.ts'
import { K } from '../../privacy/suppress.ts'
import { Problem } from '../../problem.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import type { Text } from '../../shared/text.ts'
import {
  type CampaignRow,
  type CellSum,
  campaignById,
  cellsOf,
  cellsTogether,
  type Place,
  pointsOf,
  publicCampaigns,
} from './query.ts'
import { levelsOf, type Question, questionText, readQuestions } from './questions.ts'
import type { Survey, SurveyCell, SurveyItem, SurveyList } from './schema.ts'
import { kindTexts, publicState, publicTexts } from './states.ts'

const page = 20

export const text = (zh: string, en: string): Text => ({ zh, en })

/** The surveys that were published, the last to begin first. One round trip. */
export async function listSurveys({
  ctx,
  input: { cursor },
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<SurveyList> {
  const [day, id] = readCursor(cursor, 2) ?? []
  const before: Place | null = typeof day === 'string' ? [day, String(id)] : null
  const [found] = await ctx.db.batch([publicCampaigns(ctx, before, page + 1)])
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => itemOf(ctx, row)),
    nextCursor: found.length > page && last ? cursorOf([last.opensOn, last.id]) : null,
  }
}

/** One survey that was published: its questions, and once it is over its results. One round trip. Throws not-found. */
export async function showSurvey({
  ctx,
  input: { id, station },
}: {
  ctx: Ctx
  input: { id: string; station?: string | undefined }
}): Promise<Survey> {
  const [[row], points, cells] = await ctx.db.batch([
    campaignById(ctx, id),
    pointsOf(ctx, id),
    station === undefined ? cellsTogether(ctx, id) : cellsOf(ctx, id, station),
  ])
  if (!row || row.publishedAt === null) throw new Problem('not-found')
  const meant = points.find(({ slug }) => slug === station)
  if (station !== undefined && !meant) throw new Problem('not-found')
  const questions = readQuestions(row.questions)
  return {
    ...itemOf(ctx, row),
    about: text(row.aboutZh, row.aboutEn),
    takesOpen: row.takesOpen === 1,
    questions: questions.map((question, i) => ({
      n: i + 1,
      kind: question.kind,
      text: questionText(question),
      levels: levelsOf(question),
      inEvaluation: i + 1 === row.seenQuestion,
    })),
    stations: points.map((point) => ({
      slug: point.slug,
      name: text(point.zh, point.en),
      report: row.kind === 'report' ? text(point.reportZh, point.reportEn) : null,
    })),
    withdrawn: row.state === 'withdrawn' ? text(row.withdrawnZh, row.withdrawnEn) : null,
    results:
      row.state === 'over'
        ? {
            station: meant ? { slug: meant.slug, name: text(meant.zh, meant.en) } : null,
            cells: cells.map((cell) => cellOf(questions, cell)),
            sha256: row.sha256 ?? '',
            leaf: row.leaf ?? '',
          }
        : null,
  }
}

/** A cell as it is published, with its levels in words. */
export function cellOf(questions: readonly Question[], row: CellSum): SurveyCell {
  const { question, n, cells, fromLevel: from, toLevel: to } = row
  const topped = row.topped < 0 ? null : row.topped
  const levels = levelsOf(questions[question - 1] ?? { kind: 'level5', text: text('', '') })
  return {
    question,
    verified: row.verified === 1,
    from,
    to,
    topped,
    levels: levelsNameOf({ levels: levels.reverse() }, { from, to, topped, cells }, K),
    cells,
    n,
  }
}

function itemOf(ctx: Pick<Ctx, 'clock'>, row: CampaignRow): SurveyItem {
  const state = publicState(ctx, row)
  return {
    id: row.id,
    kind: row.kind,
    kindText: kindTexts[row.kind],
    title: text(row.titleZh, row.titleEn),
    opensOn: row.opensOn,
    closesOn: row.closesOn,
    state,
    stateText: publicTexts[state],
  }
}

/** Whether answers are taken today. */
export const isOpen = (ctx: Pick<Ctx, 'clock'>, row: CampaignRow): boolean => {
  const today = dayOf(ctx.clock.now())
  return row.state === 'out' && row.opensOn <= today && today <= row.closesOn
}
