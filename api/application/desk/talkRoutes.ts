import type { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import type { ProblemCode } from '../../problem.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { askOpinion, giveOpinion, note } from './inner.ts'
import { messageTo } from './message.ts'
import {
  askOpinionSchema,
  giveOpinionSchema,
  noteSchema,
  referenceParam,
  saidByStaffSchema,
  sayToSchema,
} from './schema.ts'
import {
  templateChange,
  templateInput,
  templateOff,
  templateParam,
  templateQuery,
  templateSchema,
  templatesSchema,
  termsChange,
  termsParam,
  termsQuery,
  termsSchema,
} from './templateSchema.ts'
import { changeTemplate, endTemplate, listTemplates, makeTemplate } from './templates.ts'
import { changeTerms, showTerms } from './terms.ts'

const tags = ['application']
const needs = 'application.handle'
const bodyErrors = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const

const said = <const P extends string, S extends z.ZodObject>(
  verb: P,
  summary: string,
  schema: S,
  ...errors: ProblemCode[]
) =>
  staffRoute({
    method: 'post',
    path: `/staff/applications/{reference}/${verb}` as const,
    tags,
    needs,
    summary,
    request: { params: referenceParam, body: jsonBody(schema) },
    responses: { 200: jsonAnswer(saidByStaffSchema, 'Said') },
    errors: [...bodyErrors, ...errors],
  })

const messaging = said(
  'message',
  'Write to the resident',
  sayToSchema,
  'stale',
  'step-refused',
  'not-handler',
)
const noting = said('note', 'Note something for colleagues', noteSchema, 'application-emptied')
const askingOpinion = said(
  'ask-opinion',
  'Ask a colleague what they think',
  askOpinionSchema,
  'application-emptied',
)
const givingOpinion = said(
  'give-opinion',
  'Say what one thinks, where one was asked',
  giveOpinionSchema,
  'application-emptied',
  'stale',
)

const templates = staffRoute({
  method: 'get',
  path: '/staff/answer-templates',
  tags,
  needs,
  summary: 'Words to answer with, of a service point and of all',
  request: { query: templateQuery },
  responses: { 200: jsonAnswer(templatesSchema, 'The templates') },
  errors: ['invalid-input'],
})
const making = staffRoute({
  method: 'post',
  path: '/staff/answer-templates',
  tags,
  needs,
  summary: 'Make an answer template',
  request: { body: jsonBody(templateInput) },
  responses: { 201: jsonAnswer(templateSchema, 'Made') },
  errors: [...bodyErrors],
})
const changing = staffRoute({
  method: 'put',
  path: '/staff/answer-templates/{id}',
  tags,
  needs,
  summary: 'Change an answer template',
  request: { params: templateParam, body: jsonBody(templateChange) },
  responses: { 200: jsonAnswer(templateSchema, 'Changed') },
  errors: [...bodyErrors, 'stale'],
})
const ending = staffRoute({
  method: 'post',
  path: '/staff/answer-templates/{id}/off',
  tags,
  needs,
  summary: 'Switch an answer template off, for good',
  request: { params: templateParam, body: jsonBody(templateOff) },
  responses: { 200: jsonAnswer(templateParam, 'Off') },
  errors: [...bodyErrors, 'stale'],
})

const terms = staffRoute({
  method: 'get',
  path: '/staff/matters/{code}/terms',
  tags,
  needs: 'application.terms',
  summary: 'What a service point does differently with a matter',
  request: { params: termsParam, query: termsQuery },
  responses: { 200: jsonAnswer(termsSchema, 'Its terms, and the longest it may take') },
  errors: ['invalid-input'],
})
const changingTerms = staffRoute({
  method: 'post',
  path: '/staff/matters/{code}/terms',
  tags,
  needs: 'application.terms',
  summary: 'Change promise, fee and whether a matter is offered: never slower than the law or the bureau',
  request: { params: termsParam, body: jsonBody(termsChange) },
  responses: { 200: jsonAnswer(termsSchema, 'As they stand now') },
  errors: [...bodyErrors, 'stale'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** What staff say about applications, what they say it with, and a bureau's own terms. */
export const applicationTalkRoutes = newRoutes()
  .openapi(messaging, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await messageTo({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(noting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await note({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(askingOpinion, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await askOpinion({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(givingOpinion, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await giveOpinion({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(templates, async (c) =>
    c.json(await listTemplates({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(making, async (c) =>
    c.json(await makeTemplate({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201, unkept),
  )
  .openapi(changing, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await changeTemplate({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(ending, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await endTemplate({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(terms, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await showTerms({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(changingTerms, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await changeTerms({ ctx: c.get('ctx'), input }), 200, unkept)
  })
