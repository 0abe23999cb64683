import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { volunteerTask, volunteerTraining } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { addDays, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { invalid, Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { newId } from '../shared/id.ts'
import { allow, pointsFor } from '../staff/permission.ts'
import { gone } from './leave.ts'
import { clear, deskVolunteers, pointBySlug, type VolunteerRow, volunteerByReference } from './query.ts'
import type { DeskList, TaskInput, TrainInput } from './schema.ts'
import { kindTexts } from './words.ts'

const permission = 'volunteer.work'
const page = 30

/** The volunteers of one's service points, masked; that a page of them was read leaves a leaf. One read, one write. */
export async function listVolunteers({
  ctx,
  input: { show, cursor },
}: {
  ctx: Ctx
  input: { show: 'asked' | 'active'; cursor?: string | undefined }
}): Promise<DeskList> {
  const points = pointsFor(ctx.actor, permission)
  const [at, id] = readCursor(cursor, 2) ?? []
  const after = typeof at === 'number' ? ([at, String(id)] as const) : null
  const mine = points === 'all' ? null : JSON.stringify(points)
  const [found] = await ctx.db.batch([deskVolunteers(ctx, mine, show, after, page + 1)])
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  if (shown.length) {
    const staff = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
    const facts = { rows: shown.length, staff }
    const leaf = await leafFor(ctx, { action: 'volunteer.read', subject: 'volunteers', facts })
    await ctx.db.batch([leaf.statement])
  }
  return {
    items: await Promise.all(shown.map((row) => itemOf(ctx, row))),
    nextCursor: found.length > page && last ? cursorOf([last.createdAt, last.id]) : null,
  }
}

async function itemOf(ctx: Ctx, row: VolunteerRow): Promise<DeskList['items'][number]> {
  const [name, phone] = await Promise.all([
    clear(ctx, row.id, 'name', row.name),
    clear(ctx, row.id, 'phone', row.phone),
  ])
  return {
    reference: row.reference,
    kind: row.kind,
    kindText: kindTexts[row.kind],
    state: row.state,
    at: { slug: row.slug, name: { zh: row.nameZh, en: row.nameEn } },
    name: name === null ? null : maskName(name),
    phone: phone === null ? null : maskPhone(phone),
    since: dayOf(row.createdAt),
    training: JSON.parse(row.training),
    rev: row.rev,
  }
}

interface Seen {
  reference: string
  rev: number
}

/** The volunteer, for whoever works with them there. Throws invalid-input, record-not-found, not-allowed. */
async function reached(ctx: Ctx, typed: string) {
  const { reference } = referenceOf(typed)
  const [[row]] = await ctx.db.batch([volunteerByReference(ctx, reference)])
  if (!row) throw new Problem('record-not-found')
  return { row, staff: allow(ctx.actor, permission, row.pointId) }
}

/** Takes somebody in who signed up. One read, one write. Throws as `reached`, and step-refused, stale. */
export async function accept({ ctx, input }: { ctx: Ctx; input: Seen }) {
  const { row, staff } = await reached(ctx, input.reference)
  if (row.state !== 'asked') throw new Problem('step-refused')
  if (row.rev !== input.rev) throw new Problem('stale')
  const facts = { staff: staff.id }
  const leaf = await leafFor(ctx, { action: 'volunteer.accept', subject: row.reference, facts })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE volunteer SET state = 'active', active_at = ${ctx.clock.now()}, rev = rev + 1
          WHERE id = ${row.id} AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { rev: row.rev + 1 }
}

/** Ends somebody's service, or does not take them in: who it was is deleted. Throws as `accept`. */
export async function end({ ctx, input }: { ctx: Ctx; input: Seen }) {
  const { row, staff } = await reached(ctx, input.reference)
  if (row.state === 'left') throw new Problem('step-refused')
  if (row.rev !== input.rev) throw new Problem('stale')
  const facts = { staff: staff.id }
  const leaf = await leafFor(ctx, { action: 'volunteer.end', subject: row.reference, facts })
  await ctx.db.batch([...gone(ctx, row), leaf.statement])
  return { rev: row.rev + 1 }
}

/** Writes down what somebody was trained in. One read, one write. Throws as `reached`, and step-refused. */
export async function train({ ctx, input }: { ctx: Ctx; input: TrainInput & { reference: string } }) {
  const { row, staff } = await reached(ctx, input.reference)
  if (row.state !== 'active') throw new Problem('step-refused')
  const { what, day, hours } = input
  const now = ctx.clock.now()
  if (day > dayOf(now)) throw invalid('/day', 'volunteer.day')
  const facts = { hours: String(hours), staff: staff.id }
  const leaf = await leafFor(ctx, { action: 'volunteer.train', subject: row.reference, facts })
  const training = { id: newId('vt'), volunteerId: row.id, what, day, hours, byId: staff.id, at: now }
  await ctx.db.batch([ctx.db.insert(volunteerTraining).values(training), leaf.statement])
  return { reference: row.reference }
}

/** Sends a task notice to everybody of a kind at a service point; the machine does it, some at a time. One read, one write. */
export async function sendTask({ ctx, input }: { ctx: Ctx; input: TaskInput }) {
  const [[point]] = await ctx.db.batch([pointBySlug(ctx, input.point)])
  if (!point) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, point.pointId)
  const now = ctx.clock.now()
  if (input.day < dayOf(now) || input.day > addDays(dayOf(now), 366)) throw invalid('/day', 'meeting.past')
  const id = newId('vk')
  const facts = { point: point.pointId, staff: staff.id }
  const leaf = await leafFor(ctx, { action: 'volunteer.task', subject: id, facts })
  const { kind, words, day } = input
  const task = { id, pointId: point.pointId, kind, words, day, byId: staff.id, at: now }
  await ctx.db.batch([ctx.db.insert(volunteerTask).values(task), leaf.statement])
  return { id }
}
