import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { findRecord } from './find.ts'
import { replaceCode } from './replaceCode.ts'
import {
  codeSlipSchema,
  dayVisitsSchema,
  findSchema,
  foundSchema,
  recordSchema,
  replaceCodeSchema,
  unmaskedSchema,
  unmaskSchema,
  viewCountSchema,
} from './schema.ts'
import { showRecord } from './show.ts'
import { unmask } from './unmask.ts'
import { viewCounts } from './views.ts'
import { visitsOfDay } from './visits.ts'

const bodyErrors = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const referenceParam = z.object({ reference: z.string().max(80).openapi({ example: 'A-20261123-7K3M9Q' }) })

const visits = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/visits',
  needs: 'record.open',
  summary: 'The visits of a day at a service point, names masked',
  request: {
    params: z.object({ slug: z.string().max(80) }),
    query: z.object({
      day: z
        .string()
        .max(20)
        .optional()
        .openapi({ example: '2026-11-23', description: 'Today when left out' }),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(200).optional(),
    }),
  },
  responses: { 200: jsonAnswer(dayVisitsSchema, 'The visits, in order of time') },
  errors: ['invalid-input'],
})

const find = staffRoute({
  method: 'post',
  path: '/staff/records/find',
  needs: 'record.open',
  summary: 'Find the record somebody at the counter means',
  description:
    'A POST, so that nothing of a phone number stands in an address. Opens nothing. A search by four digits is noted (not the digits), and counted by the hour.',
  request: { body: jsonBody(findSchema) },
  responses: { 200: jsonAnswer(foundSchema, 'The records it could be, masked') },
  errors: [...bodyErrors, 'looked-up-too-often'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/records',
  needs: 'record.open',
  summary: 'Open a record, names and numbers masked',
  description: 'That it was opened is noted once a day for each member of staff, and shown to its holder.',
  request: { query: z.object({ reference: z.string().max(80) }) },
  responses: { 200: jsonAnswer(recordSchema, 'The record') },
  errors: ['invalid-input'],
})

const reveal = staffRoute({
  method: 'post',
  path: '/staff/records/{reference}/unmask',
  needs: 'record.unmask',
  summary: 'See names and numbers of a record in clear, with a reason',
  request: { params: referenceParam, body: jsonBody(unmaskSchema) },
  responses: { 200: jsonAnswer(unmaskedSchema, 'The values asked for') },
  errors: [...bodyErrors, 'looked-too-often', 'record-emptied'],
})

const code = staffRoute({
  method: 'post',
  path: '/staff/records/{reference}/code',
  needs: 'code.replace',
  summary: 'Replace a lost access code after seeing the person and their document',
  description: 'Send an `Idempotency-Key` header: the same key and body give the same slip, for a day.',
  request: {
    params: referenceParam,
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(replaceCodeSchema),
  },
  responses: { 200: jsonAnswer(codeSlipSchema, 'The new code') },
  errors: [
    ...bodyErrors,
    'too-many-tries',
    'record-emptied',
    'code-replaced',
    'idempotency-mismatch',
    'stale',
  ],
})

const counts = staffRoute({
  method: 'get',
  path: '/staff/record-views',
  needs: 'record.views',
  summary: 'How often staff opened records and saw names or numbers',
  request: {
    query: z.object({
      from: z.string().max(20).optional().openapi({ description: 'A week back when left out' }),
      to: z.string().max(20).optional().openapi({ description: 'Today when left out' }),
    }),
  },
  responses: { 200: jsonAnswer(viewCountSchema, 'Counts by member of staff, role and service point') },
  errors: ['invalid-input'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** How staff look at one record. */
export const recordRoutes = newRoutes()
  .openapi(visits, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await visitsOfDay({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(find, async (c) =>
    c.json(await findRecord({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await showRecord({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(reveal, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await unmask({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(code, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(await replaceCode({ ctx: c.get('ctx'), input, idempotencyKey }), 200, unkept)
  })
  .openapi(counts, async (c) =>
    c.json(await viewCounts({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
