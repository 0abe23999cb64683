import type { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import type { ProblemCode } from '../../problem.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import type { Permission } from '../../staff/permission.ts'
import { accept } from './accept.ts'
import { ask } from './ask.ts'
import { batch } from './batch.ts'
import { caseSchema } from './caseSchema.ts'
import { decide } from './decide.ts'
import { decline } from './decline.ts'
import { extend } from './extend.ts'
import { elsewhere, processIt, resume } from './handle.ts'
import { handOver } from './handover.ts'
import { issue } from './issue.ts'
import {
  askSchema,
  assignSchema,
  batchedSchema,
  batchSchema,
  decideSchema,
  declineSchema,
  elsewhereSchema,
  extendSchema,
  handoverSchema,
  issueSchema,
  referenceParam,
  steppedSchema,
  stepSchema,
  visitDaySchema,
} from './schema.ts'
import { showCase } from './show.ts'
import { assign, take, takeOver } from './take.ts'
import { moveVisit } from './visitDay.ts'
import { workList } from './work.ts'
import { workQuery, workSchema } from './workSchema.ts'

const tags = ['application']
const changes = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'stale',
  'step-refused',
] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/applications',
  tags,
  needs: 'record.open',
  summary: 'One tab of the work list: what is due first, first',
  request: { query: workQuery },
  responses: { 200: jsonAnswer(workSchema, 'The tab, names masked') },
  errors: ['invalid-input'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/applications/{reference}',
  tags,
  needs: 'record.open',
  summary: 'Open an application, names and numbers masked',
  description:
    'That it was opened is noted once a day for each member of staff, and shown to its holder. Names, numbers and answers in clear: POST /staff/records/{reference}/unmask.',
  request: { params: referenceParam },
  responses: { 200: jsonAnswer(caseSchema, 'The application') },
  errors: ['invalid-input'],
})

const several = staffRoute({
  method: 'post',
  path: '/staff/applications/batch',
  tags,
  needs: 'application.handle',
  summary: 'Do the same with several applications, each by itself',
  request: { body: jsonBody(batchSchema) },
  responses: { 200: jsonAnswer(batchedSchema, 'What was done, and why not the others') },
  errors: ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'],
})

/** The contract of one step. */
const step = <const P extends string, S extends z.ZodObject>(
  verb: P,
  needs: Permission,
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
    responses: { 200: jsonAnswer(steppedSchema, 'Done') },
    errors: [...changes, ...errors],
  })

const handle = 'application.handle'
const taking = step('take', handle, 'Take an application that is nobody’s', stepSchema, 'handled-already')
const takingOver = step('take-over', handle, 'Take it over from a colleague', stepSchema, 'handled-already')
const assigning = step('assign', 'application.assign', 'Give it to somebody', assignSchema)
const accepting = step('accept', handle, 'Accept it: the time to decide runs', stepSchema, 'not-handler')
const declining = step(
  'decline',
  handle,
  'Do not accept it: with reason, right office and a signed letter',
  declineSchema,
  'not-handler',
  'asked-late',
)
const asking = step(
  'ask',
  handle,
  'Ask once for everything that is missing or wrong',
  askSchema,
  'not-handler',
  'asked-late',
  'asked-once',
  'asked-often',
)
const processing = step('process', handle, 'Say that work on it has begun', stepSchema, 'not-handler')
const waiting = step(
  'elsewhere',
  handle,
  'Say that another office is asked',
  elsewhereSchema,
  'not-handler',
  'paused-often',
)
const resuming = step('resume', handle, 'The other office has answered', stepSchema, 'not-handler')
const extending = step(
  'extend',
  'application.decide',
  'Approve more time to decide',
  extendSchema,
  'own-extension',
  'no-extension',
)
const deciding = step(
  'decide',
  'application.decide',
  'Approve or refuse it',
  decideSchema,
  'not-handler',
  'own-extension',
)
const issuing = step('issue', 'application.decide', 'Issue its certificate', issueSchema, 'not-handler')
const handing = step(
  'handover',
  'application.handover',
  'Hand over what was issued',
  handoverSchema,
  'identity-first',
  'too-many-tries',
)

const moving = step('visit-day', handle, 'Move a home visit to another day', visitDaySchema, 'not-handler')

const unkept = { 'Cache-Control': 'no-store' }
/** How staff work on applications. */
export const applicationDeskRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await workList({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(several, async (c) =>
    c.json(await batch({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await showCase({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(taking, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await take({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(takingOver, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await takeOver({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(assigning, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await assign({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(accepting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await accept({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(declining, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await decline({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(asking, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await ask({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(processing, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await processIt({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(waiting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await elsewhere({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(resuming, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await resume({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(extending, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await extend({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(deciding, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await decide({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(issuing, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await issue({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(handing, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await handOver({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(moving, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await moveVisit({ ctx: c.get('ctx'), input }), 200, unkept)
  })
