import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { roles } from '../../shared/actor.ts'
import { permissionsOf } from '../../staff/permission.ts'

/** The most colleagues one list names. */
const most = 60

export interface Colleague {
  id: string
  name: string
  /** 1: they can be given an application here. */
  handles: 0 | 1
}

/** The roles that handle applications, as a list for IN. */
export const handlingRoles = sql.join(
  roles.filter((role) => permissionsOf[role].includes('application.handle')).map((role) => sql`${role}`),
  sql`, `,
)

/**
 * Statement: who handles applications at a service point (by its slug), at these, or (`all`) for the whole bureau; those
 * of the bureau handle them everywhere.
 */
export function colleaguesAt(ctx: Ctx, where: string | readonly string[] | 'all') {
  const points =
    where === 'all'
      ? sql`SELECT '*'`
      : typeof where === 'string'
        ? sql`SELECT '*' UNION ALL SELECT id FROM service_point WHERE slug = ${where}`
        : sql`SELECT '*' UNION ALL SELECT value FROM json_each(${JSON.stringify(where)})`
  return rows<Colleague>(
    ctx.db,
    sql`SELECT DISTINCT u.id AS id, u.name AS name, u.off_at IS NULL AS handles
        FROM staff_grant g JOIN staff_user u ON u.id = g.user_id
        WHERE g.service_point_id IN (${points}) AND g.role IN (${handlingRoles})
        ORDER BY u.name, u.id LIMIT ${most}`,
  )
}

/** Somebody by name; who is no longer among the colleagues has none. */
export const nameIn = (people: readonly Pick<Colleague, 'id' | 'name'>[], id: string | null) =>
  id === null ? null : { id, name: people.find((one) => one.id === id)?.name ?? '' }
