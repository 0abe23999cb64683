import { createRoute, z } from '@hono/zod-openapi'
import { codeSchema } from '../meeting/schema.ts'
import { codeLimit, createLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { askToJoin } from './ask.ts'
import { countVolunteers } from './count.ts'
import { leave } from './leave.ts'
import {
  askSchema,
  countQuery,
  countSchema,
  leftSchema,
  referenceParams,
  volunteerReceipt,
} from './schema.ts'

const tags = ['volunteer']
const body = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const

const join = createRoute({
  method: 'post',
  path: '/volunteers',
  tags,
  summary: 'Sign up as a volunteer at a station or room',
  description: 'Takes an `Idempotency-Key` header: the same key and body give the same receipt, for a day.',
  middleware: [createLimit] as const,
  request: { headers: z.object({ 'idempotency-key': z.string().optional() }), body: jsonBody(askSchema) },
  responses: {
    201: jsonAnswer(volunteerReceipt, 'Signed up: reference and code'),
    ...errorResponses(...body, 'idempotency-mismatch', 'code-replaced', 'proof-invalid', 'tray-full'),
  },
})
const count = createRoute({
  method: 'get',
  path: '/volunteers',
  tags,
  summary: 'How many volunteers a service point has; no figure that would tell of fewer than five',
  request: { query: countQuery },
  responses: { 200: jsonAnswer(countSchema, 'Counts'), ...errorResponses('invalid-input', 'not-found') },
})
const leaveRoute = createRoute({
  method: 'post',
  path: '/volunteers/{reference}/leave',
  tags,
  summary: 'Leave, at any time; name and number are deleted',
  middleware: [codeLimit] as const,
  request: { params: referenceParams, body: jsonBody(codeSchema) },
  responses: {
    200: jsonAnswer(leftSchema, 'Left'),
    ...errorResponses(...body, 'record-not-found', 'too-many-tries', 'stale'),
  },
})

const unkept = { 'Cache-Control': 'no-store' }

/** Volunteers as they sign up and leave. */
export const volunteerRoutes = newRoutes()
  .openapi(join, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const receipt = await askToJoin({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    return c.json(receipt, 201, unkept)
  })
  .openapi(count, async (c) =>
    c.json(await countVolunteers({ ctx: c.get('ctx'), station: c.req.valid('query').station }), 200, {
      'Cache-Control': 'public, max-age=60',
    }),
  )
  .openapi(leaveRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await leave({ ctx: c.get('ctx'), input }), 200, unkept)
  })
