import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit, createLimit } from '../middleware/rateLimit.ts'
import { feedAnswer } from '../notice/public/unchanged.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { meetingCalendar, meetingFile } from './calendar.ts'
import { askQuestion } from './question.ts'
import {
  calendarQuery,
  codeSchema,
  entryParams,
  meetingDetail,
  meetingList,
  meetingParams,
  meetingQuery,
  questionReceipt,
  questionSchema,
  signUpReceipt,
  signUpSchema,
  withdrawnSchema,
} from './schema.ts'
import { listMeetings, showMeeting } from './show.ts'
import { signUp } from './signUp.ts'
import { withdraw } from './withdraw.ts'

const tags = ['meeting']
const fresh = { 'Cache-Control': 'public, max-age=60' }
const unkept = { 'Cache-Control': 'no-store' }
const headers = z.object({ 'idempotency-key': z.string().optional() })
const postErrors = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'idempotency-mismatch',
  'code-replaced',
  'proof-invalid',
  'tray-full',
  'not-found',
  'meeting-closed',
] as const

const list = createRoute({
  method: 'get',
  path: '/meetings',
  tags,
  summary: 'Police–public meetings: those to come, or those that were',
  request: { query: meetingQuery },
  responses: { 200: jsonAnswer(meetingList, 'Meetings'), ...errorResponses('invalid-input', 'not-found') },
})
const show = createRoute({
  method: 'get',
  path: '/meetings/{id}',
  tags,
  summary:
    'One meeting: agenda, seats, answered questions, and afterwards minutes and promises with what became of them',
  request: { params: meetingParams },
  responses: {
    200: jsonAnswer(meetingDetail, 'The meeting'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})
const calendarAnswers = {
  200: { description: 'The calendar', content: { 'text/calendar': { schema: z.string() } } },
  304: { description: 'Not changed since' },
}
const calendar = createRoute({
  method: 'get',
  path: '/meetings.ics',
  tags,
  summary: 'Meetings as a calendar to subscribe to, of one service point or of all',
  request: { query: calendarQuery },
  responses: { ...calendarAnswers, ...errorResponses('invalid-input') },
})
const one = createRoute({
  method: 'get',
  path: '/meetings/{id}/calendar',
  tags,
  summary: 'One meeting as a calendar file',
  request: { params: meetingParams, query: calendarQuery.pick({ lang: true }) },
  responses: { ...calendarAnswers, ...errorResponses('invalid-input', 'not-found') },
})
const join = createRoute({
  method: 'post',
  path: '/meetings/{id}/signups',
  tags,
  summary: 'Sign up for a meeting, for one or several seats',
  description: 'Takes an `Idempotency-Key` header: the same key and body give the same receipt, for a day.',
  middleware: [createLimit] as const,
  request: { headers, params: meetingParams, body: jsonBody(signUpSchema) },
  responses: {
    201: jsonAnswer(signUpReceipt, 'Signed up: reference and code'),
    ...errorResponses(...postErrors, 'meeting-full', 'meeting-often'),
  },
})
const ask = createRoute({
  method: 'post',
  path: '/meetings/{id}/questions',
  tags,
  summary: 'Hand in a question for a meeting, with or without a name',
  description:
    'It is published only if its author lets it, without the name. Takes an `Idempotency-Key` header.',
  middleware: [createLimit] as const,
  request: { headers, params: meetingParams, body: jsonBody(questionSchema) },
  responses: {
    201: jsonAnswer(questionReceipt, 'Received: reference and code'),
    ...errorResponses(...postErrors),
  },
})
const leave = createRoute({
  method: 'post',
  path: '/meetings/entries/{reference}/cancel',
  tags,
  summary: 'Take back a sign-up or a question',
  middleware: [codeLimit] as const,
  request: { params: entryParams, body: jsonBody(codeSchema) },
  responses: {
    200: jsonAnswer(withdrawnSchema, 'Taken back'),
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'record-not-found',
      'too-many-tries',
      'step-refused',
      'stale',
    ),
  },
})

const ics = 'text/calendar; charset=utf-8'

/** Meetings as residents see them. */
export const meetingRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listMeetings({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(calendar, async (c) => {
    const { file: text, updatedAt } = await meetingCalendar({
      ctx: c.get('ctx'),
      input: c.req.valid('query'),
    })
    return feedAnswer(c.req.raw, { text, type: ics, updatedAt })
  })
  .openapi(show, async (c) =>
    c.json(await showMeeting({ ctx: c.get('ctx'), id: c.req.valid('param').id }), 200, fresh),
  )
  .openapi(one, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    const { file: text, updatedAt } = await meetingFile({ ctx: c.get('ctx'), ...input })
    return feedAnswer(c.req.raw, { text, type: ics, updatedAt })
  })
  .openapi(join, async (c) => {
    const { id } = c.req.valid('param')
    const input = c.req.valid('json')
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(await signUp({ ctx: c.get('ctx'), id, input, idempotencyKey }), 201, unkept)
  })
  .openapi(ask, async (c) => {
    const { id } = c.req.valid('param')
    const input = c.req.valid('json')
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(await askQuestion({ ctx: c.get('ctx'), id, input, idempotencyKey }), 201, unkept)
  })
  .openapi(leave, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await withdraw({ ctx: c.get('ctx'), input }), 200, unkept)
  })
