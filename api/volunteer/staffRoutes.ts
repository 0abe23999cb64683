import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { accept, end, listVolunteers, sendTask, train } from './desk.ts'
import {
  deskList,
  deskQuery,
  doneSchema,
  referenceParams,
  seenSchema,
  taskedSchema,
  taskSchema,
  trainedSchema,
  trainSchema,
} from './schema.ts'

const tags = ['volunteer']
const needs = 'volunteer.work'
const body = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const changes = [...body, 'stale', 'step-refused'] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/volunteers',
  tags,
  needs,
  summary: 'The volunteers of one’s service points, masked',
  request: { query: deskQuery },
  responses: { 200: jsonAnswer(deskList, 'Volunteers') },
  errors: ['invalid-input'],
})
const acceptRoute = staffRoute({
  method: 'post',
  path: '/staff/volunteers/{reference}/accept',
  tags,
  needs,
  summary: 'Take in somebody who signed up',
  request: { params: referenceParams, body: jsonBody(seenSchema) },
  responses: { 200: jsonAnswer(doneSchema, 'Taken in') },
  errors: [...changes],
})
const endRoute = staffRoute({
  method: 'post',
  path: '/staff/volunteers/{reference}/end',
  tags,
  needs,
  summary: 'End somebody’s service, or do not take them in: name and number are deleted',
  request: { params: referenceParams, body: jsonBody(seenSchema) },
  responses: { 200: jsonAnswer(doneSchema, 'Ended') },
  errors: [...changes],
})
const trainRoute = staffRoute({
  method: 'post',
  path: '/staff/volunteers/{reference}/training',
  tags,
  needs,
  summary: 'Write down what a volunteer was trained in',
  request: { params: referenceParams, body: jsonBody(trainSchema) },
  responses: { 201: jsonAnswer(trainedSchema, 'Written down') },
  errors: [...body, 'step-refused'],
})
const task = staffRoute({
  method: 'post',
  path: '/staff/volunteer-tasks',
  tags,
  needs,
  summary: 'Send a task notice to the volunteers of one kind at a service point',
  request: { body: jsonBody(taskSchema) },
  responses: { 201: jsonAnswer(taskedSchema, 'It will be sent') },
  errors: [...body],
})

const unkept = { 'Cache-Control': 'no-store' }

/** Volunteers as the station works with them. */
export const volunteerStaffRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listVolunteers({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(acceptRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await accept({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(endRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await end({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(trainRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await train({ ctx: c.get('ctx'), input }), 201, unkept)
  })
  .openapi(task, async (c) =>
    c.json(await sendTask({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201, unkept),
  )
