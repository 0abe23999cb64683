import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { suppressed } from '../../privacy/suppress.ts'
import { handledBy } from '../answerers.ts'
import { openToAll, places, publicPoint, rounded } from './open.ts'
import type { NearInput, NearList, NearProblem } from './schema.ts'

/** How many are shown, and looked at on each road (same community, same category, same town, close by). */
const shown = 5
const looked = 8
/** What is so far apart may be one thing, degrees of latitude: 300 metres. */
const close = 0.0027

export interface NearRow {
  publicId: string
  categoryZh: string | null
  categoryEn: string | null
  townZh: string | null
  townEn: string | null
  areaZh: string | null
  areaEn: string | null
  deskSlug: string | null
  deskZh: string | null
  deskEn: string | null
  deskPhone: string | null
  receivedAt: number
  lat: number | null
  lon: number | null
  followers: number
}

/** The columns of a problem as everybody may read it, for the alias `c`, with their joins. */
export const nearColumns =
  sql.raw(`p.id AS publicId, g.name_zh AS categoryZh, g.name_en AS categoryEn, t.name_zh AS townZh,
  t.name_en AS townEn, r.name_zh AS areaZh, r.name_en AS areaEn, d.slug AS deskSlug, d.name_zh AS deskZh, d.name_en AS deskEn,
  d.phone AS deskPhone, c.received_at AS receivedAt, c.lat AS lat, c.lon AS lon, p.followers AS followers`)
export const nearJoins = sql.raw(`JOIN complaint_public p ON p.complaint_id = c.id
  LEFT JOIN complaint_category g ON g.code = c.category LEFT JOIN town t ON t.code = c.town_code
  LEFT JOIN area r ON r.id = c.area_id LEFT JOIN service_point d ON d.id = c.desk`)

/**
 * Statement: what is open around a place, what is alike first; nothing where no place is known. Only points as everybody may
 * know them are compared: who asks from many sides learns no more of one than its public point.
 */
export function nearRows({ db }: Ctx, { area, town, category, lat, lon }: NearInput) {
  const here = sql`coalesce(${town ?? null}, (SELECT town_code FROM area WHERE id = ${area ?? ''}))`
  const [y, x] = lat === undefined || lon === undefined ? [null, null] : [rounded(lat), rounded(lon)]
  const wide = close / Math.cos(((y ?? 0) * Math.PI) / 180)
  // Each names its index: where no place is given the planner would walk the one by day instead.
  const road = (index: string, where: SQL, order = sql`c.received_at DESC`) =>
    sql`SELECT * FROM (SELECT c.id FROM complaint c INDEXED BY ${sql.raw(`complaint_open_${index}`)} WHERE ${openToAll('c')} AND ${where} ORDER BY ${order} LIMIT ${looked})`
  const apart = sql`((round(c.lat, ${places}) - ${y}) / ${close}) * ((round(c.lat, ${places}) - ${y}) / ${close})
    + ((round(c.lon, ${places}) - ${x}) / ${wide}) * ((round(c.lon, ${places}) - ${x}) / ${wide})`
  // A public point is half a step from the exact one at most.
  const reach = close + 0.001
  const same = category === undefined ? sql`1` : sql`c.category = ${category}`
  const alike = sql`coalesce(${same} AND ${apart} <= 1, c.category = ${category ?? ''}
    AND (c.area_id = ${area ?? ''} OR c.area_id IS NULL OR ${area ?? ''} = ''), 0)`
  return rows<NearRow & { alike: 0 | 1 }>(
    db,
    sql`SELECT ${nearColumns}, ${alike} AS alike FROM (
          ${road('area', sql`c.area_id = ${area ?? ''}`)}
          UNION ${road('category', sql`c.town_code = ${here} AND c.category = ${category ?? ''}`)}
          UNION ${road('town', sql`c.town_code = ${here}`)}
          UNION ${road(
            'point',
            sql`c.lat BETWEEN ${y === null ? null : y - reach} AND ${y === null ? null : y + reach}
              AND c.lon BETWEEN ${x === null ? null : x - wide * 1.4} AND ${x === null ? null : x + wide * 1.4} AND ${apart} <= 1`,
            sql`c.lat`,
          )}) near CROSS JOIN complaint c ON c.id = near.id ${nearJoins} WHERE p.state <> 'down'
        ORDER BY alike DESC, c.area_id IS ${area ?? ''} DESC, c.category IS ${category ?? ''} DESC,
          (c.received_at + 28800000) / 86400000 DESC, p.id LIMIT ${shown}`,
  )
}

/** What everybody may read of it. */
export const problemOf = (row: NearRow): Omit<NearProblem, 'alike'> => ({
  id: row.publicId,
  category: { zh: row.categoryZh ?? '', en: row.categoryEn ?? '' },
  town: row.townZh === null ? null : { zh: row.townZh, en: row.townEn ?? '' },
  area: row.areaZh === null ? null : { zh: row.areaZh, en: row.areaEn ?? '' },
  since: dayOf(row.receivedAt),
  at: handledBy(row),
  point: publicPoint(row.lat, row.lon),
  followers: suppressed(row.followers),
})

/** A row of the list. */
export const nearProblemOf = (row: NearRow & { alike: 0 | 1 }): NearProblem => ({
  ...problemOf(row),
  alike: row.alike === 1,
})

/**
 * Small problems that are open around a place: what kind, which community, since when, with whom, how many wait for it. Never
 * a word of what was told. One round trip.
 */
export async function listNear({ ctx, input }: { ctx: Ctx; input: NearInput }): Promise<NearList> {
  const [found] = await ctx.db.batch([nearRows(ctx, input)])
  return { items: found.map(nearProblemOf) }
}
