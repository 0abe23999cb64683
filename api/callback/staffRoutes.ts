import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { noteAttempt } from './attempt.ts'
import { finishCallback } from './finish.ts'
import { listCallbacks } from './list.ts'
import { showCallback } from './show.ts'
import {
  attemptSchema,
  callbackSchema,
  idParam,
  listQuery,
  listSchema,
  notedSchema,
  outcomeSchema,
} from './staffSchema.ts'

const tags = ['callback']
const needs = 'callback.make'
const changes = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'callback-barred',
  'stale',
] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/callbacks',
  tags,
  needs,
  summary: 'Call-backs to be made, or made, without those one had a part in',
  request: { query: listQuery },
  responses: { 200: jsonAnswer(listSchema, 'What is due first') },
  errors: ['invalid-input'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/callbacks/{id}',
  tags,
  needs,
  summary: 'Open a call-back with its script',
  description: 'The number to call: POST /staff/records/{reference}/unmask, reason `callback`.',
  request: { params: idParam },
  responses: { 200: jsonAnswer(callbackSchema, 'The call-back') },
  errors: ['invalid-input', 'callback-barred'],
})

const attempt = staffRoute({
  method: 'post',
  path: '/staff/callbacks/{id}/attempt',
  tags,
  needs,
  summary: 'Note a call that reached nobody',
  request: { params: idParam, body: jsonBody(attemptSchema) },
  responses: { 200: jsonAnswer(notedSchema, 'Noted') },
  errors: [...changes],
})

const outcome = staffRoute({
  method: 'post',
  path: '/staff/callbacks/{id}/outcome',
  tags,
  needs,
  summary: 'Note what came of it, which closes it',
  request: { params: idParam, body: jsonBody(outcomeSchema) },
  responses: { 200: jsonAnswer(notedSchema, 'Closed') },
  errors: [...changes, 'step-refused'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** How staff call people back. */
export const callbackStaffRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listCallbacks({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await showCallback({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(attempt, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await noteAttempt({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(outcome, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await finishCallback({ ctx: c.get('ctx'), input }), 200, unkept)
  })
