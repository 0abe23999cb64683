import { createRoute, z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'

const health = createRoute({
  method: 'get',
  path: '/health',
  tags: ['health'],
  summary: 'Whether the service and its database answer, and what waits',
  responses: {
    200: jsonAnswer(
      z.object({
        status: z.enum(['ok', 'degraded']),
        version: z.string(),
        checks: z.object({
          database: z.boolean(),
          /** Messages that should have gone out more than ten minutes ago. */
          lateMessages: z.number().int(),
          deadMessages: z.number().int(),
          /** The last day whose audit root is sealed. */
          sealedThrough: z.string().nullable(),
        }),
      }),
      'Alive',
    ),
    ...errorResponses(),
  },
})

export const healthRoutes = newRoutes().openapi(health, async (c) => {
  const { db, clock } = c.get('ctx')
  const [[state]] = await db.batch([
    rows<{ late: number; dead: number; sealed: string | null }>(
      db,
      sql`
      SELECT
        (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before < ${clock.now() - 600_000} LIMIT 10)) AS late,
        (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'dead' AND settled_at > ${clock.now() - 86_400_000} LIMIT 10)) AS dead,
        (SELECT max(day) FROM audit_root) AS sealed`,
    ),
  ])
  const { late, dead, sealed } = state!
  return c.json(
    {
      status: late || dead ? ('degraded' as const) : ('ok' as const),
      version: '0.1.0',
      checks: { database: true, lateMessages: late, deadMessages: dead, sealedThrough: sealed },
    },
    200,
  )
})
