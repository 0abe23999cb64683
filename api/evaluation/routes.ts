import { createRoute, z } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { openFile } from './openFile.ts'
import {
  evaluationFiles,
  evaluationListQuery,
  evaluationListSchema,
  evaluationOpenListSchema,
  evaluationSchema,
  fileCopy,
  periodAsked,
  periodName,
  stationEvaluationSchema,
} from './schema.ts'
import { listEvaluations, listFiles, showEvaluation } from './show.ts'
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
const files = createRoute({
  method: 'get',
  path: '/open-data/evaluations',
  tags: ['open-data'],
  summary: 'The periods of the evaluation and the files of each, the newest first',
  request: { query: evaluationListQuery },
  responses: {
    200: jsonAnswer(evaluationOpenListSchema, 'The periods and their files'),
    ...errorResponses('invalid-input'),
  },
})
const file = createRoute({
  method: 'get',
  path: '/open-data/evaluations/{period}/{file}',
  tags: ['open-data'],
  summary: 'The cells, indicators and results of a period as files',
  description:
    'What each column holds: `/open-data`. `npm run recompute` makes results.csv of cells.csv and indicators.csv again, byte for byte. `for=excel` puts a mark in front of a CSV, which no hash is of.',
  request: {
    params: periodParams.extend({ file: z.enum(evaluationFiles, { error: 'wrong-value' }) }),
    query: fileCopy,
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
  .openapi(files, async (c) =>
    c.json(await listFiles({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(file, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    const { name, type, text } = await openFile({ ctx: c.get('ctx'), input })
    return c.body(text, 200, {
      ...fresh,
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
