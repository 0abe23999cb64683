import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  endOfDay,
  MINUTE,
  startOfDay,
  toIso,
} from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import {
  type DrawnReleaseView,
  fewest,
  type ReleaseList,
  type ReleaseQuery,
  type ReleaseView,
  shownCount,
} from './schema.ts'

/** The days the summary looks back on, today included. */
const summaryDays = 30
/** The longest span one request may ask for, days. */
const longestSpan = 92
/** The most tickets one answer shows. */
const mostTickets = 1_000

interface ReleaseRow {
  pointId: string
  slug: string
  nameZh: string
  nameEn: string
  counterGroup: string
  day: Day
  windowFrom: number
  windowTo: number
  commitment: string
  state: ReleaseView['state']
  places: number | null
  listed: number | null
  offered: number | null
  drawnAt: number | null
  goneAt: number | null
}

const columns =
  sql.raw(`r.service_point_id AS pointId, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn,
  r.counter_group AS counterGroup, r.day AS day, r.window_from AS windowFrom, r.window_to AS windowTo,
  r.commitment AS commitment, r.state AS state, r.places AS places, r.listed AS listed, r.offered AS offered,
  r.drawn_at AS drawnAt, r.gone_at AS goneAt`)

const iso = (ms: number | null) => (ms === null ? null : toIso(ms))

function viewOf(row: ReleaseRow): ReleaseView {
  const { counterGroup, day, state, commitment, places, listed, offered, drawnAt, goneAt } = row
  return {
    station: { slug: row.slug, name: { zh: row.nameZh, en: row.nameEn } },
    counterGroup,
    day,
    opensFrom: toIso(row.windowFrom),
    opensTo: toIso(row.windowTo),
    state,
    commitment,
    places,
    listed: shownCount(listed),
    offered: shownCount(listed) === null ? null : offered,
    drawnAt: iso(drawnAt),
    goneAt: iso(goneAt),
    goneAfterMinutes: goneAt === null || drawnAt === null ? null : Math.floor((goneAt - drawnAt) / MINUTE),
  }
}

/** The span of days asked for. Throws invalid-input. */
function spanOf({ from, to, order }: ReleaseQuery, today: Day): { from: Day; to: Day } {
  const back = order === 'latest'
  const first = from ?? (back ? addDays(to ?? today, 1 - summaryDays) : (to ?? today) < today ? to! : today)
  const last = to ?? (back && first <= today ? today : addDays(first, longestSpan - 1))
  const days = daysBetween(first, last)
  if (days < 0 || days >= longestSpan) throw invalid('/to', 'day-range')
  return { from: first, to: last }
}

/** Where the list goes on: the sort key of the last release shown, opaque to clients. */
function afterOf(cursor: string | undefined): [number, string, string, string] | null {
  const parts = readCursor(cursor, 4)
  if (!parts) return null
  const [at, pointId, group, day] = parts
  if (!Number.isSafeInteger(at)) throw invalid('/cursor', 'cursor-invalid')
  return [Number(at), String(pointId), String(group), String(day)]
}

const summaryColumns = sql.raw(`coalesce(sum(releases), 0) AS releases, coalesce(sum(places), 0) AS places,
  coalesce(sum(gone_hour), 0) AS goneWithinHour, coalesce(sum(gone_day), 0) AS goneWithinDay, coalesce(sum(gone), 0) AS gone`)

/** What opened in the last 30 days: of one service point, or, without it, of the whole bureau. */
function summaryOf(point: SQL | null, today: Day): SQL {
  const since = addDays(today, 1 - summaryDays)
  if (!point)
    return sql`SELECT ${summaryColumns} FROM release_total WHERE opened_day BETWEEN ${since} AND ${today}`
  return sql`SELECT ${summaryColumns} FROM (
    SELECT 1 AS releases, places, gone_at IS NOT NULL AND gone_at < drawn_at + 3600000 AS gone_hour,
      gone_at IS NOT NULL AND gone_at < drawn_at + 86400000 AS gone_day, gone_at IS NOT NULL AS gone
    FROM release WHERE service_point_id = ${point} AND state = 'drawn'
      AND window_from BETWEEN ${startOfDay(since)} AND ${endOfDay(today)})`
}

/**
 * When places open and how fast they went, of one service point or of all. Nothing here tells a minute before it has
 * come. One round trip. Throws not-found, invalid-input.
 */
export async function listReleases({ ctx, input }: { ctx: Ctx; input: ReleaseQuery }): Promise<ReleaseList> {
  const today = dayOf(ctx.clock.now())
  const { from, to } = spanOf(input, today)
  const { station, limit } = input
  const back = input.order === 'latest'
  const after =
    afterOf(input.cursor) ?? (back ? [endOfDay(to) + 1, '', '', ''] : [startOfDay(from) - 1, '~', '', ''])
  const point = station === undefined ? null : sql`(SELECT id FROM service_point WHERE slug = ${station})`
  const key = sql.raw('(r.window_from, r.service_point_id, r.counter_group, r.day)')
  const place = sql`(${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})`
  const bounds = back
    ? sql`${key} < ${place} AND r.window_from >= ${startOfDay(from)}`
    : sql`${key} > ${place} AND r.window_from <= ${endOfDay(to)}`
  const way = sql.raw(back ? 'DESC' : 'ASC')
  const [points, found, sums] = await ctx.db.batch([
    rows<{ slug: string; nameZh: string; nameEn: string }>(
      ctx.db,
      sql`SELECT slug, name_zh AS nameZh, name_en AS nameEn FROM service_point WHERE slug = ${station ?? ''}`,
    ),
    rows<ReleaseRow>(
      ctx.db,
      sql`SELECT ${columns} FROM release r JOIN service_point p ON p.id = r.service_point_id
          WHERE ${bounds} AND ${point ? sql`r.service_point_id = ${point}` : sql`true`}
          ORDER BY r.window_from ${way}, r.service_point_id ${way}, r.counter_group ${way}, r.day ${way}
          LIMIT ${limit + 1}`,
    ),
    rows<Omit<ReleaseList['summary'], 'days'>>(ctx.db, summaryOf(point, today)),
  ])
  const named = points[0]
  if (point && !named) throw new Problem('not-found')
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(viewOf),
    nextCursor:
      found.length > limit && last
        ? cursorOf([last.windowFrom, last.pointId, last.counterGroup, last.day])
        : null,
    station: named ? { slug: named.slug, name: { zh: named.nameZh, en: named.nameEn } } : null,
    from,
    to,
    summary: { days: summaryDays, ...sums[0]! },
  }
}

/**
 * One release; once it is drawn, with everything needed to repeat the draw (check.ts). One round trip. Throws not-found.
 */
export async function showRelease({
  ctx,
  input: { slug, counterGroup, day },
}: {
  ctx: Ctx
  input: { slug: string; counterGroup: string; day: Day }
}): Promise<DrawnReleaseView> {
  const place = sql`service_point_id = (SELECT id FROM service_point WHERE slug = ${slug})
    AND counter_group = ${counterGroup} AND day = ${day}`
  const [found, tickets] = await ctx.db.batch([
    rows<ReleaseRow & { seed: string | null; drawAt: number | null }>(
      ctx.db,
      sql`SELECT ${columns}, r.seed AS seed, CASE r.state WHEN 'drawn' THEN r.draw_at END AS drawAt
          FROM (SELECT * FROM release WHERE ${place}) r JOIN service_point p ON p.id = r.service_point_id`,
    ),
    rows<{ place: number; ticket: string; recent: number; joinedDay: string; offered: number }>(
      ctx.db,
      sql`SELECT place, ticket, recent, joined_day AS joinedDay, offered FROM draw_ticket
          WHERE ${place} ORDER BY place LIMIT ${mostTickets}`,
    ),
  ])
  const row = found[0]
  if (!row) throw new Problem('not-found')
  return {
    ...viewOf(row),
    seed: row.seed,
    drawnMinute: iso(row.drawAt),
    tickets:
      tickets.length < fewest
        ? null
        : tickets.map((each) => ({ ...each, recent: each.recent === 1, offered: each.offered === 1 })),
  }
}
