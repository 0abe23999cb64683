import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { ClockName } from '../../../db/schema/application.ts'
import { DAY } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { pointsFor } from '../../staff/permission.ts'
import type { DeliveryWay } from '../form/declaration.ts'
import type { ApplicationState } from '../states.ts'
import type { Tab } from './workSchema.ts'

/** What has no clock stands behind whatever has one: word for word as in the indexes (0080_application_work.sql). */
const never = 9_000_000_000_000_000
const due = sql.raw(`coalesce(a.due_at, ${never})`)

/** Which applications stand on a tab; each is read by an index of its own whose condition this is. */
const standing: Record<Exclude<Tab, 'opinions'>, SQL> = {
  // What nobody took in time counts as accepted, and is still nobody's.
  take: sql.raw("a.state IN ('submitted', 'accepted') AND a.handler_id IS NULL"),
  mine: sql.raw("a.handler_id IS NOT NULL AND a.closed_at IS NULL AND a.state <> 'draft'"),
  team: sql.raw("a.closed_at IS NULL AND a.state <> 'draft'"),
  waiting: sql.raw("a.state IN ('identity', 'correction', 'elsewhere')"),
  late: sql.raw('a.late_at IS NOT NULL AND a.closed_at IS NULL'),
  handover: sql.raw("a.state IN ('issued', 'posted')"),
  done: sql.raw("a.closed_at IS NOT NULL AND a.state <> 'discarded'"),
  held: sql.raw('a.legal_hold = 1'),
}

export interface WorkRow {
  id: string
  reference: string
  rev: number
  name: string | null
  matterCode: string
  formVersion: number
  pointId: string
  state: ApplicationState
  clock: ClockName | null
  dueAt: number | null
  lateAt: number | null
  pausedAt: number | null
  handlerId: string | null
  firstHandlerId: string | null
  threadWaits: 'resident' | 'office' | null
  asked: number
  delivery: DeliveryWay | null
  visitDay: string | null
  visitPart: 'morning' | 'afternoon' | null
  receivedAt: number | null
  closedAt: number | null
  similar: number
  /** Where the list goes across all service points; else the colleagues of the list are read beside it. */
  handlerName: string | null
  /** By what the list goes on: its place in the order. */
  place: number
  /** Of a question about it: the question, by which that list goes on. */
  wordId: string
}

/** Whose list: of one service point by its slug, of these, or (null) of all; and of this member of staff. */
export interface Whose {
  station: string | null
  points: readonly string[] | null
  staff: string
}

/**
 * Others of the same person and matter within a year: how many of them whoever reads may know of, by the same rule as the
 * case itself (similar.ts), and a hundred for each there is at all.
 */
function similar(ctx: Ctx) {
  const points = pointsFor(ctx.actor, 'record.open')
  const opens =
    points === 'all'
      ? sql`true`
      : sql`s.service_point_id IN (SELECT value FROM json_each(${JSON.stringify(points)}))`
  return sql`(SELECT coalesce(sum(100 + told), 0) FROM (
    SELECT a.identity IN ('verified', 'counter') AND ${opens} AS told FROM application s
    WHERE a.person_key <> '' AND s.person_key = a.person_key AND s.person_key <> '' AND s.matter_code = a.matter_code
      AND s.created_at > ${ctx.clock.now() - 366 * DAY} AND s.id <> a.id AND s.state NOT IN ('draft', 'discarded')
    ORDER BY s.created_at DESC LIMIT 10))`
}

const columns = sql.raw(
  `a.id AS id, a.reference AS reference, a.rev AS rev, a.name AS name, a.matter_code AS matterCode,
   a.form_version AS formVersion, a.service_point_id AS pointId, a.state AS state, a.clock AS clock,
   a.due_at AS dueAt, a.late_at AS lateAt, a.paused_at AS pausedAt, a.handler_id AS handlerId,
   a.first_handler_id AS firstHandlerId, a.thread_waits AS threadWaits, a.asked AS asked, a.delivery AS delivery,
   a.visit_day AS visitDay, a.visit_part AS visitPart, a.received_at AS receivedAt, a.closed_at AS closedAt`,
)

/** The order of a tab: what is due first, first; what is done, the newest first. */
const orderOf = (tab: Exclude<Tab, 'opinions'>) =>
  tab === 'done'
    ? { by: sql.raw('a.closed_at'), way: sql.raw('DESC'), past: sql.raw('<') }
    : { by: tab === 'late' ? sql.raw('a.due_at') : due, way: sql.raw(''), past: sql.raw('>') }

/** Statement: one page of a tab, and one more. */
export function workRows(
  ctx: Ctx,
  tab: Exclude<Tab, 'opinions'>,
  whose: Whose,
  { matter, after, limit }: { matter: string | undefined; after: [number, string] | null; limit: number },
) {
  const { by, way, past } = orderOf(tab)
  const start = after ?? (tab === 'done' ? [never, '~'] : [-1, ''])
  // The first bound is the index's; a pair with an expression in it would be compared row by row.
  const where = sql`${standing[tab]} AND ${by} ${past}= ${start[0]} AND (${by}, a.id) ${past} (${start[0]}, ${start[1]})
    ${matter ? sql`AND a.matter_code = ${matter}` : sql``}`
  const order = sql`ORDER BY ${by} ${way}, a.id ${way} LIMIT ${limit + 1}`
  const more = sql`${columns}, ${similar(ctx)} AS similar, ${handlerName(whose)} AS handlerName,
    ${by} AS place, '' AS wordId`
  const which = ofWhom(tab, whose)
  // Left to choose, SQLite would go through all that is done and look at the matter of each.
  const from = sql.raw(
    `application a${tab === 'done' && matter ? ' INDEXED BY application_done_matter' : ''}`,
  )
  return rows<WorkRow>(
    ctx.db,
    which
      ? sql`SELECT ${more} FROM ${from} WHERE ${which} AND ${where} ${order}`
      : // The first of each service point by its own index, then the first of those.
        sql`SELECT ${more} FROM json_each(${JSON.stringify(whose.points)}) j CROSS JOIN application a ON a.id IN (
              SELECT a.id FROM ${from} WHERE a.service_point_id = j.value AND ${where} ${order}) ${order}`,
  )
}

const handlerName = ({ station, points }: Whose) =>
  station === null && points === null
    ? sql`(SELECT u.name FROM staff_user u WHERE u.id = a.handler_id)`
    : sql`NULL`

/** The condition that an index begins with; null where there are several service points. */
function ofWhom(tab: Tab, { station, points, staff }: Whose): SQL | null {
  if (tab === 'mine') return sql`a.handler_id = ${staff}`
  if (station !== null)
    return sql`a.service_point_id = (SELECT id FROM service_point WHERE slug = ${station})`
  if (points === null) return sql`true`
  return points.length === 1 ? sql`a.service_point_id = ${points[0]}` : null
}

/** Statement: one page of the questions somebody was asked and has not answered, the oldest first. */
export function opinionRows(
  ctx: Ctx,
  { staff }: Whose,
  { after, limit }: { after: [number, string] | null; limit: number },
) {
  const [at, id] = after ?? [-1, '']
  return rows<WorkRow>(
    ctx.db,
    sql`SELECT ${columns}, ${similar(ctx)} AS similar,
          (SELECT u.name FROM staff_user u WHERE u.id = a.handler_id) AS handlerName, w.at AS place, w.id AS wordId
        FROM (SELECT id, at, application_id FROM application_word
              WHERE kind = 'asked' AND opinion_at IS NULL AND to_staff_id = ${staff} AND (at, id) > (${at}, ${id})
              ORDER BY at, id LIMIT ${limit + 1}) w
        CROSS JOIN application a ON a.id = w.application_id
        ORDER BY w.at, w.id`,
  )
}

/** The most that is told of a tab. */
export const countMost = 99

/** Statement: how many stand on each of these tabs; of what is done nobody needs to know. */
export function countRows(ctx: Ctx, wanted: readonly { tab: Tab; whose: Whose }[]) {
  const each = wanted
    .filter(({ tab }) => tab !== 'done')
    .map(({ tab, whose }) => sql`(${countOf(tab, whose)}) AS ${sql.raw(tab)}`)
  return rows<Partial<Record<Tab, number>>>(
    ctx.db,
    each.length ? sql`SELECT ${sql.join(each, sql`, `)}` : sql`SELECT 0 AS none WHERE false`,
  )
}

function countOf(tab: Tab, whose: Whose): SQL {
  const { staff, station, points } = whose
  if (tab === 'opinions')
    return sql`SELECT count(*) FROM (SELECT 1 FROM application_word
      WHERE kind = 'asked' AND opinion_at IS NULL AND to_staff_id = ${staff} LIMIT ${countMost + 1})`
  // Few, at the most: what is held is not kept count of.
  if (tab === 'held') {
    const which =
      ofWhom(tab, whose) ??
      sql`a.service_point_id IN (SELECT value FROM json_each(${JSON.stringify(points)}))`
    return sql`SELECT count(*) FROM (SELECT 1 FROM application a
      WHERE ${which} AND ${standing.held} LIMIT ${countMost + 1})`
  }
  const kept = (of: SQL) =>
    sql`SELECT coalesce(sum(n), 0) FROM application_count WHERE tab = ${tab} AND whose ${of}`
  if (tab === 'mine') return kept(sql`= ${staff}`)
  if (station !== null) return kept(sql`= (SELECT id FROM service_point WHERE slug = ${station})`)
  return kept(points === null ? sql`= '*'` : sql`IN (SELECT value FROM json_each(${JSON.stringify(points)}))`)
}
