import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { decideObjection } from './decide.ts'
import { objectionFile } from './file.ts'
import { listMissed, listObjections, showObjection } from './list.ts'
import { objectTo } from './object.ts'
import {
  decideSchema,
  filedSchema,
  missedQuery,
  missedSchema,
  objectionParams,
  objectionSchema,
  objectionsQuery,
  objectionsSchema,
  objectSchema,
} from './schema.ts'

const tags = ['evaluation']
const changes = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'objection-closed'] as const

const missed = staffRoute({
  method: 'get',
  path: '/staff/evaluations/missed',
  tags,
  needs: 'evaluation.object',
  summary: 'The days one’s own stations missed in a provisional quarter',
  request: { query: missedQuery },
  responses: { 200: jsonAnswer(missedSchema, 'What may be objected to') },
  errors: ['invalid-input'],
})
const object = staffRoute({
  method: 'post',
  path: '/staff/evaluations/objections',
  tags,
  needs: 'evaluation.object',
  summary: 'Object to one of them',
  request: { body: jsonBody(objectSchema) },
  responses: { 201: jsonAnswer(filedSchema, 'It will be decided by somebody of another place') },
  errors: [...changes],
})
const list = staffRoute({
  method: 'get',
  path: '/staff/evaluations/objections',
  tags,
  needs: 'evaluation.read',
  summary: 'Objections to the evaluation, the newest first',
  request: { query: objectionsQuery },
  responses: { 200: jsonAnswer(objectionsSchema, 'The objections') },
  errors: ['invalid-input'],
})
const file = staffRoute({
  method: 'get',
  path: '/staff/evaluations/objections/csv',
  tags,
  needs: 'evaluation.decide',
  summary: 'The same as a file for a spreadsheet, without the words of either side',
  request: { query: objectionsQuery.pick({ state: true }) },
  responses: { 200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } } },
  errors: ['invalid-input'],
})
const show = staffRoute({
  method: 'get',
  path: '/staff/evaluations/objections/{id}',
  tags,
  needs: 'evaluation.read',
  summary: 'An objection with its words',
  request: { params: objectionParams },
  responses: { 200: jsonAnswer(objectionSchema, 'The objection') },
  errors: ['invalid-input'],
})
const decide = staffRoute({
  method: 'post',
  path: '/staff/evaluations/objections/{id}/decide',
  tags,
  needs: 'evaluation.decide',
  summary: 'Grant or refuse an objection',
  description: 'Granted: the event counts as kept, and why is published. Refused: the station reads why.',
  request: { params: objectionParams, body: jsonBody(decideSchema) },
  responses: { 200: jsonAnswer(filedSchema, 'Decided') },
  errors: [...changes, 'stale', 'reviewer'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** Objections of stations to the evaluation. */
export const objectionStaffRoutes = newRoutes()
  .openapi(missed, async (c) =>
    c.json(await listMissed({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(object, async (c) =>
    c.json(await objectTo({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201, unkept),
  )
  .openapi(list, async (c) =>
    c.json(await listObjections({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(file, async (c) => {
    const { name, text } = await objectionFile({ ctx: c.get('ctx'), input: c.req.valid('query') })
    return c.body(text, 200, {
      ...unkept,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
  .openapi(show, async (c) =>
    c.json(await showObjection({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(decide, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await decideObjection({ ctx: c.get('ctx'), input }), 200, unkept)
  })
