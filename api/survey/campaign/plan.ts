import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { campaign } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import { addDays, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { addEvent, type CampaignRow, campaignById } from './query.ts'
import { seenNumber } from './questions.ts'
import { change, inState, makes } from './reach.ts'
import { aboutMost, type PlanInput, type ReplanInput } from './staffSchema.ts'

interface Slug {
  pointId: string
  slug: string
}

/** A survey lasts so many days at most. */
const daysMost = 92

/** Statement: the stations and halls of these slugs; a room counts for its station and is none. */
const pointsBySlug = ({ db }: Ctx, slugs: readonly string[]) =>
  rows<Slug>(
    db,
    sql`SELECT id AS pointId, slug FROM service_point
        WHERE slug IN (SELECT value FROM json_each(${JSON.stringify(slugs)})) AND kind <> 'room'`,
  )

/**
 * Begins a survey as a draft; nobody sees it until a second reader publishes it. One read, one write. Throws invalid-input,
 * record-not-found, not-allowed.
 */
export async function planSurvey({ ctx, input }: { ctx: Ctx; input: PlanInput }) {
  const { staff, role } = makes(ctx)
  const [points] = await ctx.db.batch([pointsBySlug(ctx, slugsOf(input))])
  const { columns, places } = planOf(ctx, input, input.kind, points)
  const id = newId('cp')
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, { action: 'survey.plan', subject: id, facts: { staff: staff.id } })
  await ctx.db.batch([
    ctx.db
      .insert(campaign)
      .values({ id, kind: input.kind, ...columns, movedBy: staff.id, createdAt: now, updatedAt: now }),
    placeStatement(ctx, id, places),
    addEvent(ctx, { campaignId: id, what: 'plan', byId: staff.id, role }),
    leaf.statement,
  ])
  return { id, rev: 0 }
}

/** Changes a draft; the report of a station that stays in it stays too. One read, one write. Throws as planSurvey, and step-refused, stale. */
export async function replanSurvey({ ctx, input }: { ctx: Ctx; input: ReplanInput & { id: string } }) {
  const { staff, role } = makes(ctx)
  const { id } = input
  const [found, points] = await ctx.db.batch([campaignById(ctx, id), pointsBySlug(ctx, slugsOf(input))])
  const row = inState(found, input.rev, 'draft')
  const { columns, places } = planOf(ctx, input, row.kind, points)
  const leaf = await leafFor(ctx, { action: 'survey.plan', subject: id, facts: { staff: staff.id } })
  const kept = JSON.stringify(places.map(({ pointId }) => pointId))
  await ctx.db.batch([
    change(
      ctx,
      row,
      staff.id,
      sql`, title_zh = ${columns.titleZh}, title_en = ${columns.titleEn}, about_zh = ${columns.aboutZh},
          about_en = ${columns.aboutEn}, opens_on = ${columns.opensOn}, closes_on = ${columns.closesOn},
          questions = ${columns.questions}, seen_question = ${columns.seenQuestion}, takes_open = ${columns.takesOpen}`,
    ),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`DELETE FROM campaign_point
          WHERE campaign_id = ${id} AND service_point_id NOT IN (SELECT value FROM json_each(${kept}))`,
    ),
    placeStatement(ctx, id, places),
    addEvent(ctx, { campaignId: id, what: 'plan', byId: staff.id, role }),
    leaf.statement,
  ])
  return { id, rev: row.rev + 1 }
}

const slugsOf = ({ stations }: Pick<PlanInput, 'stations'>) => stations.map(({ slug }) => slug)

/** Statement: where it is asked, and how many codes there may be; what is there already keeps its report. */
const placeStatement = ({ db }: Ctx, id: string, places: readonly { pointId: string; quota: number }[]) =>
  exec(
    db,
    sql`INSERT INTO campaign_point (campaign_id, service_point_id, quota)
        SELECT ${id}, value ->> 'pointId', value ->> 'quota' FROM json_each(${JSON.stringify(places)}) WHERE true
        ON CONFLICT DO UPDATE SET quota = excluded.quota`,
  )

/** The plan as the database keeps it. Throws invalid-input with every fault. */
function planOf(
  ctx: Ctx,
  input: Omit<PlanInput, 'kind'>,
  kind: CampaignRow['kind'],
  points: readonly Slug[],
) {
  const errors: FieldError[] = []
  const { title, opensOn, closesOn, questions, stations } = input
  const about = (words: string, pointer: string, most: number) => readWords(words, pointer, errors, most)
  const aboutZh = about(input.about.zh, '/about/zh', aboutMost)
  const aboutEn = input.about.en.trim() ? about(input.about.en, '/about/en', aboutMost * 3) : ''
  if (closesOn < dayOf(ctx.clock.now())) errors.push({ pointer: '/closesOn', code: 'survey.past' })
  else if (closesOn < opensOn || closesOn > addDays(opensOn, daysMost))
    errors.push({ pointer: '/closesOn', code: 'survey.days', params: { most: daysMost } })
  if (kind === 'report' && (questions.length !== 1 || questions[0]?.kind !== 'level5'))
    errors.push({ pointer: '/questions', code: 'survey.one-question' })
  const seen = seenNumber(questions)
  questions.forEach((question, i) => {
    if (question.kind === 'seen' && i + 1 !== seen)
      errors.push({ pointer: `/questions/${i}/kind`, code: 'survey.seen-once' })
  })
  const ids = new Map(points.map(({ slug, pointId }) => [slug, pointId]))
  stations.forEach(({ slug }, i) => {
    if (!ids.has(slug)) errors.push({ pointer: `/stations/${i}/slug`, code: 'station.unknown' })
    else if (stations.findIndex((one) => one.slug === slug) < i)
      errors.push({ pointer: `/stations/${i}/slug`, code: 'survey.twice' })
  })
  if (errors.length) throw new Problem('invalid-input', { errors })
  return {
    columns: {
      titleZh: title.zh,
      titleEn: title.en,
      aboutZh,
      aboutEn,
      opensOn,
      closesOn,
      questions: JSON.stringify(questions),
      seenQuestion: seen,
      takesOpen: input.takesOpen ? 1 : 0,
    },
    places: stations.map(({ slug, quota }) => ({ pointId: ids.get(slug) ?? '', quota })),
  }
}
