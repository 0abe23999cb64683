import { type SQL, sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { rows } from '../../db/rows.ts'
import { meeting } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { DAY, at as instantOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { newId } from '../shared/id.ts'
import { addEvent, type MeetingRow, meetingById } from './query.ts'
import { change, inState, reach } from './reach.ts'
import type { PlanInput, ReplanInput } from './staffSchema.ts'

interface PointRow {
  pointId: string
}

/** Statement: the service point of a slug, and nothing else. */
const pointBySlug = ({ db }: Ctx, slug: string) =>
  rows<PointRow>(db, sql`SELECT id AS pointId FROM service_point WHERE slug = ${slug}`)

/** Statement: where it is held: the point itself, or one of its rooms. */
const placeOf = ({ db }: Ctx, slug: string | null, point: SQL) =>
  rows<PointRow>(
    db,
    sql`SELECT a.id AS pointId FROM service_point a JOIN service_point p ON p.id = a.id OR p.id = a.parent_id
        WHERE a.slug = ${slug ?? ''} AND p.id = ${point}`,
  )

/**
 * Plans a meeting of a service point; nobody sees it until a second reader announces it. One read, one write. Throws
 * invalid-input, record-not-found, not-allowed.
 */
export async function planMeeting({ ctx, input }: { ctx: Ctx; input: PlanInput }) {
  const point = sql`(SELECT id FROM service_point WHERE slug = ${input.point})`
  const [found, places] = await ctx.db.batch([pointBySlug(ctx, input.point), placeOf(ctx, input.at, point)])
  const { row, staff, role } = reach(ctx, found)
  const plan = planOf(ctx, input, places)
  const id = newId('mt')
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'meeting.plan',
    subject: id,
    facts: { point: row.pointId, staff: staff.id },
  })
  await ctx.db.batch([
    ctx.db.insert(meeting).values({
      id,
      pointId: row.pointId,
      ...plan,
      movedBy: staff.id,
      createdAt: now,
      updatedAt: now,
    }),
    addEvent(ctx, { meetingId: id, at: now, what: 'plan', byId: staff.id, role }),
    leaf.statement,
  ])
  return { id, rev: 0 }
}

/** Changes the plan of a meeting that is not announced. One read, one write. Throws as planMeeting, and step-refused, stale. */
export async function replanMeeting({ ctx, input }: { ctx: Ctx; input: ReplanInput & { id: string } }) {
  const { id } = input
  const [found, places] = await ctx.db.batch([
    meetingById(ctx, id),
    placeOf(ctx, input.at, sql`(SELECT point_id FROM meeting WHERE id = ${id})`),
  ])
  const { row, staff, role } = reach<MeetingRow>(ctx, found)
  inState(row, input.rev, 'planned')
  const plan = planOf(ctx, input, places)
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'meeting.plan',
    subject: id,
    facts: { point: row.pointId, staff: staff.id },
  })
  const set = sql`, title_zh = ${plan.titleZh}, title_en = ${plan.titleEn}, agenda = ${plan.agenda}, at_id = ${plan.atId},
    place_zh = ${plan.placeZh}, place_en = ${plan.placeEn}, audience_zh = ${plan.audienceZh},
    audience_en = ${plan.audienceEn}, chair_zh = ${plan.chairZh}, chair_en = ${plan.chairEn},
    starts_at = ${plan.startsAt}, ends_at = ${plan.endsAt}, capacity = ${plan.capacity}`
  await ctx.db.batch([
    change(ctx, row, staff.id, set),
    guard(ctx.db),
    addEvent(ctx, { meetingId: id, at: now, what: 'plan', byId: staff.id, role }),
    leaf.statement,
  ])
  return { id, rev: row.rev + 1 }
}

/** The plan as the database keeps it. Throws invalid-input with every fault. */
function planOf(ctx: Ctx, input: Omit<PlanInput, 'point'>, [place]: PointRow[]) {
  if (input.at !== null && !place) throw invalid('/at', 'station.unknown')
  const startsAt = instantOf(input.day, input.from)
  const endsAt = instantOf(input.day, input.to)
  const errors: FieldError[] = []
  if (startsAt <= ctx.clock.now() || startsAt > ctx.clock.now() + 366 * DAY)
    errors.push({ pointer: '/day', code: 'meeting.past' })
  if (endsAt <= startsAt) errors.push({ pointer: '/to', code: 'meeting.order' })
  if (errors.length) throw new Problem('invalid-input', { errors })
  return {
    titleZh: input.title.zh,
    titleEn: input.title.en,
    agenda: JSON.stringify(input.agenda),
    atId: place?.pointId ?? null,
    placeZh: input.place.zh,
    placeEn: input.place.en,
    audienceZh: input.audience.zh,
    audienceEn: input.audience.en,
    chairZh: input.chair.zh,
    chairEn: input.chair.en,
    startsAt,
    endsAt,
    capacity: input.capacity,
  }
}
