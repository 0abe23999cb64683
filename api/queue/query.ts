import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { counter, ticket } from '../../db/schema/queue.ts'
import type { Day } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { InLine } from './order.ts'

type Db = Pick<Ctx, 'db'>

export interface PointRow {
  id: string
  slug: string
  nameZh: string
  nameEn: string
}

/** Statement: a service point by its slug. */
export function pointBySlug({ db }: Db, slug: string | SQL) {
  return rows<PointRow>(
    db,
    sql`SELECT id, slug, name_zh AS nameZh, name_en AS nameEn FROM service_point WHERE slug = ${slug}`,
  )
}

/** The id behind a slug, inside any statement. */
export const pointIdOf = (slug: string) => sql`(SELECT id FROM service_point WHERE slug = ${slug})`

/** A counter, and the name of who sits there. */
export type CounterRow = Pick<
  typeof counter.$inferSelect,
  | 'id'
  | 'servicePointId'
  | 'counterGroup'
  | 'number'
  | 'nameZh'
  | 'nameEn'
  | 'state'
  | 'staffId'
  | 'satAt'
  | 'version'
> & { slug: string; staffName: string | null }

/** Statement: counters, as c, in the order of their numbers. */
export function counterWhere({ db }: Db, condition: SQL) {
  return rows<CounterRow>(
    db,
    sql`SELECT c.id AS id, c.service_point_id AS servicePointId, c.counter_group AS counterGroup, c.number AS number,
          c.name_zh AS nameZh, c.name_en AS nameEn, c.state AS state, c.staff_id AS staffId, c.sat_at AS satAt,
          c.version AS version, p.slug AS slug, u.name AS staffName
        FROM counter c JOIN service_point p ON p.id = c.service_point_id LEFT JOIN staff_user u ON u.id = c.staff_id
        WHERE ${condition} ORDER BY c.number`,
  )
}

type Ticket = typeof ticket.$inferSelect

/** A ticket with where it stands, what it is for and, where it was booked, the booking. */
export type TicketRow = Pick<
  Ticket,
  | 'id'
  | 'servicePointId'
  | 'day'
  | 'counterGroup'
  | 'letter'
  | 'serial'
  | 'bookingId'
  | 'people'
  | 'state'
  | 'version'
  | 'issuedAt'
  | 'dueAt'
  | 'firstAt'
  | 'forward'
  | 'counterId'
  | 'forCounter'
  | 'calls'
  | 'lastCalledAt'
  | 'servingAt'
  | 'endedAt'
  | 'results'
  | 'codeHash'
> & {
  slug: string
  /** JSON [{code, zh, en}]. */
  matters: string
  counterNumber: number | null
  reference: string | null
  startsAt: number | null
  exempt: number | null
  /** What was said of the booking. */
  outcome: 'served' | 'missed' | null
  /** Sealed. */
  name: string | null
  /** The last click, for what can be taken back. */
  lastAct: string
  lastAt: number
}

/** Names of the matters of a JSON array of codes, in its order. */
export const matterNames = (
  codes: SQL,
) => sql`(SELECT json_group_array(json_object('code', x.code, 'zh', x.name_zh,
  'en', x.name_en)) FROM json_each(${codes}) j JOIN matter x ON x.code = j.value)`

/** Statement: tickets, as t. */
export function ticketWhere({ db }: Db, condition: SQL, most = 200) {
  return rows<TicketRow>(
    db,
    sql`SELECT t.id AS id, t.service_point_id AS servicePointId, t.day AS day, t.counter_group AS counterGroup,
          t.letter AS letter, t.serial AS serial, t.booking_id AS bookingId, t.people AS people, t.state AS state,
          t.version AS version, t.issued_at AS issuedAt, t.due_at AS dueAt, t.first_at AS firstAt, t.forward AS forward,
          t.counter_id AS counterId, t.for_counter AS forCounter, t.calls AS calls, t.last_called_at AS lastCalledAt,
          t.serving_at AS servingAt, t.ended_at AS endedAt, t.results AS results, t.code_hash AS codeHash,
          p.slug AS slug, ${matterNames(sql`t.matters`)} AS matters,
          (SELECT number FROM counter WHERE id = t.counter_id) AS counterNumber,
          b.reference AS reference, s.starts_at AS startsAt, b.exempt AS exempt, b.name AS name,
          CASE WHEN b.outcome <> 'late' THEN b.outcome END AS outcome, k.act AS lastAct, k.at AS lastAt
        FROM ticket t JOIN service_point p ON p.id = t.service_point_id
        JOIN ticket_click k ON k.ticket_id = t.id AND k.version = t.version
        LEFT JOIN booking b ON b.id = t.booking_id LEFT JOIN slot s ON s.id = b.slot_id
        WHERE ${condition} LIMIT ${most}`,
  )
}

/** A waiting ticket as its place is worked out. */
export type LineRow = Omit<InLine, 'booked'> & {
  booked: number
  letter: string
  version: number
  forCounter: string | null
}

/** Statement: whom a point's calls of the day are chosen from, and those it has sent to one counter. */
export function lineAt({ db }: Db, point: SQL, day: Day) {
  return rows<LineRow>(
    db,
    sql`SELECT id, counter_group AS counterGroup, booking_id IS NOT NULL AS booked, due_at AS dueAt,
          first_at AS firstAt, letter, serial, version, for_counter AS forCounter
        FROM ticket WHERE service_point_id = ${point} AND day = ${day} AND state = 'waiting' LIMIT 500`,
  )
}

export interface QueueDayRow {
  day: Day
  counterGroup: string
  letter: string | null
  issued: number
  waiting: number
  walkIns: number
  parked: number
  atCounter: number
  streak: number
  done: number
  /** JSON: seconds of the day. */
  calls: string
}

/** Statement: the sums of these days at a service point, the newest day first. */
export function queueDays({ db }: Db, point: SQL, days: readonly Day[]) {
  return rows<QueueDayRow>(
    db,
    sql`SELECT d.day AS day, d.counter_group AS counterGroup, l.letter AS letter, d.issued AS issued,
          d.waiting AS waiting, d.walk_ins AS walkIns, d.parked AS parked, d.at_counter AS atCounter,
          d.streak AS streak, d.done AS done, d.calls AS calls
        FROM queue_day d LEFT JOIN queue_letter l
          ON l.service_point_id = d.service_point_id AND l.counter_group = d.counter_group
        WHERE d.service_point_id = ${point} AND d.day IN (SELECT value FROM json_each(${JSON.stringify(days)}))
        ORDER BY d.day DESC, l.letter`,
  )
}

/** Today’s streaks by counter group, as the order asks for them. */
export const streaksOf = (days: readonly QueueDayRow[], today: Day): Record<string, number> =>
  Object.fromEntries(
    days.filter(({ day }) => day === today).map(({ counterGroup, streak }) => [counterGroup, streak]),
  )
