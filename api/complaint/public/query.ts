import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { spanOf } from '../../calendar/month.ts'
import type { Ctx } from '../../context.ts'
import type { KeptPhoto } from '../files/bytes.ts'
import { type OpenRow, openColumns, openJoins, openKinds } from './item.ts'
import type { OpenFilters } from './schema.ts'

const pointOf = (slug: string) => sql`(SELECT id FROM service_point WHERE slug = ${slug})`

/**
 * Which indexes hold what is asked for, each with its condition: of a station and a room at once, since a slug does not say
 * which it is.
 */
function walks({ station, town, category }: OpenFilters): { index: string; where: SQL }[] {
  if (station)
    return [
      {
        index: category ? 'complaint_public_point_category' : 'complaint_public_point',
        where: sql`point_id = ${pointOf(station)}`,
      },
      { index: 'complaint_public_room', where: sql`room_id = ${pointOf(station)}` },
    ]
  if (town)
    return [
      {
        index: category ? 'complaint_public_town_category' : 'complaint_public_town',
        where: sql`town_code = ${town}`,
      },
    ]
  return [{ index: category ? 'complaint_public_category' : 'complaint_public_all', where: sql`1` }]
}

/** Statement: what is public, the newest first, behind a place in that order. Each kind walks an index of its own. */
export function openRows(ctx: Ctx, filters: OpenFilters, before: readonly [number, string], most: number) {
  const { kind, category, month, station, town } = filters
  const { from, to } = month ? spanOf(month) : { from: 0, to: Number.MAX_SAFE_INTEGER }
  const first = ({ index, where }: { index: string; where: SQL }) => sql`SELECT complaint_id FROM (
    SELECT complaint_id FROM complaint_public INDEXED BY ${sql.raw(index)}
    WHERE state = 'out' AND ${where} AND kind = k.value AND published_at BETWEEN ${from} AND ${Math.min(to - 1, before[0])}
      AND (published_at, id) < (${before[0]}, ${before[1]})
      ${category ? sql`AND category = ${category}` : sql``} ${station && town ? sql`AND town_code = ${town}` : sql``}
    ORDER BY published_at DESC, id DESC LIMIT ${most})`
  return rows<OpenRow>(
    ctx.db,
    sql`SELECT ${openColumns} FROM json_each(${JSON.stringify(kind ? [kind] : openKinds)}) k
          CROSS JOIN complaint_public p ON p.complaint_id IN (${sql.join(walks(filters).map(first), sql` UNION ALL `)})
          ${openJoins}
        ORDER BY p.published_at DESC, p.id DESC LIMIT ${most}`,
  )
}

/** Statement: one of them. */
export const openById = ({ db }: Ctx, id: string) =>
  rows<OpenRow>(
    db,
    sql`SELECT ${openColumns} FROM complaint_public p ${openJoins} WHERE p.id = ${id} AND p.state = 'out'`,
  )

/** Statement: a photo, if it stands beside words that are public. */
export const openPhotoOf = ({ db }: Ctx, id: string, photo: string) =>
  rows<KeptPhoto>(
    db,
    sql`SELECT f.id AS id, f.type AS type, f.size AS size, f.sha256 AS sha256, f.object_key AS objectKey, f.data_key AS dataKey
        FROM complaint_public p JOIN complaint_public_photo x ON x.complaint_id = p.complaint_id
          JOIN complaint_file f ON f.id = x.file_id
        WHERE p.id = ${id} AND p.state = 'out' AND x.file_id = ${photo} AND f.dropped_at IS NULL`,
  )

/** Statement: what came down again since a moment, by its public name alone. */
export const downSince = ({ db }: Ctx, since: number) =>
  rows<{ id: string; at: number }>(
    db,
    sql`SELECT id, down_at AS at FROM complaint_public INDEXED BY complaint_public_down
        WHERE down_at > ${since} AND state <> 'out' ORDER BY down_at DESC LIMIT 60`,
  )

interface ChoiceRow {
  what: 'station' | 'town' | 'category'
  key: string
  zh: string
  en: string
}

/** Statement: what the list can be narrowed by: stations, towns, and what small problems are sorted by. */
export const choiceRows = ({ db }: Ctx) =>
  rows<ChoiceRow>(
    db,
    sql`SELECT * FROM (SELECT 'station' AS what, slug AS key, name_zh AS zh, name_en AS en FROM service_point
            WHERE kind = 'station' ORDER BY slug LIMIT 80)
        UNION ALL SELECT * FROM (SELECT 'town', code, name_zh, name_en FROM town ORDER BY sort, code LIMIT 80)
        UNION ALL SELECT * FROM (SELECT 'category', code, name_zh, name_en FROM complaint_category
            WHERE kind = 'problem' AND off_at IS NULL ORDER BY position LIMIT 40)`,
  )

/** Statement: the name of the place a feed or a list is narrowed to. */
export const namesOf = ({ db }: Ctx, { station, town }: OpenFilters) =>
  rows<{ stationZh: string | null; stationEn: string | null; townZh: string | null; townEn: string | null }>(
    db,
    sql`SELECT (SELECT name_zh FROM service_point WHERE slug = ${station ?? ''}) AS stationZh,
          (SELECT name_en FROM service_point WHERE slug = ${station ?? ''}) AS stationEn,
          (SELECT name_zh FROM town WHERE code = ${town ?? ''}) AS townZh,
          (SELECT name_en FROM town WHERE code = ${town ?? ''}) AS townEn`,
  )
