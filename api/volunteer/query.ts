import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { VolunteerKind, VolunteerState } from '../../db/schema/volunteer.ts'
import type { Ctx } from '../context.ts'
import { FieldError, open } from '../privacy/field.ts'
import type { Locale } from '../shared/text.ts'

export interface VolunteerRow {
  id: string
  reference: string
  codeHash: string
  pointId: string
  slug: string
  nameZh: string
  nameEn: string
  kind: VolunteerKind
  state: VolunteerState
  locale: Locale
  name: string | null
  phone: string | null
  /** JSON array of {what, day, hours}. */
  training: string
  rev: number
  createdAt: number
}

const columns = sql.raw(
  `v.id AS id, v.reference AS reference, v.code_hash AS codeHash, v.point_id AS pointId, p.slug AS slug,
   p.name_zh AS nameZh, p.name_en AS nameEn, v.kind AS kind, v.state AS state, v.locale AS locale, v.name AS name,
   v.phone AS phone, v.rev AS rev, v.created_at AS createdAt,
   (SELECT json_group_array(json_object('what', d.what, 'day', d.day, 'hours', d.hours)) FROM
     (SELECT what, day, hours FROM volunteer_training WHERE volunteer_id = v.id ORDER BY day DESC LIMIT 20) d) AS training`,
)
const joins = sql.raw('JOIN service_point p ON p.id = v.point_id')

/** Statement: one volunteer, sealed. */
export const volunteerByReference = ({ db }: Ctx, reference: string) =>
  rows<VolunteerRow>(db, sql`SELECT ${columns} FROM volunteer v ${joins} WHERE v.reference = ${reference}`)

/** Statement: the volunteers of some service points (null: all) in one state, the longest there first. */
export const deskVolunteers = (
  { db }: Ctx,
  mine: string | null,
  state: VolunteerState,
  after: readonly [number, string] | null,
  limit: number,
) =>
  rows<VolunteerRow>(
    db,
    sql`SELECT ${columns} FROM volunteer v ${joins} WHERE v.state = ${state}
          AND (v.created_at, v.id) > (${after?.[0] ?? 0}, ${after?.[1] ?? ''})
          ${mine === null ? sql`` : sql`AND v.point_id IN (SELECT value FROM json_each(${mine}))`}
        ORDER BY v.created_at, v.id LIMIT ${limit}`,
  )

export interface PointRow {
  pointId: string
  slug: string
  nameZh: string
  nameEn: string
}

/** Statement: a service point by its slug. */
export const pointBySlug = ({ db }: Ctx, slug: string) =>
  rows<PointRow>(
    db,
    sql`SELECT id AS pointId, slug, name_zh AS nameZh, name_en AS nameEn FROM service_point WHERE slug = ${slug}`,
  )

/** A sealed field in clear; null where there is none, or where it does not open (logged by its place). */
export async function clear(
  ctx: Pick<Ctx, 'keys'>,
  row: string,
  column: 'name' | 'phone',
  value: string | null,
): Promise<string | null> {
  if (value === null) return null
  try {
    return await open(ctx.keys, { table: 'volunteer', column, row }, value)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `volunteer ${row}`, fault: error.fault }))
    return null
  }
}
