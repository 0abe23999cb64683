import { createRoute, z } from '@hono/zod-openapi'
import { createLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { answerSurvey } from './answer.ts'
import { surveyFile } from './file.ts'
import {
  answerSchema,
  surveyList,
  surveyParams,
  surveyQuery,
  surveySchema,
  surveysQuery,
  takenSchema,
} from './schema.ts'
import { listSurveys, showSurvey } from './show.ts'

const tags = ['survey']
const fresh = { 'Cache-Control': 'public, max-age=60' }
const unkept = { 'Cache-Control': 'no-store' }

const list = createRoute({
  method: 'get',
  path: '/surveys',
  tags,
  summary: 'The surveys about the police, the last to begin first',
  request: { query: surveysQuery },
  responses: { 200: jsonAnswer(surveyList, 'Surveys'), ...errorResponses('invalid-input') },
})

const show = createRoute({
  method: 'get',
  path: '/surveys/{id}',
  tags,
  summary: 'One survey: its questions, and once it is over its results',
  description:
    'Before the end there is no number at all. Afterwards cells of five people or more, published once.',
  request: { params: surveyParams, query: surveyQuery },
  responses: {
    200: jsonAnswer(surveySchema, 'The survey'),
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const answer = createRoute({
  method: 'post',
  path: '/surveys/{id}/answers',
  tags,
  summary: 'Answer a survey: once with a paper code, or, where it takes such, without one',
  description:
    'An answer keeps its place and day; nothing leads to the code or to a person. Without a code it is shown apart and is in no score. Send an `Idempotency-Key` header: the same key and body give the same answer, for a day.',
  middleware: [createLimit] as const,
  request: {
    params: surveyParams,
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(answerSchema),
  },
  responses: {
    201: jsonAnswer(takenSchema, 'Taken'),
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'not-found',
      'survey-closed',
      'survey-code-unknown',
      'survey-code-used',
      'too-many-tries',
      'idempotency-mismatch',
      'proof-invalid',
      'tray-full',
    ),
  },
})

const file = createRoute({
  method: 'get',
  path: '/open-data/surveys/{id}/{file}',
  tags: ['open-data'],
  summary: 'The results of a survey as a file',
  description: 'The CSV is byte for byte what the audit record attests by its SHA-256.',
  request: {
    params: surveyParams.extend({ file: z.enum(['cells.csv', 'cells.json'], { error: 'wrong-value' }) }),
  },
  responses: {
    200: {
      description: 'The file',
      content: {
        'text/csv': { schema: z.string() },
        'application/json': { schema: z.object({ survey: z.string() }).loose() },
      },
    },
    ...errorResponses('not-found', 'invalid-input'),
  },
})

/** What residents say of the police when they are asked. */
export const campaignRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listSurveys({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(show, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await showSurvey({ ctx: c.get('ctx'), input }), 200, fresh)
  })
  .openapi(answer, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await answerSurvey({ ctx: c.get('ctx'), input, idempotencyKey }), 201, unkept)
  })
  .openapi(file, async (c) => {
    const { name, type, text } = await surveyFile({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return c.body(text, 200, {
      ...fresh,
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
