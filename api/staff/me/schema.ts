import { z } from '@hono/zod-openapi'
import { textSchema } from '../../openapi.ts'
import { roles } from '../../shared/actor.ts'
import { type Permission, permissions } from '../permission.ts'

const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]

/** Somebody at work as their own screen shows them. */
export const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    grants: z.array(
      z.object({
        role: z.enum(roles),
        roleName: textSchema,
        /** The service point, or null for the whole bureau. */
        point: z.object({ slug: z.string(), name: textSchema }).nullable(),
        permissions: z.array(z.enum(permissionNames)),
      }),
    ),
  })
  .openapi('Me')

export type Me = z.infer<typeof meSchema>
