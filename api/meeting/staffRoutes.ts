import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { answerQuestion, showAnswer } from './answer.ts'
import { listDesk, openMeeting } from './desk.ts'
import { saveMinutes } from './minutes.ts'
import { announceMeeting, cancelMeeting, holdMeeting, publishMinutes } from './move.ts'
import { planMeeting, replanMeeting } from './plan.ts'
import {
  answerSchema,
  cancelSchema,
  deskList,
  deskMeeting,
  deskQuery,
  doneSchema,
  heldSchema,
  idParam,
  minutesSchema,
  movedSchema,
  plannedSchema,
  planSchema,
  questionParams,
  readSchema,
  replanSchema,
  showSchema,
} from './staffSchema.ts'

const tags = ['meeting']
const needs = 'meeting.edit'
const reads = 'notice.review'
const body = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const changes = [...body, 'stale', 'step-refused'] as const
const reading = [...changes, 'notice-reader', 'notice-gate'] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/meetings',
  tags,
  needs: reads,
  summary: 'The meetings one plans or reads, the newest first',
  request: { query: deskQuery },
  responses: { 200: jsonAnswer(deskList, 'Meetings') },
  errors: ['invalid-input'],
})
const plan = staffRoute({
  method: 'post',
  path: '/staff/meetings',
  tags,
  needs,
  summary: 'Plan a meeting of a service point',
  request: { body: jsonBody(planSchema) },
  responses: { 201: jsonAnswer(plannedSchema, 'Planned') },
  errors: [...body],
})
const show = staffRoute({
  method: 'get',
  path: '/staff/meetings/{id}',
  tags,
  needs: reads,
  summary: 'One meeting: who signed up (masked), the questions, and what may be done',
  request: { params: idParam },
  responses: { 200: jsonAnswer(deskMeeting, 'The meeting') },
  errors: ['invalid-input'],
})
const replan = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/plan',
  tags,
  needs,
  summary: 'Change the plan of a meeting that is not announced',
  request: { params: idParam, body: jsonBody(replanSchema) },
  responses: { 200: jsonAnswer(plannedSchema, 'Saved') },
  errors: [...changes],
})
const announce = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/announce',
  tags,
  needs: reads,
  summary: 'Announce a meeting, as the second reader of its plan',
  request: { params: idParam, body: jsonBody(readSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Announced') },
  errors: [...reading],
})
const cancel = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/cancel',
  tags,
  needs,
  summary: 'Cancel a meeting with a reason; whoever signed up is told',
  request: { params: idParam, body: jsonBody(cancelSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Cancelled') },
  errors: [...changes],
})
const held = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/held',
  tags,
  needs,
  summary: 'Note that a meeting was held, and who of those signed up came',
  request: { params: idParam, body: jsonBody(heldSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Noted') },
  errors: [...changes],
})
const minutes = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/minutes',
  tags,
  needs,
  summary: 'Save the minutes, the attendance and the promises of a meeting that was held',
  request: { params: idParam, body: jsonBody(minutesSchema) },
  responses: { 200: jsonAnswer(doneSchema, 'Saved') },
  errors: [...changes],
})
const publish = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/publish',
  tags,
  needs: reads,
  summary: 'Publish the minutes, as their second reader',
  request: { params: idParam, body: jsonBody(readSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Published') },
  errors: [...reading],
})
const answer = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/questions/{reference}/answer',
  tags,
  needs,
  summary: 'Answer a question; its author reads the answer with reference and code',
  request: { params: questionParams, body: jsonBody(answerSchema) },
  responses: { 200: jsonAnswer(doneSchema, 'Answered') },
  errors: [...changes],
})
const showRoute = staffRoute({
  method: 'post',
  path: '/staff/meetings/{id}/questions/{reference}/publish',
  tags,
  needs: reads,
  summary: 'Publish an answered question, if its author lets it: not by whoever answered it',
  request: { params: questionParams, body: jsonBody(showSchema) },
  responses: { 200: jsonAnswer(doneSchema, 'Published') },
  errors: [...changes, 'notice-reader'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** Meetings as those who plan and hold them work with them. */
export const meetingStaffRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listDesk({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(plan, async (c) =>
    c.json(await planMeeting({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await openMeeting({ ctx: c.get('ctx'), id: c.req.valid('param').id }), 200, unkept),
  )
  .openapi(replan, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await replanMeeting({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(announce, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await announceMeeting({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(cancel, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await cancelMeeting({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(held, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await holdMeeting({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(minutes, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await saveMinutes({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(publish, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await publishMinutes({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(answer, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await answerQuestion({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(showRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await showAnswer({ ctx: c.get('ctx'), input }), 200, unkept)
  })
