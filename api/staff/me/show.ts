import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Role } from '../../shared/actor.ts'
import { permissionsOf } from '../permission.ts'
import { roleWords } from '../roles.ts'
import type { Me } from './schema.ts'

interface GrantRow {
  name: string
  role: Role
  slug: string | null
  zh: string | null
  en: string | null
}

/** Who acts, with their roles and where they hold them. Throws not-signed-in for anybody else. */
export async function showMe({ ctx }: { ctx: Ctx }): Promise<Me> {
  if (ctx.actor.kind !== 'staff') throw new Problem('not-signed-in')
  const { id } = ctx.actor
  const [found] = await ctx.db.batch([
    rows<GrantRow>(
      ctx.db,
      sql`SELECT u.name AS name, g.role AS role, p.slug AS slug, p.name_zh AS zh, p.name_en AS en
          FROM staff_user u LEFT JOIN staff_grant g ON g.user_id = u.id
          LEFT JOIN service_point p ON p.id = g.service_point_id
          WHERE u.id = ${id} ORDER BY g.service_point_id, g.role`,
    ),
  ])
  const grants = found.filter(({ role }) => role !== null)
  return {
    id,
    name: found[0]?.name ?? '',
    grants: grants.map(({ role, slug, zh, en }) => ({
      role,
      roleName: roleWords[role],
      point: slug === null ? null : { slug, name: { zh: zh ?? '', en: en ?? '' } },
      permissions: [...permissionsOf[role]],
    })),
  }
}
