import { createRoute, z } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { challenge } from './bots.ts'

const getChallenge = createRoute({
  method: 'get',
  path: '/challenge',
  tags: ['intake'],
  summary: 'A proof-of-work puzzle (ALTCHA v1); send its solution as `proof` with a creating POST',
  responses: {
    200: jsonAnswer(
      z.object({
        algorithm: z.string(),
        challenge: z.string(),
        maxnumber: z.number(),
        salt: z.string(),
        signature: z.string(),
      }),
      'The puzzle',
    ),
    ...errorResponses('misconfigured'),
  },
})

export const intakeRoutes = newRoutes().openapi(getChallenge, async (c) =>
  c.json(await challenge(c.get('ctx')), 200),
)
