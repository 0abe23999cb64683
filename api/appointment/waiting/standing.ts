import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { BookingRules } from '../rules.ts'
import { visitOf } from '../visit.ts'
import type { OfferRow, WaitingRow } from './holderQuery.ts'
import { stands } from './open.ts'
import type { Standing, WaitSought } from './schema.ts'
import { weekdaysOf } from './suitedDays.ts'

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

/** Entries looked at at each service point at most, from the front: the number is only said about. */
const counted = 60

/** How many joined before somebody for some of the same days; `more`: so many joined before that not all were looked at. */
interface Ahead {
  n: number
  more: number
}

/** Statement: how many joined before this place on the list, at the service point where most did. */
export function aheadOf(ctx: Ctx, which: ReturnType<typeof sql>) {
  return rows<Ahead>(
    ctx.db,
    sql`SELECT coalesce(sum(o.from_day <= w.to_day AND o.to_day >= w.from_day), 0) AS n, count(*) = ${counted} AS more
        FROM waiting w JOIN waiting_point own ON own.waiting_id = w.id
        LEFT JOIN waiting o ON o.id IN (
          SELECT l.waiting_id FROM waiting_point l WHERE l.service_point_id = own.service_point_id
            AND l.counter_group = own.counter_group AND l.joined_at < w.created_at
          ORDER BY l.joined_at LIMIT ${counted})
        WHERE ${which} GROUP BY own.service_point_id, own.counter_group ORDER BY more DESC, n DESC LIMIT 1`,
  )
}

/** About how many: nobody, a few, some, many. */
function about({ n, more }: Ahead): { least: number; most: number | null } {
  if (more === 1) return { least: 21, most: null }
  if (n === 0) return { least: 0, most: 0 }
  return n <= 5 ? { least: 1, most: 5 } : n <= 20 ? { least: 6, most: 20 } : { least: 21, most: null }
}

/** Where a place on the list stands, for its holder. */
export function standingOf(
  ctx: Ctx,
  row: WaitingRow,
  offer: OfferRow | null,
  ahead: Ahead[],
  rules: BookingRules,
): Standing {
  const open = stands(ctx, offer) ? offer : null
  const live = row.state === 'waiting' || row.state === 'offered'
  return {
    state: row.state === 'offered' && !open ? 'waiting' : row.state,
    sought: soughtOf(row),
    offer: open && { until: toIso(open.until), visit: visitOf(open) },
    ahead: live && !open ? about(ahead[0] ?? { n: 0, more: 0 }) : null,
    lapses: row.lapses,
    rules: listRulesOf(rules),
    can: [...(open ? (['take', 'decline'] as const) : []), ...(live ? (['leave'] as const) : [])],
  }
}
