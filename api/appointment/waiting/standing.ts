import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { BookingRules } from '../rules.ts'
import { visitOf } from '../visit.ts'
import type { OfferRow, WaitingRow } from './holderQuery.ts'
import { stands } from './open.ts'
import type { Standing, WaitSought } from './schema.ts'
import { weekdaysOf } from './span.ts'

interface PointAt {
  pointId: string
  counterGroup: string
  slug: string
  nameZh: string
  nameEn: string
  phone: string
}
interface MatterName {
  code: string
  zh: string
  en: string
}

/** What a place on the list waits for, as the wire shows it. */
export function soughtOf(row: WaitingRow): WaitSought {
  const points: PointAt[] = JSON.parse(row.points)
  const [matter, ...also] = (JSON.parse(row.names) as MatterName[]).map(({ code, zh, en }) => ({
    code,
    name: { zh, en },
  }))
  return {
    stations: points.map(({ slug, nameZh, nameEn, phone }) => ({
      slug,
      name: { zh: nameZh, en: nameEn },
      phone,
    })),
    matter: matter ?? { code: row.matterCode, name: { zh: '', en: '' } },
    alsoMatters: also,
    people: row.people,
    minutes: row.minutes,
    fromDay: row.fromDay,
    toDay: row.toDay,
    weekdays: weekdaysOf(row.weekdays),
    part: row.part,
    before: row.beforeAt === null ? null : toIso(row.beforeAt),
    ticket: row.ticket,
    joinedDay: row.joinedDay,
  }
}

export const listRulesOf = ({ offerMinutes, quietFrom, quietTo, offersMost, recentDays }: BookingRules) => ({
  offerMinutes,
  quietFrom,
  quietTo,
  offersMost,
  recentDays,
})

/** Entries counted at each service point at most: the number is only said about. */
const counted = 60

/** Statement: how many joined before this place on the list, at the service point where most did. */
export function aheadOf(ctx: Ctx, which: ReturnType<typeof sql>) {
  return rows<{ n: number }>(
    ctx.db,
    sql`SELECT coalesce(max(n), 0) AS n FROM (
          SELECT (SELECT count(*) FROM (
              SELECT l.waiting_id AS id FROM waiting_point l WHERE l.service_point_id = own.service_point_id
                AND l.counter_group = own.counter_group LIMIT ${counted}) near
            JOIN waiting o ON o.id = near.id
            WHERE o.id <> w.id AND o.joined_day <= w.joined_day AND o.created_at < w.created_at
              AND o.from_day <= w.to_day AND o.to_day >= w.from_day) AS n
          FROM waiting w JOIN waiting_point own ON own.waiting_id = w.id WHERE ${which})`,
  )
}

/** About how many: nobody, a few, some, many. */
function about(n: number): { least: number; most: number | null } {
  if (n === 0) return { least: 0, most: 0 }
  return n <= 5 ? { least: 1, most: 5 } : n <= 20 ? { least: 6, most: 20 } : { least: 21, most: null }
}

/** Where a place on the list stands, for its holder. */
export function standingOf(
  ctx: Ctx,
  row: WaitingRow,
  offer: OfferRow | null,
  ahead: { n: number }[],
  rules: BookingRules,
): Standing {
  const open = stands(ctx, offer) ? offer : null
  const live = row.state === 'waiting' || row.state === 'offered'
  return {
    state: row.state === 'offered' && !open ? 'waiting' : row.state,
    sought: soughtOf(row),
    offer: open && { until: toIso(open.until), visit: visitOf(open) },
    ahead: live && !open ? about(ahead[0]?.n ?? 0) : null,
    lapses: row.lapses,
    rules: listRulesOf(rules),
    can: [...(open ? (['take', 'decline'] as const) : []), ...(live ? (['leave'] as const) : [])],
  }
}
