import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { answerReport } from './answer.ts'
import { listOpinions } from './opinions.ts'
import { passOn } from './pass.ts'
import { openFeedback } from './show.ts'
import {
  answeredSchema,
  answerSchema,
  consultationParam,
  openedSchema,
  opinionsSchema,
  pageQuery,
  passedSchema,
  passSchema,
  referenceParam,
  workQuery,
  workSchema,
} from './staffSchema.ts'
import { listFeedback } from './work.ts'

const tags = ['feedback']
const needs = 'feedback.answer'
const changes = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'stale'] as const

const work = staffRoute({
  method: 'get',
  path: '/staff/feedback',
  tags,
  needs,
  summary: 'Errors reported on the pages one answers for, and the consultations with opinions',
  request: { query: workQuery },
  responses: { 200: jsonAnswer(workSchema, 'What waits, or what was answered') },
  errors: ['invalid-input'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/feedback/{reference}',
  tags,
  needs,
  summary: 'Open one report or opinion: the words in clear, name and number masked',
  description: 'That it was opened is noted once a day for each member of staff, and shown to its holder.',
  request: { params: referenceParam },
  responses: { 200: jsonAnswer(openedSchema, 'The report or opinion') },
  errors: ['invalid-input'],
})

const answer = staffRoute({
  method: 'post',
  path: '/staff/feedback/{reference}/answer',
  tags,
  needs,
  summary: 'Answer a report of an error, which closes it',
  request: { params: referenceParam, body: jsonBody(answerSchema) },
  responses: { 200: jsonAnswer(answeredSchema, 'Answered') },
  errors: [...changes],
})

const pass = staffRoute({
  method: 'post',
  path: '/staff/feedback/{reference}/pass',
  tags,
  needs,
  summary: 'Pass a report on to whom it concerns; the day it is due stays',
  request: { params: referenceParam, body: jsonBody(passSchema) },
  responses: { 200: jsonAnswer(passedSchema, 'Passed on') },
  errors: [...changes],
})

const opinions = staffRoute({
  method: 'get',
  path: '/staff/notices/{id}/opinions',
  tags,
  needs,
  summary: 'The opinions on a consultation, names masked',
  request: { params: consultationParam, query: pageQuery },
  responses: { 200: jsonAnswer(opinionsSchema, 'Opinions, the newest first') },
  errors: ['invalid-input'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** How staff answer what people say about the site. */
export const feedbackStaffRoutes = newRoutes()
  .openapi(work, async (c) =>
    c.json(await listFeedback({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await openFeedback({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(answer, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await answerReport({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(pass, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await passOn({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(opinions, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await listOpinions({ ctx: c.get('ctx'), input }), 200, unkept)
  })
