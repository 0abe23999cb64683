import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../openapi.ts'
import type { ProblemCode } from '../problem.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { askCallback } from './askCallback.ts'
import { excludeCase, liftExclusion } from './exclude.ts'
import { extendCase } from './extend.ts'
import { listCases, listExclusions } from './list.ts'
import { openCase } from './open.ts'
import { showCase } from './show.ts'
import {
  askedSchema,
  calledSchema,
  caseSchema,
  changedSchema,
  exclusionListSchema,
  exclusionQuery,
  extendSchema,
  groundSchema,
  listQuery,
  listSchema,
  openedSchema,
  openSchema,
  referenceParam,
  stepSchema,
  wishSchema,
} from './staffSchema.ts'
import { stepCase } from './step.ts'
import { changeWish } from './wish.ts'

const tags = ['casefile']
const bodyErrors = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/casefiles',
  tags,
  needs: 'record.open',
  summary: 'Police cases of the service points one works at: what is due first, or those closed',
  request: { query: listQuery },
  responses: { 200: jsonAnswer(listSchema, 'Cases, nobody’s name') },
  errors: ['invalid-input'],
})

const open = staffRoute({
  method: 'post',
  path: '/staff/casefiles',
  tags,
  needs: 'casefile.write',
  summary: 'Open a police case at the desk for those it concerns, with a receipt for each',
  description: 'Send an `Idempotency-Key` header: the same key and body give the same receipts, for a day.',
  request: {
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(openSchema),
  },
  responses: { 201: jsonAnswer(openedSchema, 'The receipts; codes are shown this once') },
  errors: [...bodyErrors, 'idempotency-mismatch', 'code-replaced'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/casefiles/{reference}',
  tags,
  needs: 'record.open',
  summary: 'Open a police case by any of its references, names masked',
  description:
    'That it was opened is noted once a day for each member of staff, and shown to those it concerns.',
  request: { params: referenceParam },
  responses: { 200: jsonAnswer(caseSchema, 'The case') },
  errors: ['invalid-input'],
})

const exclusions = staffRoute({
  method: 'get',
  path: '/staff/casefile-exclusions',
  tags,
  needs: 'casefile.supervise',
  summary: 'Which cases were kept out of look-up, on what ground and by whom',
  request: { query: exclusionQuery },
  responses: { 200: jsonAnswer(exclusionListSchema, 'The newest first') },
  errors: ['invalid-input'],
})

/** The contract of a change of one case. */
const change = <const P extends string, S extends z.ZodObject, A extends z.ZodObject>(
  verb: P,
  summary: string,
  schema: S,
  answer: A,
  ...errors: ProblemCode[]
) =>
  staffRoute({
    method: 'post',
    path: `/staff/casefiles/{reference}/${verb}` as const,
    tags,
    needs: 'casefile.write',
    summary,
    request: { params: referenceParam, body: jsonBody(schema) },
    responses: { 200: jsonAnswer(answer, 'Done') },
    errors: [...bodyErrors, 'stale', ...errors],
  })

const step = change(
  'step',
  'Enter a stage; those it concerns are told',
  stepSchema,
  changedSchema,
  'step-refused',
  'callback-open',
)
const extend = change(
  'extend',
  'Lengthen the time within its law',
  extendSchema,
  changedSchema,
  'no-extension',
)
const exclude = change(
  'exclude',
  'Keep a case out of look-up on a ground of the law',
  groundSchema,
  changedSchema,
)
const lift = change('lift', 'Take such a ground back', groundSchema, changedSchema)
const wish = change('wish', 'Note how somebody wants to be told', wishSchema, changedSchema)
const call = change(
  'callback',
  'Have somebody called by a person with no part in it',
  askedSchema,
  calledSchema,
  'step-refused',
)

const unkept = { 'Cache-Control': 'no-store' }

/** How staff tell people of their cases. */
export const casefileStaffRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listCases({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(open, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const opened = await openCase({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    return c.json(opened, 201, { ...unkept, Location: `/api/v1/staff/casefiles/${opened.reference}` })
  })
  .openapi(show, async (c) =>
    c.json(await showCase({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(exclusions, async (c) =>
    c.json(await listExclusions({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(step, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await stepCase({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(extend, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await extendCase({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(exclude, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await excludeCase({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(lift, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await liftExclusion({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(wish, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await changeWish({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(call, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await askCallback({ ctx: c.get('ctx'), input }), 200, unkept)
  })
