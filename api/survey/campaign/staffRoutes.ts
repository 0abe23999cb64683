import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { listDesk, openSurvey, readWordsOf } from './desk.ts'
import { publishSurvey, returnSurvey, sendSurvey, withdrawSurvey } from './move.ts'
import { planSurvey, replanSurvey } from './plan.ts'
import { listReports, saveReport } from './report.ts'
import { drawSheet } from './sheet.ts'
import {
  codesSchema,
  deskList,
  deskQuery,
  deskSurvey,
  idParam,
  movedSchema,
  plannedSchema,
  planSchema,
  publishSchema,
  replanSchema,
  reportList,
  reportParams,
  reportSchema,
  returnSchema,
  savedSchema,
  seenSchema,
  sheetSchema,
  withdrawSchema,
  wordsList,
  wordsQuery,
} from './staffSchema.ts'

const tags = ['survey']
const needs = 'survey.edit'
const writes = 'survey.report'
const body = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const changes = [...body, 'stale', 'step-refused'] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/surveys',
  tags,
  needs,
  summary: 'All surveys, the newest first',
  request: { query: deskQuery },
  responses: { 200: jsonAnswer(deskList, 'Surveys') },
  errors: ['invalid-input'],
})
const plan = staffRoute({
  method: 'post',
  path: '/staff/surveys',
  tags,
  needs,
  summary: 'Begin a survey as a draft',
  request: { body: jsonBody(planSchema) },
  responses: { 201: jsonAnswer(plannedSchema, 'Begun') },
  errors: [...body],
})
const show = staffRoute({
  method: 'get',
  path: '/staff/surveys/{id}',
  tags,
  needs,
  summary: 'One survey, and what may be done; no number but the codes used, in fives',
  request: { params: idParam },
  responses: { 200: jsonAnswer(deskSurvey, 'The survey') },
  errors: ['invalid-input'],
})
const replan = staffRoute({
  method: 'post',
  path: '/staff/surveys/{id}/plan',
  tags,
  needs,
  summary: 'Change a draft',
  request: { params: idParam, body: jsonBody(replanSchema) },
  responses: { 200: jsonAnswer(plannedSchema, 'Saved') },
  errors: [...changes],
})
const send = staffRoute({
  method: 'post',
  path: '/staff/surveys/{id}/send',
  tags,
  needs,
  summary: 'Send a draft to the second reader',
  request: { params: idParam, body: jsonBody(seenSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Sent') },
  errors: [...changes],
})
const giveBack = staffRoute({
  method: 'post',
  path: '/staff/surveys/{id}/return',
  tags,
  needs,
  summary: 'Give a survey back to be changed',
  request: { params: idParam, body: jsonBody(returnSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Given back') },
  errors: [...changes],
})
const publish = staffRoute({
  method: 'post',
  path: '/staff/surveys/{id}/publish',
  tags,
  needs,
  summary: 'Publish a survey, as its second reader',
  request: { params: idParam, body: jsonBody(publishSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Published') },
  errors: [...changes, 'notice-reader', 'notice-gate'],
})
const withdraw = staffRoute({
  method: 'post',
  path: '/staff/surveys/{id}/withdraw',
  tags,
  needs,
  summary: 'Withdraw a survey that is not over, with a reason; its answers are never published',
  request: { params: idParam, body: jsonBody(withdrawSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Withdrawn') },
  errors: [...changes],
})
const codes = staffRoute({
  method: 'post',
  path: '/staff/surveys/{id}/codes',
  tags,
  needs,
  summary: 'Draw the paper codes of one place, shown this once; a new sheet voids what of the last is unused',
  request: { params: idParam, body: jsonBody(codesSchema) },
  responses: { 200: jsonAnswer(sheetSchema, 'The codes') },
  errors: [...changes],
})
const words = staffRoute({
  method: 'get',
  path: '/staff/surveys/{id}/words',
  tags,
  needs,
  summary: 'The free words of a survey that is over',
  request: { params: idParam, query: wordsQuery },
  responses: { 200: jsonAnswer(wordsList, 'Words') },
  errors: ['invalid-input', 'step-refused'],
})
const reports = staffRoute({
  method: 'get',
  path: '/staff/survey-reports',
  tags,
  needs: writes,
  summary: 'The work reports asked of one’s own stations',
  responses: { 200: jsonAnswer(reportList, 'Reports') },
})
const report = staffRoute({
  method: 'post',
  path: '/staff/survey-reports/{id}/{station}',
  tags,
  needs: writes,
  summary: 'Save the work report of one’s station, as long as the survey is a draft',
  request: { params: reportParams, body: jsonBody(reportSchema) },
  responses: { 200: jsonAnswer(savedSchema, 'Saved') },
  errors: [...body, 'step-refused', 'stale'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** Surveys at work: the bureau makes them, stations write their reports. */
export const campaignStaffRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listDesk({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(plan, async (c) =>
    c.json(await planSurvey({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await openSurvey({ ctx: c.get('ctx'), id: c.req.valid('param').id }), 200, unkept),
  )
  .openapi(replan, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await replanSurvey({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(send, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await sendSurvey({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(giveBack, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await returnSurvey({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(publish, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await publishSurvey({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(withdraw, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await withdrawSurvey({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(codes, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await drawSheet({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(words, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await readWordsOf({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(reports, async (c) => c.json(await listReports({ ctx: c.get('ctx') }), 200, unkept))
  .openapi(report, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await saveReport({ ctx: c.get('ctx'), input }), 200, unkept)
  })
