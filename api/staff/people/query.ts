import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import type { Role } from '../../shared/actor.ts'

export interface PersonRow {
  id: string
  name: string
  account: string
  offAt: number | null
  /** 1 once they have chosen a password. */
  joined: number
  lastAt: number | null
  /** JSON array of [role, point, slug, zh, en]; the last three null for the whole bureau. */
  grants: string
}

export type GrantRow = [Role, string, string | null, string | null, string | null]

const person = sql`u.id AS id, u.name AS name, u.email AS account, u.off_at AS offAt,
  EXISTS (SELECT 1 FROM staff_credential c WHERE c.user_id = u.id) AS joined,
  (SELECT l.at FROM staff_last l WHERE l.user_id = u.id) AS lastAt,
  (SELECT json_group_array(json_array(g.role, g.service_point_id, p.slug, p.name_zh, p.name_en))
    FROM staff_grant g LEFT JOIN service_point p ON p.id = g.service_point_id WHERE g.user_id = u.id) AS grants`

/** Statement: the people at these service points, after `after`, by account. */
export function peopleAt(ctx: Ctx, points: readonly string[] | 'all', after: string, limit: number) {
  const where =
    points === 'all'
      ? sql`true`
      : sql`u.id IN (SELECT g.user_id FROM staff_grant g
              WHERE g.service_point_id IN (SELECT value FROM json_each(${JSON.stringify(points)})))`
  return rows<PersonRow>(
    ctx.db,
    sql`SELECT ${person} FROM staff_user u WHERE ${where} AND u.email > ${after} ORDER BY u.email LIMIT ${limit}`,
  )
}

/** Statement: one person. */
export const personById = (ctx: Ctx, id: string) =>
  rows<PersonRow>(ctx.db, sql`SELECT ${person} FROM staff_user u WHERE u.id = ${id}`)

/** Statement: the service points of these ids, by name in their order of making; 500 at most. */
export function pointsOf(ctx: Ctx, points: readonly string[] | 'all') {
  const where =
    points === 'all' ? sql`true` : sql`id IN (SELECT value FROM json_each(${JSON.stringify(points)}))`
  return rows<{ slug: string; zh: string; en: string }>(
    ctx.db,
    sql`SELECT slug AS slug, name_zh AS zh, name_en AS en FROM service_point WHERE ${where}
        ORDER BY code LIMIT 500`,
  )
}

/** Statement: the ids of service points by their slugs. */
export const pointsBySlug = (ctx: Ctx, slugs: readonly string[]) =>
  rows<{ id: string; slug: string }>(
    ctx.db,
    sql`SELECT id AS id, slug AS slug FROM service_point
        WHERE slug IN (SELECT value FROM json_each(${JSON.stringify(slugs)}))`,
  )

/** Statement: the id of an account by its name. */
export const accountByName = (ctx: Pick<Ctx, 'db'>, account: string) =>
  rows<{ id: string }>(ctx.db, sql`SELECT id AS id FROM staff_user WHERE email = ${account}`)

/** Statement: these grants, by whoever acts. The table itself refuses one's own. */
export const addGrants = (
  ctx: Ctx,
  userId: string,
  by: string,
  grants: readonly { role: Role; point: string }[],
) =>
  exec(
    ctx.db,
    sql`INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at)
        SELECT ${userId}, value ->> 'role', value ->> 'point', ${by}, ${ctx.clock.now()}
        FROM json_each(${JSON.stringify(grants)}) WHERE true ON CONFLICT DO NOTHING`,
  )

/** Statement: takes these grants away. */
export const takeGrants = (ctx: Ctx, userId: string, grants: readonly { role: Role; point: string }[]) =>
  exec(
    ctx.db,
    sql`DELETE FROM staff_grant WHERE user_id = ${userId} AND EXISTS (
          SELECT 1 FROM json_each(${JSON.stringify(grants)})
          WHERE value ->> 'role' = role AND value ->> 'point' = service_point_id)`,
  )

/**
 * Statement: undoes the batch, as 'stale', when nobody would be left who administers the whole bureau and can come in:
 * who was only invited has no second factor yet, and may never have one.
 */
export const administratorLeft = (ctx: Ctx) =>
  exec(
    ctx.db,
    sql`INSERT INTO guard (ok) SELECT EXISTS (
          SELECT 1 FROM staff_user u JOIN staff_grant g ON g.user_id = u.id
          WHERE g.service_point_id = '*' AND g.role = 'administrator' AND u.off_at IS NULL
            AND (u.two_factor_enabled = 1 OR EXISTS (SELECT 1 FROM staff_passkey k WHERE k.user_id = u.id)))`,
  )

/** Statement: what somebody invited others by is void, where nobody has used it. */
export const voidInvitationsBy = (ctx: Ctx, userId: string) =>
  exec(ctx.db, sql`DELETE FROM staff_invitation WHERE invited_by = ${userId} AND used_at IS NULL`)
