import { createRoute } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { dueQuery, dueSchema, ruleList, ruleQuery, yearParams, yearSchema } from './schema.ts'
import { listRules, showDue, showYear } from './show.ts'

/** Reference data: changes are seen within a minute. */
const fresh = { 'Cache-Control': 'public, max-age=60' }

const rules = createRoute({
  method: 'get',
  path: '/calendar/rules',
  tags: ['calendar'],
  summary: 'The deadline rules in force, each with its basis and how sure we are of it',
  request: { query: ruleQuery },
  responses: { 200: jsonAnswer(ruleList, 'Deadline rules'), ...errorResponses('invalid-input') },
})

const due = createRoute({
  method: 'get',
  path: '/calendar/due',
  tags: ['calendar'],
  summary: 'When something is due by a rule, and how that is counted',
  request: { query: dueQuery },
  responses: { 200: jsonAnswer(dueSchema, 'The due date'), ...errorResponses('invalid-input', 'not-found') },
})

const thisYear = createRoute({
  method: 'get',
  path: '/calendar',
  tags: ['calendar'],
  summary: 'The working calendar of the current year',
  responses: { 200: jsonAnswer(yearSchema, 'The year'), ...errorResponses('not-found') },
})

const year = createRoute({
  method: 'get',
  path: '/calendar/{year}',
  tags: ['calendar'],
  summary: 'The working calendar of a year: holidays, and weekend days worked in exchange',
  request: { params: yearParams },
  responses: { 200: jsonAnswer(yearSchema, 'The year'), ...errorResponses('invalid-input', 'not-found') },
})

export const calendarRoutes = newRoutes()
  .openapi(rules, async (c) =>
    c.json(await listRules({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(due, async (c) =>
    c.json(await showDue({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(thisYear, async (c) => c.json(await showYear({ ctx: c.get('ctx'), input: {} }), 200, fresh))
  .openapi(year, async (c) =>
    c.json(await showYear({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, fresh),
  )
