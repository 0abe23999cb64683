import { z } from '@hono/zod-openapi'
import { forwardReasons } from '../../../db/schema/queue.ts'
import { typed } from '../../appointment/wanted.ts'
import { counterGroups } from '../../matter/catalogue.ts'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { act, forward, type PlainAct } from '../act.ts'
import { finish, miss } from '../finish.ts'
import { pass } from '../pass.ts'
import { resume } from '../resume.ts'
import { results, staffTicketSchema } from '../staffSchema.ts'
import { undo } from '../undo.ts'

const tags = ['queue']
const needs = 'queue.work'
const idParam = { params: z.object({ id: z.string().max(80) }) }
const written = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const version = z.int().min(0).openapi({ description: 'As the screen showed it' })
const seen = z.strictObject({ version })
const ticketAnswer = { 200: jsonAnswer(staffTicketSchema, 'The ticket as it stands now') }

const plainAct = <const A extends PlainAct>(name: A, summary: string) =>
  staffRoute({
    method: 'post',
    path: `/staff/tickets/{id}/${name}`,
    needs,
    tags,
    summary,
    request: { ...idParam, body: jsonBody(seen) },
    errors: [...written, 'wrong-step', 'stale'],
    responses: ticketAnswer,
  })

const recall = plainAct('recall', 'Call a number again')
const serve = plainAct('serve', 'Begin to serve')
const park = plainAct('park', 'Set somebody aside while they fetch something; the counter is free')
const left = plainAct('left', 'Note that somebody went away')

const resumeRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/resume',
  needs,
  tags,
  summary: 'Go on with somebody set aside, or take back somebody who was missed',
  request: { ...idParam, body: jsonBody(seen) },
  errors: [...written, 'wrong-step', 'counter-busy', 'stale'],
  responses: ticketAnswer,
})

const passRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/pass',
  needs,
  tags,
  summary: 'Pass somebody on to another counter or group, first in line under the same number',
  request: {
    ...idParam,
    body: jsonBody(
      seen.extend({
        counterId: typed(80).optional(),
        counterGroup: z.enum(counterGroups).optional(),
      }),
    ),
  },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const forwardRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/forward',
  needs,
  tags,
  summary: 'Put somebody forward, for a reason of the published rules',
  request: { ...idParam, body: jsonBody(seen.extend({ reason: z.enum(forwardReasons) })) },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const finishRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/finish',
  needs,
  tags,
  summary: 'End a visit with what came of each matter; its booking was served',
  request: {
    ...idParam,
    body: jsonBody(
      seen.extend({
        results: z
          .array(z.strictObject({ matter: typed(20), result: z.enum(results) }))
          .max(10)
          .optional(),
      }),
    ),
  },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const missedRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/missed',
  needs,
  tags,
  summary: 'Set aside a number that was called and not there',
  request: { ...idParam, body: jsonBody(seen) },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const undoRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/undo',
  needs,
  tags,
  summary: 'Take the last click back, within a minute, and what was said of the booking with it',
  request: { ...idParam, body: jsonBody(seen) },
  errors: [...written, 'wrong-step', 'undo-over', 'counter-busy', 'no-seat', 'stale'],
  responses: ticketAnswer,
})

/** What is pressed on one ticket. */
export const ticketStaffRoutes = newRoutes()
  .openapi(recall, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'recall' }), 200)
  })
  .openapi(serve, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'serve' }), 200)
  })
  .openapi(park, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'park' }), 200)
  })
  .openapi(left, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'left' }), 200)
  })
  .openapi(resumeRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await resume({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(passRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await pass({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(forwardRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await forward({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(finishRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await finish({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(missedRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await miss({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(undoRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await undo({ ctx: c.get('ctx'), input }), 200)
  })
