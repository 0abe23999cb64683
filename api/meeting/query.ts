import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import type { MeetingEvent, MeetingState, PromiseState } from '../../db/schema/meeting.ts'
import type { Ctx } from '../context.ts'

export interface MeetingRow {
  id: string
  pointId: string
  slug: string
  nameZh: string
  nameEn: string
  phone: string
  atId: string | null
  atSlug: string | null
  atZh: string | null
  atEn: string | null
  addressZh: string | null
  addressEn: string | null
  state: MeetingState
  titleZh: string
  titleEn: string
  /** JSON array of Text. */
  agenda: string
  placeZh: string
  placeEn: string
  audienceZh: string
  audienceEn: string
  chairZh: string
  chairEn: string
  startsAt: number
  endsAt: number
  capacity: number
  taken: number
  cancelZh: string
  cancelEn: string
  minutesZh: string
  minutesEn: string
  attended: number | null
  announcedAt: number | null
  heldAt: number | null
  minutedAt: number | null
  cancelledAt: number | null
  updatedAt: number
  rev: number
}

const columns = sql.raw(
  `m.id AS id, m.point_id AS pointId, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn, p.phone AS phone,
   m.at_id AS atId, a.slug AS atSlug, a.name_zh AS atZh, a.name_en AS atEn, a.address_zh AS addressZh,
   a.address_en AS addressEn, m.state AS state, m.title_zh AS titleZh, m.title_en AS titleEn, m.agenda AS agenda,
   m.place_zh AS placeZh, m.place_en AS placeEn, m.audience_zh AS audienceZh, m.audience_en AS audienceEn,
   m.chair_zh AS chairZh, m.chair_en AS chairEn, m.starts_at AS startsAt, m.ends_at AS endsAt, m.capacity AS capacity,
   m.taken AS taken, m.cancel_zh AS cancelZh, m.cancel_en AS cancelEn, m.minutes_zh AS minutesZh,
   m.minutes_en AS minutesEn, m.attended AS attended, m.announced_at AS announcedAt, m.held_at AS heldAt,
   m.minuted_at AS minutedAt, m.cancelled_at AS cancelledAt, m.updated_at AS updatedAt, m.rev AS rev`,
)
const joins = sql.raw('JOIN service_point p ON p.id = m.point_id LEFT JOIN service_point a ON a.id = m.at_id')

/** Statement: one meeting. */
export const meetingById = ({ db }: Ctx, id: string) =>
  rows<MeetingRow>(db, sql`SELECT ${columns} FROM meeting m ${joins} WHERE m.id = ${id}`)

/** Statement: the meeting that a sign-up or a question is for. */
export const meetingOfEntry = ({ db }: Ctx, reference: string) =>
  rows<MeetingRow>(
    db,
    sql`SELECT ${columns} FROM meeting_entry e JOIN meeting m ON m.id = e.meeting_id ${joins} WHERE e.reference = ${reference}`,
  )

/** A place in the order of meetings. */
type Place = readonly [startsAt: number, id: string]

/** Whose public meetings: everybody's, or those of a service point and those held there (by its slug). */
function whose(
  station: string | undefined,
  condition: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
) {
  if (!station)
    return sql`SELECT m.id FROM meeting m WHERE m.announced_at IS NOT NULL AND ${condition} ${order}`
  const id = sql`(SELECT id FROM service_point WHERE slug = ${station})`
  return sql`SELECT id FROM (SELECT m.id, m.starts_at FROM meeting m
        WHERE m.announced_at IS NOT NULL AND m.point_id = ${id} AND ${condition} ${order})
      UNION SELECT id FROM (SELECT m.id, m.starts_at FROM meeting m
        WHERE m.announced_at IS NOT NULL AND m.at_id IS NOT NULL AND m.at_id = ${id} AND ${condition} ${order})`
}

interface Listed {
  station?: string | undefined
  now: number
  after: Place | null
  limit: number
}

/** Statement: announced meetings that are not over, the next first, behind a place in that order. */
export function comingMeetings({ db }: Ctx, { station, now, after, limit }: Listed) {
  const [at, id] = after ?? [0, '']
  const order = sql`ORDER BY m.starts_at, m.id LIMIT ${limit}`
  // Begun at most a day ago: no meeting is longer.
  const condition = sql`m.starts_at > ${now - 86_400_000} AND m.ends_at > ${now} AND (m.starts_at, m.id) > (${at}, ${id})`
  return rows<MeetingRow>(
    db,
    sql`SELECT ${columns} FROM (${whose(station, condition, order)}) only JOIN meeting m ON m.id = only.id ${joins} ${order}`,
  )
}

/** Statement: meetings that are over, the last first, before a place in that order. */
export function pastMeetings({ db }: Ctx, { station, now, after, limit }: Listed) {
  const [at, id] = after ?? [Number.MAX_SAFE_INTEGER, '~']
  const order = sql`ORDER BY m.starts_at DESC, m.id DESC LIMIT ${limit}`
  const condition = sql`m.ends_at <= ${now} AND (m.starts_at, m.id) < (${at}, ${id})`
  return rows<MeetingRow>(
    db,
    sql`SELECT ${columns} FROM (${whose(station, condition, order)}) only JOIN meeting m ON m.id = only.id ${joins} ${order}`,
  )
}

/** Statement: the meetings of some service points (null: all) that somebody works with, the newest first. */
export const deskMeetings = ({ db }: Ctx, mine: string | null, before: Place | null, limit: number) =>
  rows<MeetingRow>(
    db,
    sql`SELECT ${columns} FROM meeting m ${joins}
        WHERE (m.starts_at, m.id) < (${before?.[0] ?? Number.MAX_SAFE_INTEGER}, ${before?.[1] ?? '~'})
          ${mine === null ? sql`` : sql`AND m.point_id IN (SELECT value FROM json_each(${mine}))`}
        ORDER BY m.starts_at DESC, m.id DESC LIMIT ${limit}`,
  )

/** Statement: the name of a service point. */
export const pointNamed = ({ db }: Ctx, slug: string | undefined) =>
  rows<{ slug: string; zh: string; en: string }>(
    db,
    sql`SELECT slug, name_zh AS zh, name_en AS en FROM service_point WHERE slug = ${slug ?? ''}`,
  )

export interface PromiseRow {
  id: string
  meetingId: string
  pointId: string
  meetingState: MeetingState
  n: number
  wordsZh: string
  wordsEn: string
  keeperZh: string
  keeperEn: string
  dueDay: string
  state: PromiseState
  outcomeZh: string
  outcomeEn: string
  settledAt: number | null
  lateAt: number | null
  itemReference: string | null
  rev: number
}

const promiseColumns = sql.raw(
  `q.id AS id, q.meeting_id AS meetingId, m.point_id AS pointId, m.state AS meetingState, q.n AS n, q.words_zh AS wordsZh,
   q.words_en AS wordsEn, q.keeper_zh AS keeperZh, q.keeper_en AS keeperEn, q.due_day AS dueDay, q.state AS state,
   q.outcome_zh AS outcomeZh, q.outcome_en AS outcomeEn, q.settled_at AS settledAt, q.late_at AS lateAt,
   q.item_reference AS itemReference, q.rev AS rev`,
)

/** Statement: the promises of a meeting; with `published`, only once its minutes are. */
export const promisesOf = ({ db }: Ctx, meetingId: string, published: boolean) =>
  rows<PromiseRow>(
    db,
    sql`SELECT ${promiseColumns} FROM meeting m JOIN meeting_promise q ON q.meeting_id = m.id
        WHERE m.id = ${meetingId} ${published ? sql`AND m.state = 'minuted'` : sql``} ORDER BY q.n`,
  )

/** Statement: the promise that became this item at work. */
export const promiseOfItem = ({ db }: Ctx, reference: string) =>
  rows<PromiseRow>(
    db,
    sql`SELECT ${promiseColumns} FROM meeting_promise q JOIN meeting m ON m.id = q.meeting_id
        WHERE q.item_reference = ${reference}`,
  )

/** Statement: published promises that are open and no item at work yet, with what an item is made of. */
export const promisesWithoutItem = ({ db }: Ctx, most: number) =>
  rows<PromiseRow & { titleZh: string; stationId: string }>(
    db,
    sql`SELECT ${promiseColumns}, m.title_zh AS titleZh,
          CASE p.kind WHEN 'room' THEN coalesce(p.parent_id, p.id) ELSE p.id END AS stationId
        FROM meeting_promise q JOIN meeting m ON m.id = q.meeting_id JOIN service_point p ON p.id = m.point_id
        WHERE q.state = 'open' AND q.item_reference IS NULL AND m.state = 'minuted' ORDER BY q.id LIMIT ${most}`,
  )

export interface EventRow {
  at: number
  what: MeetingEvent
  byId: string
  by: string | null
  over: string
  overWhy: string
}

/** Statement: what staff did with a meeting. */
export const eventsOf = ({ db }: Ctx, meetingId: string) =>
  rows<EventRow>(
    db,
    sql`SELECT e.at AS at, e.what AS what, e.by_id AS byId, u.name AS by, e.over AS over, e.over_why AS overWhy
        FROM meeting_event e LEFT JOIN staff_user u ON u.id = e.by_id WHERE e.meeting_id = ${meetingId} ORDER BY e.n LIMIT 200`,
  )

/** Statement: writes down what somebody at work did. */
export function addEvent(
  { db }: Ctx,
  event: {
    meetingId: string
    at: number
    what: MeetingEvent
    byId: string
    role: string
    over?: readonly object[]
    why?: string
  },
) {
  return exec(
    db,
    sql`INSERT INTO meeting_event (meeting_id, n, at, what, by_id, role, over, over_why)
        SELECT ${event.meetingId}, 1 + coalesce(max(n), 0), ${event.at}, ${event.what}, ${event.byId}, ${event.role},
          ${JSON.stringify(event.over ?? [])}, ${event.why ?? ''}
        FROM meeting_event WHERE meeting_id = ${event.meetingId}`,
  )
}
