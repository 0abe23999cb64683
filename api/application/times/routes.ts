import { createRoute } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { timesParams, timesQuery, timesSchema } from './schema.ts'
import { showTimes } from './show.ts'

const times = createRoute({
  method: 'get',
  path: '/matters/{code}/times',
  tags: ['matter'],
  summary: 'How long it is promised to take, and how long it usually takes: median, nine in ten, sample',
  description: 'Decisions of the last 90 days. Below a sample of 5 no figure is given. Staff see the same.',
  request: { params: timesParams, query: timesQuery },
  responses: {
    200: jsonAnswer(timesSchema, 'Promised and usual times'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

/** How long applications take. */
export const timesRoutes = newRoutes().openapi(times, async (c) => {
  const input = { ...c.req.valid('param'), ...c.req.valid('query') }
  return c.json(await showTimes({ ctx: c.get('ctx'), input }), 200, {
    'Cache-Control': 'public, max-age=60',
  })
})
export type TimesApi = typeof timesRoutes
