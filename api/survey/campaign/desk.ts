import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { open } from '../../privacy/field.ts'
import { Problem } from '../../problem.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { findingsOf } from './gate.ts'
import {
  type CampaignRow,
  campaignById,
  deskCampaigns,
  eventsOf,
  type Place,
  pointsOf,
  wroteRow,
} from './query.ts'
import { readQuestions } from './questions.ts'
import { inState, makes } from './reach.ts'
import { usedRoughly } from './sheet.ts'
import { text } from './show.ts'
import type { DeskList, DeskSurvey, WordsList } from './staffSchema.ts'
import { kindTexts, stateTexts } from './states.ts'

const page = 30

const itemOf = (row: CampaignRow) => ({
  id: row.id,
  kind: row.kind,
  kindText: kindTexts[row.kind],
  title: text(row.titleZh, row.titleEn),
  opensOn: row.opensOn,
  closesOn: row.closesOn,
  state: row.state,
  stateText: stateTexts[row.state],
})

/** All surveys, the newest first. One round trip. Throws record-not-found, not-allowed. */
export async function listDesk({
  ctx,
  input: { cursor },
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<DeskList> {
  makes(ctx)
  const [at, id] = readCursor(cursor, 2) ?? []
  const before: Place | null = typeof at === 'number' ? [at, String(id)] : null
  const [found] = await ctx.db.batch([deskCampaigns(ctx, before, page + 1)])
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  return {
    items: shown.map(itemOf),
    nextCursor: found.length > page && last ? cursorOf([last.createdAt, last.id]) : null,
  }
}

/**
 * One survey as those see it who make surveys: its texts, what the privacy gate finds, what may be done, and no number but
 * how many codes are used, in fives. One round trip. Throws record-not-found, not-allowed.
 */
export async function openSurvey({ ctx, id }: { ctx: Ctx; id: string }): Promise<DeskSurvey> {
  const { staff } = makes(ctx)
  const [[row], points, events, [reader], official] = await ctx.db.batch([
    campaignById(ctx, id),
    pointsOf(ctx, id),
    eventsOf(ctx, id),
    wroteRow(ctx, id, staff.id),
    officialRow(ctx),
  ])
  if (!row) throw new Problem('record-not-found')
  const findings = row.publishedAt === null ? findingsOf(row, points, officialOf(ctx, official[0])) : []
  return {
    ...itemOf(row),
    rev: row.rev,
    about: text(row.aboutZh, row.aboutEn),
    questions: readQuestions(row.questions),
    takesOpen: row.takesOpen === 1,
    stations: points.map((point) => ({
      slug: point.slug,
      name: text(point.zh, point.en),
      quota: point.quota,
      sheet: point.sheet,
      used: usedRoughly(point.used),
      report: text(point.reportZh, point.reportEn),
    })),
    can: canOf(ctx, row, reader?.wrote === 1),
    findings: findings.map(({ field, key, rule, text: words }) => ({ field, key, rule, text: words })),
    events: events.map(({ at, what, by, remark }) => ({ at: toIso(at), what, by, remark })),
  }
}

function canOf(ctx: Ctx, { state, closesOn }: CampaignRow, wrote: boolean): DeskSurvey['can'] {
  const past = closesOn < dayOf(ctx.clock.now())
  if (state === 'draft') return ['plan', 'send', 'withdraw']
  if (state === 'review') return [...(wrote || past ? [] : (['publish'] as const)), 'return', 'withdraw']
  if (state === 'out') return past ? ['withdraw'] : ['codes', 'withdraw']
  return state === 'over' ? ['words'] : []
}

/**
 * The free words of a survey that is over, in an order that says nothing, apart from what their authors answered. That they were
 * read leaves a leaf. One read, one write. Throws record-not-found, not-allowed, step-refused before the end.
 */
export async function readWordsOf({
  ctx,
  input: { id, cursor },
}: {
  ctx: Ctx
  input: { id: string; cursor?: string | undefined }
}): Promise<WordsList> {
  const { staff } = makes(ctx)
  const [after] = readCursor(cursor, 1) ?? []
  const [found, said] = await ctx.db.batch([
    campaignById(ctx, id),
    rows<{ id: string; zh: string; en: string; words: string }>(
      ctx.db,
      sql`SELECT w.id AS id, p.name_zh AS zh, p.name_en AS en, w.words AS words
          FROM campaign_word w CROSS JOIN service_point p ON p.id = w.service_point_id
          WHERE w.campaign_id = ${id} AND w.words IS NOT NULL AND w.id > ${typeof after === 'string' ? after : ''}
          ORDER BY w.id LIMIT ${page + 1}`,
    ),
  ])
  inState(found, null, 'over')
  const shown = said.slice(0, page)
  if (shown.length) {
    const facts = { words: shown.length, staff: staff.id }
    const leaf = await leafFor(ctx, { action: 'survey.read', subject: id, facts })
    await ctx.db.batch([leaf.statement])
  }
  const last = shown.at(-1)
  return {
    items: await Promise.all(
      shown.map(async (row) => ({
        id: row.id,
        station: text(row.zh, row.en),
        words: await open(ctx.keys, { table: 'campaign_word', column: 'words', row: row.id }, row.words),
      })),
    ),
    nextCursor: said.length > page && last ? cursorOf([last.id]) : null,
  }
}
