import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { openField } from '../appointment/change.ts'
import { type Day, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { phoneEnd } from '../record/phoneEnd.ts'
import { compact, compactWithoutDashes } from '../shared/halfWidth.ts'
import { parseReference } from '../shared/reference.ts'
import { matterNames } from './query.ts'
import type { Expected } from './staffSchema.ts'
import { mattersOf } from './ticketView.ts'

/** What was typed or scanned at the counter: a booking's reference, or the last digits of a telephone. */
export type Typed = { reference: string } | { digits: string } | null

/**
 * Reads the one field of check-in: a reference however spelled, the text of a receipt's code (an address that holds the
 * reference; an access code in it is not read), or four digits. Null when it is none of these.
 */
export function readTyped(text: string): Typed {
  const plain = compactWithoutDashes(text)
  if (/^\d{4}$/.test(plain)) return { digits: plain }
  const whole = parseReference(plain)
  if (whole) return { reference: whole.reference }
  for (const [piece] of compact(text).matchAll(/[A-Z]-?\d{8}-?[2-9A-HJKMNP-Z]{6}/g)) {
    const found = parseReference(piece)
    if (found) return { reference: found.reference }
  }
  return null
}

/** Visits of a day looked through at most: what is read to find a telephone's last digits. */
const mostVisits = 400

export interface VisitOfDay {
  id: string
  reference: string
  state: 'booked' | 'ended'
  outcome: string | null
  version: number
  startsAt: number
  endsAt: number
  counterGroup: string
  /** JSON [{code, zh, en}]. */
  matters: string
  people: number
  exempt: number
  /** Sealed. */
  name: string | null
  phone: string | null
  helperPhone: string | null
  ticketId: string | null
}

/** Statement: the visits of a service point on a day, cancelled ones aside, by their time; `come` leaves out those with a ticket. */
export function visitsOf(ctx: Pick<Ctx, 'db'>, slug: string, day: Day, come = true) {
  return rows<VisitOfDay>(
    ctx.db,
    sql`SELECT b.id AS id, b.reference AS reference, b.state AS state, b.outcome AS outcome, b.version AS version,
          s.starts_at AS startsAt, b.ends_at AS endsAt, s.counter_group AS counterGroup,
          ${matterNames(sql`b.matters`)} AS matters, b.people AS people, b.exempt AS exempt, b.name AS name,
          b.phone AS phone, b.helper_phone AS helperPhone, t.id AS ticketId
        FROM slot s JOIN booking b ON b.slot_id = s.id LEFT JOIN ticket t ON t.booking_id = b.id
        WHERE s.service_point_id = (SELECT id FROM service_point WHERE slug = ${slug}) AND s.day = ${day}
          AND b.state <> 'cancelled' ${come ? sql`` : sql`AND t.id IS NULL AND b.outcome IS NULL`}
        ORDER BY s.starts_at LIMIT ${mostVisits}`,
  )
}

/** A visit of the day as staff see it before anybody has come: names and numbers masked. */
export async function expectedOf(ctx: Ctx, row: VisitOfDay, withPhone = false): Promise<Expected> {
  const name = await openField(ctx, row, 'name', row.name)
  const phone = withPhone ? await openField(ctx, row, 'phone', row.phone) : null
  return {
    reference: row.reference,
    startsAt: toIso(row.startsAt),
    counterGroup: row.counterGroup,
    matters: mattersOf(row.matters),
    people: row.people,
    exempt: row.exempt === 1,
    name: name === null ? null : maskName(name),
    phone: phone === null ? null : maskPhone(phone),
    ticketId: row.ticketId,
  }
}

/**
 * Those of the day's visits whose own or helper's telephone ends like this. Numbers are sealed, so they are opened one
 * after the other in memory; nothing but the masked visits that match leaves this function.
 */
export async function endingWith(
  ctx: Ctx,
  visits: readonly VisitOfDay[],
  digits: string,
): Promise<Expected[]> {
  const found: Expected[] = []
  for (const row of visits) {
    const numbers = [
      await openField(ctx, row, 'phone', row.phone),
      await openField(ctx, row, 'helper_phone', row.helperPhone),
    ]
    if (numbers.some((number) => number !== null && phoneEnd(number) === digits))
      found.push(await expectedOf(ctx, row, true))
  }
  return found
}
