import { z } from '@hono/zod-openapi'
import { typed } from '../../appointment/wanted.ts'
import { counterGroups } from '../../matter/catalogue.ts'
import { jsonAnswer, jsonBody, listOf, textSchema } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { counterSchema } from '../staffSchema.ts'
import { addCounter, changeCounter, closeCounter, listCounters } from './edit.ts'
import { leave, sit } from './seat.ts'

const tags = ['queue']
const slugParam = { params: z.object({ slug: z.string().max(80) }) }
const idParam = { params: z.object({ id: z.string().max(80) }) }
const written = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const answer = { 200: jsonAnswer(counterSchema, 'The counter as it stands now') }
const version = z.int().min(0)
const nothing = z.strictObject({})

const counterInput = z.strictObject({
  number: z.int().min(1).max(99),
  counterGroup: z.enum([...counterGroups, '']).openapi({ description: "'' serves every group" }),
  name: textSchema.extend({ zh: typed(40).min(1), en: typed(60).min(1) }),
  apply: z.boolean().default(true).openapi({ description: 'False: only say how it would stand' }),
})

const list = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/counters',
  needs: 'station.edit',
  tags,
  summary: 'The counters of a service point, those out of use too',
  request: slugParam,
  errors: ['invalid-input'],
  responses: { 200: jsonAnswer(listOf(counterSchema), 'Counters') },
})

const add = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/counters',
  needs: 'station.edit',
  tags,
  summary: 'Add a counter',
  request: { ...slugParam, body: jsonBody(counterInput) },
  errors: [...written, 'number-in-use'],
  responses: answer,
})

const change = staffRoute({
  method: 'post',
  path: '/staff/counters/{id}',
  needs: 'station.edit',
  tags,
  summary: 'Change a counter’s number, name or group',
  request: { ...idParam, body: jsonBody(counterInput.extend({ version })) },
  errors: [...written, 'number-in-use', 'stale'],
  responses: answer,
})

const close = staffRoute({
  method: 'post',
  path: '/staff/counters/{id}/use',
  needs: 'station.edit',
  tags,
  summary: 'Take a counter out of use, or back into it',
  request: { ...idParam, body: jsonBody(z.strictObject({ version, open: z.boolean() })) },
  errors: [...written, 'counter-taken', 'stale'],
  responses: answer,
})

const sitRoute = staffRoute({
  method: 'post',
  path: '/staff/counters/{id}/sit',
  needs: 'queue.work',
  tags,
  summary: 'Take a seat at a counter: one person, one counter',
  request: { ...idParam, body: jsonBody(nothing) },
  errors: [...written, 'counter-taken', 'counter-busy', 'stale'],
  responses: answer,
})

const leaveRoute = staffRoute({
  method: 'post',
  path: '/staff/counters/{id}/leave',
  needs: 'queue.work',
  tags,
  summary: 'Leave a counter, so that somebody else can sit there',
  request: { ...idParam, body: jsonBody(nothing) },
  errors: [...written, 'counter-busy', 'stale'],
  responses: answer,
})

/** Counters: who sits there, and which there are. */
export const counterStaffRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { items } = await listCounters({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return c.json({ items, nextCursor: null }, 200)
  })
  .openapi(add, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await addCounter({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(change, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await changeCounter({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(close, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await closeCounter({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(sitRoute, async (c) => c.json(await sit({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200))
  .openapi(leaveRoute, async (c) =>
    c.json(await leave({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  )
