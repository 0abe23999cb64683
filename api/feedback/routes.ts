import { createRoute, z } from '@hono/zod-openapi'
import { createLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { giveOpinion, showConsultation } from './opinion.ts'
import { reportPage } from './report.ts'
import {
  consultationAnswerSchema,
  opinionParams,
  opinionReceiptSchema,
  opinionSchema,
  reportReceiptSchema,
  reportSchema,
} from './schema.ts'

const tags = ['feedback']
const headers = z.object({ 'idempotency-key': z.string().optional() })
const errors = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'idempotency-mismatch',
  'code-replaced',
  'proof-invalid',
  'tray-full',
] as const

const reportRoute = createRoute({
  method: 'post',
  path: '/page-reports',
  tags,
  summary: 'Report an error on a page of this site; answered within 3 working days',
  description:
    'Goes to whoever publishes the page. Send an `Idempotency-Key` header: the same key and body give the same receipt, for a day.',
  middleware: [createLimit] as const,
  request: { headers, body: jsonBody(reportSchema) },
  responses: {
    201: jsonAnswer(reportReceiptSchema, 'Received: reference, code and the day the answer is due'),
    ...errorResponses(...errors),
  },
})

const opinionRoute = createRoute({
  method: 'post',
  path: '/notices/{id}/opinions',
  tags,
  summary: 'Give an opinion on a consultation, until the end of its last day',
  description:
    'What people said is published as a summary, never with names. Takes an `Idempotency-Key` header.',
  middleware: [createLimit] as const,
  request: { headers, params: opinionParams, body: jsonBody(opinionSchema) },
  responses: {
    201: jsonAnswer(opinionReceiptSchema, 'Received'),
    ...errorResponses(...errors, 'not-found', 'consultation-closed'),
  },
})

const consultationRoute = createRoute({
  method: 'get',
  path: '/notices/{id}/opinions',
  tags,
  summary: 'Whether opinions are taken on a consultation, and until when',
  request: { params: opinionParams },
  responses: {
    200: jsonAnswer(consultationAnswerSchema, 'The consultation'),
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const unkept = { 'Cache-Control': 'no-store' }

/** What people tell us about the site. */
export const feedbackRoutes = newRoutes()
  .openapi(consultationRoute, async (c) =>
    c.json(await showConsultation({ ctx: c.get('ctx'), id: c.req.valid('param').id }), 200),
  )
  .openapi(reportRoute, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(
      await reportPage({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey }),
      201,
      unkept,
    )
  })
  .openapi(opinionRoute, async (c) => {
    const { id } = c.req.valid('param')
    const input = c.req.valid('json')
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(await giveOpinion({ ctx: c.get('ctx'), id, input, idempotencyKey }), 201, unkept)
  })
