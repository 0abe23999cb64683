import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf, isDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { maskName } from '../privacy/mask.ts'
import { invalid, Problem } from '../problem.ts'
import { compact } from '../shared/halfWidth.ts'
import { parseReference } from '../shared/reference.ts'
import { allow, pointsFor } from '../staff/permission.ts'
import { staffOf } from '../staff/setUp/standing.ts'
import { noteLookUp } from './lookUp.ts'
import { phoneEnd } from './phoneEnd.ts'
import { personOf, tableOf } from './query.ts'
import { clear, reach } from './reach.ts'
import type { FindInput, Found } from './schema.ts'

/** Records shown of those that could be meant, and visits looked through on one day: more than any hall has. */
const shown = 10
const lookedThrough = 600

/**
 * Finds the record somebody at the counter means, from whatever they have: the reference however it is typed, the link
 * of a scanned code (its code is not looked at), or the last four digits of the phone, among the visits of one day.
 * Opens nothing; names are masked. One round trip; one more for the four digits, which are counted (lookUp.ts). Throws
 * invalid-input, record-not-found, not-allowed, looked-up-too-often.
 */
export async function findRecord({ ctx, input }: { ctx: Ctx; input: FindInput }): Promise<Found> {
  const typed = referenceIn(input.typed)
  if (typed) return byReference(ctx, typed)
  const end = /^\d{4}$/.exec(compact(input.typed))?.[0]
  if (!end) throw invalid('/typed', 'record.unreadable')
  return byPhoneEnd(ctx, end, input)
}

/** The reference in what was typed or scanned: whole, or anywhere in a link or a message. */
function referenceIn(text: string) {
  const within = /[A-Z][-\s]?\d{8}[-\s]?[2-9A-HJKMNP-Z]{6}(?![0-9A-Z])/i.exec(text)?.[0]
  return parseReference(text) ?? (within ? parseReference(within) : null)
}

async function byReference(ctx: Ctx, found: NonNullable<ReturnType<typeof referenceIn>>): Promise<Found> {
  const { reference } = found
  const [people, visits] = await ctx.db.batch([
    personOf(ctx, found),
    rows<{ state: Found['items'][number]['state']; startsAt: number | null }>(
      ctx.db,
      found.kind === 'W'
        ? sql`SELECT state, NULL AS startsAt FROM waiting WHERE reference = ${reference}`
        : found.kind === 'B'
          ? sql`SELECT state, NULL AS startsAt FROM application WHERE reference = ${reference}`
          : found.kind === 'K'
            ? sql`SELECT c.state AS state, NULL AS startsAt FROM casefile_party y JOIN casefile c ON c.id = y.casefile_id
                WHERE y.reference = ${reference}`
            : sql`SELECT b.state AS state, s.starts_at AS startsAt FROM booking b JOIN slot s ON s.id = b.slot_id
              WHERE b.reference = ${reference}`,
    ),
  ])
  const { person } = reach(ctx, 'record.open', people)
  const [visit] = visits
  if (!visit) throw new Problem('record-not-found')
  // Whom a police case concerns may have asked that their name be kept out: it is not said here.
  const name = found.kind === 'K' ? '' : await clear(ctx, tableOf(found), person.id, 'name', person.name)
  const startsAt = visit.startsAt === null ? null : toIso(visit.startsAt)
  return { items: [{ reference, startsAt, name: maskName(name ?? ''), state: visit.state }], more: false }
}

interface Visited {
  id: string
  pointId: string
  reference: string
  startsAt: number
  state: 'booked' | 'cancelled' | 'ended'
  name: string | null
  phone: string | null
}

async function byPhoneEnd(ctx: Ctx, end: string, input: FindInput): Promise<Found> {
  const day = input.day || dayOf(ctx.clock.now())
  if (!isDay(day)) throw invalid('/day', 'day-invalid')
  const mine = pointsFor(ctx.actor, 'record.open')
  if (!input.point && mine === 'all') throw invalid('/point', 'required')
  const which: SQL = input.point
    ? sql`p.slug = ${input.point}`
    : sql`p.id IN (SELECT value FROM json_each(${JSON.stringify(mine)}))`
  const [points, visits] = await ctx.db.batch([
    rows<{ id: string; slug: string }>(
      ctx.db,
      sql`SELECT p.id AS id, p.slug AS slug FROM service_point p WHERE ${which} ORDER BY p.slug`,
    ),
    rows<Visited>(
      ctx.db,
      sql`SELECT b.id AS id, s.service_point_id AS pointId, b.reference AS reference, s.starts_at AS startsAt,
            b.state AS state, b.name AS name, b.phone AS phone
          FROM service_point p JOIN slot s ON s.service_point_id = p.id AND s.day = ${day}
          JOIN booking b ON b.slot_id = s.id WHERE ${which} AND b.phone IS NOT NULL
          ORDER BY s.starts_at LIMIT ${lookedThrough}`,
    ),
  ])
  if (!points.length) throw new Problem('record-not-found')
  for (const { id } of points) allow(ctx.actor, 'record.open', id)
  await noteLookUp(
    ctx,
    staffOf(ctx).id,
    points.map(({ slug }) => slug),
  )
  const phones = await Promise.all(visits.map(({ id, phone }) => clear(ctx, 'booking', id, 'phone', phone)))
  const meant = visits.filter((_, place) => phoneEnd(phones[place] ?? '') === end)
  const items = await Promise.all(
    meant.slice(0, shown).map(async ({ id, reference, startsAt, state, name }) => ({
      reference,
      startsAt: toIso(startsAt),
      name: maskName((await clear(ctx, 'booking', id, 'name', name)) ?? ''),
      state,
    })),
  )
  return { items, more: meant.length > shown }
}
