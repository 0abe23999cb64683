import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { showDisplay } from './display.ts'
import { showPlace } from './place.ts'
import { displaySchema, placeInputSchema, placeSchema } from './schema.ts'

const tags = ['queue']

const display = createRoute({
  method: 'get',
  path: '/stations/{slug}/queue',
  tags,
  summary: 'The queue of a service point: numbers called, how many wait, how long as a range, and the rules',
  request: { params: z.object({ slug: z.string().max(80) }) },
  responses: {
    200: jsonAnswer(displaySchema, 'What a screen on the wall shows'),
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const place = createRoute({
  method: 'post',
  path: '/queue/place',
  tags,
  summary: 'Where a number stands, for whoever holds its slip',
  description: 'Unknown and wrong are answered alike. A POST, so that no code reaches a log.',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(placeInputSchema) },
  responses: {
    200: jsonAnswer(placeSchema, 'The place in the queue'),
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

/** What everybody may see of a queue, and the private place of one number. */
export const queueRoutes = newRoutes()
  .openapi(display, async (c) => {
    c.header('Cache-Control', 'public, max-age=5')
    return c.json(await showDisplay({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200)
  })
  .openapi(place, async (c) =>
    c.json(await showPlace({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200),
  )
