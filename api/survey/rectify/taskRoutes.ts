import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { appealRating } from './appeal.ts'
import { fixTask } from './fix.ts'
import { listTasks } from './list.ts'
import { askMore } from './more.ts'
import { planTask } from './plan.ts'
import {
  appealSchema,
  fixSchema,
  idParam,
  listQuery,
  moreSchema,
  movedSchema,
  planSchema,
  taskList,
  taskSchema,
} from './schema.ts'
import { showTask } from './show.ts'

const tags = ['rating']
const needs = 'rating.rectify'
const changes = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'stale',
  'step-refused',
] as const
const path = '/staff/rating-tasks/{id}'

const list = staffRoute({
  method: 'get',
  path: '/staff/rating-tasks',
  tags,
  needs,
  summary: 'What the desk asks one’s station to put right',
  request: { query: listQuery },
  responses: { 200: jsonAnswer(taskList, 'What is due first') },
  errors: ['invalid-input'],
})
const show = staffRoute({
  method: 'get',
  path,
  tags,
  needs,
  summary: 'Open one: the words of the desk, and nothing of the rating',
  request: { params: idParam },
  responses: { 200: jsonAnswer(taskSchema, 'The task') },
  errors: ['invalid-input'],
})
const plan = staffRoute({
  method: 'post',
  path: `${path}/plan`,
  tags,
  needs,
  summary: 'Say what will be done and by when',
  request: { params: idParam, body: jsonBody(planSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Noted') },
  errors: [...changes],
})
const fix = staffRoute({
  method: 'post',
  path: `${path}/fix`,
  tags,
  needs,
  summary: 'Say what was put right',
  request: { params: idParam, body: jsonBody(fixSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Noted') },
  errors: [...changes],
})
const more = staffRoute({
  method: 'post',
  path: `${path}/more`,
  tags,
  needs,
  summary: 'Ask for more time, once',
  request: { params: idParam, body: jsonBody(moreSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Asked') },
  errors: [...changes, 'no-extension'],
})
const appeal = staffRoute({
  method: 'post',
  path: `${path}/appeal`,
  tags,
  needs: 'rating.appeal',
  summary: 'Say that the rating behind it is mistaken or malicious, once',
  request: { params: idParam, body: jsonBody(appealSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Asked') },
  errors: [...changes],
})

const unkept = { 'Cache-Control': 'no-store' }

/** How a station puts right what the desk asks of it. */
export const ratingTaskRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listTasks({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await showTask({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(plan, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await planTask({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(fix, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await fixTask({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(more, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await askMore({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(appeal, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await appealRating({ ctx: c.get('ctx'), input }), 200, unkept)
  })
