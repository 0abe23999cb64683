import { env } from 'cloudflare:workers'
import { DAY, dayOf, endOfDay, MINUTE, timeOf, weekdayOf } from '../../../api/calendar/day.ts'
import { testSecrets } from '../secrets.ts'

/** An entry of the list as the tables have it. */
interface Row {
  id: string
  state: string
  bookingId: string | null
  ticket: string
  joinedDay: string
  minutes: number
  fromDay: string
  toDay: string
  weekdays: number
  part: string
  beforeAt: number | null
  recent: number
  barred: number
  /** JSON: first slots of all offers so far. */
  had: string
  /** JSON: counters where it waits. */
  points: string
}

interface OfferRow {
  id: string
  slotId: string
  endsAt: number
  startsAt: number
  waitingId: string
  pointId: string
  counterGroup: string
  day: string
  /** Of the draw that made the offer; null for a place given back. */
  seed: string | null
}

/** The list and its live offers at a moment. */
export interface Seen {
  entries: Map<string, Row>
  offers: Map<string, OfferRow>
}

/** Reads both; `recentDays` as the rules have it. */
export async function seen(now: number, recentDays: number): Promise<Seen> {
  const since = now - recentDays * DAY
  const [entries, offers] = await env.DB.batch([
    env.DB.prepare(
      `SELECT w.id AS id, w.state AS state, w.booking_id AS bookingId, w.ticket AS ticket, w.joined_day AS joinedDay,
         w.minutes AS minutes, w.from_day AS fromDay, w.to_day AS toDay, w.weekdays AS weekdays, w.part AS part,
         w.before_at AS beforeAt,
         EXISTS (SELECT 1 FROM booking b, json_each(b.matters) x, json_each(w.matters) y WHERE b.person_key = w.person_key
           AND b.created_at > ?1 AND b.ends_at > ?1 AND b.state <> 'cancelled' AND x.value = y.value) AS recent,
         EXISTS (SELECT 1 FROM open_matter o, json_each(w.matters) y WHERE o.matter_code = y.value
           AND (o.person_key = w.person_key OR (o.contact_key <> '' AND o.contact_key = w.contact_key))
           AND o.booking_id IS NOT w.booking_id) AS barred,
         (SELECT json_group_array(slot_id) FROM hold h WHERE h.waiting_id = w.id) AS had,
         (SELECT json_group_array(service_point_id || '|' || counter_group) FROM waiting_point p WHERE p.waiting_id = w.id) AS points
       FROM waiting w WHERE w.state IN ('waiting', 'offered')`,
    ).bind(since),
    env.DB.prepare(
      `SELECT h.id AS id, h.slot_id AS slotId, h.ends_at AS endsAt, s.starts_at AS startsAt, h.waiting_id AS waitingId,
         s.service_point_id AS pointId, s.counter_group AS counterGroup, s.day AS day,
         (SELECT seed FROM release r WHERE r.service_point_id = s.service_point_id
            AND r.counter_group = s.counter_group AND r.day = s.day AND r.state = 'drawn' AND r.drawn_at = h.created_at) AS seed
       FROM hold h JOIN slot s ON s.id = h.slot_id WHERE h.state = 'offered'`,
    ),
  ])
  const byId = <T extends { id: string }>(rows: unknown[]) =>
    new Map((rows as T[]).map((row) => [row.id, row]))
  return { entries: byId<Row>(entries!.results), offers: byId<OfferRow>(offers!.results) }
}

/**
 * Who was passed over between two moments: for each offer made in between, everyone who stands before its holder in
 * the published order, had no offer then and has none now, and whom this place would have suited. Written from the
 * published rule alone, beside the code that decides.
 */
export async function passedOver(before: Seen, after: Seen, now: number): Promise<string[]> {
  const found: string[] = []
  for (const offer of after.offers.values()) {
    if (before.offers.has(offer.id)) continue
    const holder = after.entries.get(offer.waitingId)!
    if (holder.barred) found.push(`${holder.id} was offered ${offer.slotId} beside a booking`)
    if (!suits(holder, offer)) found.push(`${holder.id} was offered ${offer.slotId}, which does not suit`)
    if (JSON.parse(before.entries.get(holder.id)?.had ?? '[]').includes(offer.slotId))
      found.push(`${holder.id} was offered ${offer.slotId} twice`)
    const rank = await rankOf(holder, offer)
    for (const other of after.entries.values()) {
      const was = before.entries.get(other.id)
      const free = other.state === 'waiting' && was?.state !== 'offered'
      if (other.id === holder.id || !free || other.barred || was?.barred) continue
      if (ends(other) <= now || !JSON.parse(other.points).includes(`${offer.pointId}|${offer.counterGroup}`))
        continue
      // A visit of another length does not fit in just these places.
      if (slots(other.minutes) !== slots(holder.minutes) || !suits(other, offer)) continue
      if (JSON.parse(other.had).includes(offer.slotId)) continue
      if ((await rankOf(other, offer)) < rank) found.push(`${other.id} was passed over for ${holder.id}`)
    }
  }
  return found
}

const slots = (minutes: number) => Math.ceil(minutes / 15)

const ends = ({ toDay, beforeAt }: Row) => Math.min(endOfDay(toDay), beforeAt ?? Number.POSITIVE_INFINITY)

function suits(row: Row, { startsAt }: OfferRow): boolean {
  const day = dayOf(startsAt)
  const half = timeOf(startsAt) < '12:00' ? 'morning' : 'afternoon'
  return (
    row.fromDay <= day &&
    day <= row.toDay &&
    Math.floor(row.weekdays / 2 ** (weekdayOf(day) - 1)) % 2 === 1 &&
    (row.part === 'any' || row.part === half) &&
    (row.beforeAt === null || startsAt < row.beforeAt)
  )
}

/** The place in the order as text that sorts: recent last, then the day of joining, then SHA-256 of seed and ticket. */
async function rankOf({ recent, joinedDay, ticket }: Row, offer: OfferRow): Promise<string> {
  const text = new TextEncoder().encode(`${offer.seed ?? (await secretSeed(offer))}|${ticket}`)
  const lot = hexOf(await crypto.subtle.digest('SHA-256', text))
  return [recent, joinedDay, lot, ticket].join('|')
}

const hexOf = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The seed of places given back, which nothing publishes. */
async function secretSeed({ pointId, counterGroup, day }: OfferRow): Promise<string> {
  const raw = Uint8Array.from(atob(testSecrets.INDEX_KEY), (char) => char.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const text = new TextEncoder().encode(`given-back|${pointId}|${counterGroup}|${day}`)
  return hexOf(await crypto.subtle.sign('HMAC', key, text))
}

/** Length of a slot in the model, ms. */
export const quarter = 15 * MINUTE
