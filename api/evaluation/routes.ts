import { createRoute, z } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { openFile } from './openFile.ts'
import {
  evaluationFiles,
  evaluationListQuery,
  evaluationListSchema,
  evaluationSchema,
  periodAsked,
  periodName,
  stationEvaluationSchema,
} from './schema.ts'
import { listEvaluations, showEvaluation } from './show.ts'
import { showStation } from './showStation.ts'

const tags = ['evaluation']
const periodParams = z.strictObject({ period: periodName })
const askedParams = z.strictObject({ period: periodAsked })

const list = createRoute({
  method: 'get',
  path: '/evaluations',
  tags,
  summary: 'The periods of the evaluation, the newest first',
  request: { query: evaluationListQuery },
  responses: { 200: jsonAnswer(evaluationListSchema, 'The periods'), ...errorResponses('invalid-input') },
})
const one = createRoute({
  method: 'get',
  path: '/evaluations/{period}',
  tags,
  summary: 'A quarter, half-year or year: every station by its bands, and what is usual',
  description:
    'Made of published cells alone, each of five people or more, which change on Mondays only. No case counts, no clear-up rates, no ranks.',
  request: { params: askedParams },
  responses: {
    200: jsonAnswer(evaluationSchema, 'The period'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})
const station = createRoute({
  method: 'get',
  path: '/evaluations/{period}/stations/{slug}',
  tags,
  summary: 'A station in a period: each number down to its published cells',
  request: { params: askedParams.extend({ slug: z.string().min(1).max(80) }) },
  responses: {
    200: jsonAnswer(stationEvaluationSchema, 'The station'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})
const file = createRoute({
  method: 'get',
  path: '/open-data/evaluations/{period}/{file}',
  tags: ['open-data'],
  summary: 'The cells, indicators and results of a period as files',
  description:
    'What each column holds: `/open-data`. `npm run recompute` makes results.csv of the two others again, byte for byte.',
  request: {
    params: periodParams.extend({ file: z.enum(evaluationFiles, { error: 'wrong-value' }) }),
  },
  responses: {
    200: {
      description: 'The file',
      content: {
        'text/csv': { schema: z.string() },
        'application/json': { schema: z.object({ period: z.string() }).loose() },
      },
    },
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const fresh = { 'Cache-Control': 'public, max-age=60' }

/** Evaluation (考评) in the open. */
export const evaluationRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listEvaluations({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(one, async (c) =>
    c.json(await showEvaluation({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, fresh),
  )
  .openapi(station, async (c) =>
    c.json(await showStation({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, fresh),
  )
  .openapi(file, async (c) => {
    const { name, type, text } = await openFile({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return c.body(text, 200, {
      ...fresh,
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
