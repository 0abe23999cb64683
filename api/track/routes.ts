import { createRoute } from '@hono/zod-openapi'
import { codeLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { trackInputSchema, trackSchema } from './schema.ts'
import { track } from './track.ts'

const look = createRoute({
  method: 'post',
  path: '/track',
  tags: ['track'],
  summary: 'Look up any record by its reference and access code',
  description: 'Unknown, wrong and withheld are answered alike. A POST, so that no code reaches a log.',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(trackInputSchema) },
  responses: {
    200: jsonAnswer(trackSchema, 'The record'),
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'record-not-found',
      'too-many-tries',
    ),
  },
})

export const trackRoutes = newRoutes().openapi(look, async (c) =>
  c.json(await track({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200),
)
