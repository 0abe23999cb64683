import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { pointOf } from '../complaint/places.ts'
import type { Ctx } from '../context.ts'
import { officialOf, officialRow } from '../notice/gate.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { findingsIn, letStand, minutesTexts, planTexts } from './gate.ts'
import { itemStatements } from './items.ts'
import { addEvent, eventsOf, meetingById, promisesOf } from './query.ts'
import { change, inState, reach } from './reach.ts'
import type { CancelInput, HeldInput, ReadInput } from './staffSchema.ts'

/**
 * The second reader announces a planned meeting: never whoever planned it, whom the database refuses too. What the privacy
 * gate finds must be gone or be let stand with a reason. One read, one write. Throws record-not-found, not-allowed,
 * step-refused, stale, notice-reader, notice-gate, invalid-input.
 */
export async function announceMeeting({ ctx, input }: { ctx: Ctx; input: ReadInput & { id: string } }) {
  const [found, events, official] = await ctx.db.batch([
    meetingById(ctx, input.id),
    eventsOf(ctx, input.id),
    officialRow(ctx),
  ])
  const { row, staff, role } = reach(ctx, found, 'notice.review')
  inState(row, input.rev, 'planned')
  if (events.some(({ what, byId }) => what === 'plan' && byId === staff.id))
    throw new Problem('notice-reader')
  const now = ctx.clock.now()
  if (row.startsAt <= now) throw new Problem('step-refused')
  const over = letStand(findingsIn(planTexts(row), officialOf(ctx, official[0])), input)
  const leaf = await leafFor(ctx, {
    action: 'meeting.announce',
    subject: row.id,
    facts: { point: row.pointId, over: over.length, staff: staff.id },
  })
  await ctx.db.batch([
    change(ctx, row, staff.id, sql`, state = 'announced', announced_at = ${now}`),
    guard(ctx.db),
    addEvent(ctx, {
      meetingId: row.id,
      at: now,
      what: 'announce',
      byId: staff.id,
      role,
      over,
      why: input.why,
    }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, state: 'announced' as const }
}

/**
 * Cancels a meeting that was not held, with a reason everybody reads; whoever signed up is told by the machine (tell.ts). One
 * read, one write. Throws record-not-found, not-allowed, step-refused, stale, invalid-input.
 */
export async function cancelMeeting({ ctx, input }: { ctx: Ctx; input: CancelInput & { id: string } }) {
  const [found, official] = await ctx.db.batch([meetingById(ctx, input.id), officialRow(ctx)])
  const { row, staff, role } = reach(ctx, found)
  inState(row, input.rev, 'planned', 'announced')
  const { zh, en } = input.reason
  const errors: FieldError[] = [['/reason/zh', zh] as const, ['/reason/en', en] as const].flatMap(
    ([pointer, words]) =>
      findPersonal(words, { official: officialOf(ctx, official[0]) }).length
        ? [{ pointer, code: 'notice.personal' }]
        : [],
  )
  if (errors.length) throw new Problem('invalid-input', { errors })
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'meeting.cancel',
    subject: row.id,
    facts: { point: row.pointId, announced: row.announcedAt !== null, staff: staff.id },
  })
  await ctx.db.batch([
    change(
      ctx,
      row,
      staff.id,
      sql`, state = 'cancelled', cancelled_at = ${now}, cancel_zh = ${zh}, cancel_en = ${en}`,
    ),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE meeting_entry SET tell = 1 WHERE meeting_id = ${row.id} AND what = 'signup' AND state = 'coming'`,
    ),
    addEvent(ctx, { meetingId: row.id, at: now, what: 'cancel', byId: staff.id, role }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, state: 'cancelled' as const }
}

/**
 * Notes that a meeting was held and who of those signed up came; may be put right until the minutes are published. One read,
 * one write. Throws record-not-found, not-allowed, step-refused (before it begins), stale, invalid-input.
 */
export async function holdMeeting({ ctx, input }: { ctx: Ctx; input: HeldInput & { id: string } }) {
  const [found] = await ctx.db.batch([meetingById(ctx, input.id)])
  const { row, staff, role } = reach(ctx, found)
  inState(row, input.rev, 'announced', 'held')
  const now = ctx.clock.now()
  if (row.startsAt > now) throw new Problem('step-refused')
  if (new Set(input.came).size !== input.came.length) throw invalid('/came', 'wrong-value')
  const leaf = await leafFor(ctx, {
    action: 'meeting.held',
    subject: row.id,
    facts: { point: row.pointId, came: input.came.length, staff: staff.id },
  })
  const came = JSON.stringify(input.came)
  await ctx.db.batch([
    change(ctx, row, staff.id, sql`, state = 'held', held_at = coalesce(held_at, ${now})`),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE meeting_entry SET came = reference IN (SELECT value FROM json_each(${came}))
          WHERE meeting_id = ${row.id} AND what = 'signup' AND state = 'coming'`,
    ),
    addEvent(ctx, { meetingId: row.id, at: now, what: 'held', byId: staff.id, role }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, state: 'held' as const }
}

/**
 * The second reader publishes the minutes, the attendance and the promises: never whoever wrote them. Each promise becomes
 * an item at work in the same batch. One read, one write. Throws as announceMeeting.
 */
export async function publishMinutes({ ctx, input }: { ctx: Ctx; input: ReadInput & { id: string } }) {
  const [found, events, promises, official, [station]] = await ctx.db.batch([
    meetingById(ctx, input.id),
    eventsOf(ctx, input.id),
    promisesOf(ctx, input.id, false),
    officialRow(ctx),
    pointOf(ctx, sql`(SELECT point_id FROM meeting WHERE id = ${input.id})`),
  ])
  const { row, staff, role } = reach(ctx, found, 'notice.review')
  inState(row, input.rev, 'held')
  if (row.minutesZh === '') throw new Problem('step-refused')
  if (events.some(({ what, byId }) => what === 'minutes' && byId === staff.id))
    throw new Problem('notice-reader')
  const over = letStand(findingsIn(minutesTexts(row, promises), officialOf(ctx, official[0])), input)
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'meeting.publish',
    subject: row.id,
    facts: { point: row.pointId, promises: promises.length, over: over.length, staff: staff.id },
  })
  const items = await Promise.all(
    promises.map((one) =>
      itemStatements(ctx, { ...one, titleZh: row.titleZh, stationId: station?.stationId ?? null }, staff.id),
    ),
  )
  await ctx.db.batch([
    change(ctx, row, staff.id, sql`, state = 'minuted', minuted_at = ${now}`),
    guard(ctx.db),
    addEvent(ctx, {
      meetingId: row.id,
      at: now,
      what: 'publish',
      byId: staff.id,
      role,
      over,
      why: input.why,
    }),
    leaf.statement,
    ...items.flat(),
  ])
  return { rev: row.rev + 1, state: 'minuted' as const }
}
