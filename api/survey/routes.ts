import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit, createLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { openPoster, openRating } from './form.ts'
import { giveRating } from './give.ts'
import { giveByPoster } from './poster.ts'
import {
  giveRatingSchema,
  giveSecondSchema,
  openRatingSchema,
  posterRatingSchema,
  ratedSchema,
  ratingFormSchema,
  secondRatedSchema,
} from './schema.ts'
import { giveSecond } from './second/give.ts'

const tags = ['survey']
const sent = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const byToken = [
  'rating-token-unknown',
  'too-many-tries',
  'rating-later',
  'rated-before',
  'rating-over',
] as const
const creating = ['idempotency-mismatch', 'proof-invalid', 'tray-full'] as const
const headers = z.object({ 'idempotency-key': z.string().optional() })
const once = 'Send an `Idempotency-Key` header: the same key and body give the same answer, for a day.'

const openRoute = createRoute({
  method: 'post',
  path: '/ratings/open',
  tags,
  summary: 'What a rating code is for: the form, and nothing of the person',
  description: 'Changes nothing. `rating-later` says in `opensAt` from when on it can be rated.',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(openRatingSchema) },
  responses: {
    200: jsonAnswer(ratingFormSchema, 'The form'),
    ...errorResponses(...sent, ...byToken),
  },
})

const giveRoute = createRoute({
  method: 'post',
  path: '/ratings',
  tags,
  summary: 'Rate what was done, once for each occasion',
  description: `The rating is kept apart from who gave it: by the week, and with nothing that leads back. ${once}`,
  middleware: [createLimit] as const,
  request: { headers, body: jsonBody(giveRatingSchema) },
  responses: {
    201: jsonAnswer(ratedSchema, 'Taken'),
    ...errorResponses(...sent, ...byToken, ...creating),
  },
})

const secondRoute = createRoute({
  method: 'post',
  path: '/ratings/second',
  tags,
  summary: 'Say how a bad rating was dealt with, once, with the code of the text at its end',
  description: `Stands beside the first rating, in no score, and no station reads it. ${once}`,
  middleware: [createLimit] as const,
  request: { headers, body: jsonBody(giveSecondSchema) },
  responses: {
    201: jsonAnswer(secondRatedSchema, 'Taken'),
    ...errorResponses(
      ...sent,
      'rating-token-unknown',
      'too-many-tries',
      'rated-before',
      'rating-over',
      ...creating,
    ),
  },
})

const posterFormRoute = createRoute({
  method: 'get',
  path: '/ratings/poster/{station}',
  tags,
  summary: 'The form behind a place’s poster, without an occasion',
  request: { params: z.strictObject({ station: z.string().min(1).max(80) }) },
  responses: {
    200: jsonAnswer(ratingFormSchema, 'The form'),
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const posterRoute = createRoute({
  method: 'post',
  path: '/ratings/poster',
  tags,
  summary: 'Say what one thinks of a place by its poster: unverified, shown apart, in no score',
  description: once,
  middleware: [createLimit] as const,
  request: { headers, body: jsonBody(posterRatingSchema) },
  responses: {
    201: jsonAnswer(ratedSchema, 'Taken'),
    ...errorResponses(...sent, 'not-found', ...creating),
  },
})

const unkept = { 'Cache-Control': 'no-store' }

/** What residents think of what was done for them. */
export const surveyRoutes = newRoutes()
  .openapi(openRoute, async (c) =>
    c.json(await openRating({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(giveRoute, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const rated = await giveRating({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    return c.json(rated, 201, unkept)
  })
  .openapi(secondRoute, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const taken = await giveSecond({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    return c.json(taken, 201, unkept)
  })
  .openapi(posterFormRoute, async (c) =>
    c.json(await openPoster({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(posterRoute, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const rated = await giveByPoster({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    return c.json(rated, 201, unkept)
  })
