import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { moveHit, noteReached } from './helpHit.ts'
import { showOutcome } from './outcome.ts'
import {
  changeParams,
  movesAnswer,
  movesInput,
  outcomeSchema,
  planAnswer,
  planSchema,
  pointList,
  reachedAnswer,
  reachedInput,
  scheduleInput,
  slugParams,
  specialInput,
} from './schema.ts'
import { setSchedule } from './setSchedule.ts'
import { listOwnPoints, showPlan } from './showPlan.ts'
import { setSpecialHours } from './specialHours.ts'

const points = staffRoute({
  method: 'get',
  path: '/staff/points',
  needs: 'schedule.edit',
  summary: 'The service points whose plan you may change',
  responses: { 200: jsonAnswer(pointList, 'Service points') },
})

const plan = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/plan',
  needs: 'schedule.edit',
  summary: 'What is planned at a service point: days, closures, special hours, weeks, the last changes',
  request: { params: slugParams },
  responses: { 200: jsonAnswer(planSchema, 'The plan') },
  errors: ['invalid-input'],
})

const special = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/special-hours',
  needs: 'schedule.edit',
  summary: 'Give a day other hours than the usual, or say what that would do',
  request: { params: slugParams, body: jsonBody(specialInput) },
  responses: { 200: jsonAnswer(planAnswer, 'What changes, and whose visits are hit') },
  errors: ['bad-json', 'invalid-input', 'stale', 'too-large', 'wrong-content-type'],
})

const schedule = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/schedule',
  needs: 'schedule.edit',
  summary: 'Give the counters of one group another week from a day on, or say what that would do',
  request: { params: slugParams, body: jsonBody(scheduleInput) },
  responses: { 200: jsonAnswer(planAnswer, 'What changes, and whose visits are hit') },
  errors: ['bad-json', 'invalid-input', 'stale', 'too-large', 'wrong-content-type'],
})

const outcome = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/changes/{id}',
  needs: 'schedule.edit',
  summary:
    'What became of those whose visit a change hit: told, to be telephoned, moved; and the nearest free times',
  request: { params: changeParams },
  responses: { 200: jsonAnswer(outcomeSchema, 'The change and the people') },
  errors: ['invalid-input'],
})

const reached = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/changes/{id}/reached',
  needs: 'schedule.edit',
  summary: 'Note that somebody was reached by telephone',
  request: { params: changeParams, body: jsonBody(reachedInput) },
  responses: { 200: jsonAnswer(reachedAnswer, 'Noted') },
  errors: ['bad-json', 'invalid-input', 'too-large', 'wrong-content-type'],
})

const moves = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/changes/{id}/moves',
  needs: 'schedule.edit',
  summary: 'Move people whose visit a change hit to the times chosen for them',
  request: { params: changeParams, body: jsonBody(movesInput) },
  responses: { 200: jsonAnswer(movesAnswer, 'Who was moved, and who could not be') },
  errors: ['bad-json', 'invalid-input', 'too-large', 'wrong-content-type'],
})

/** The plan of a service point: weeks, special hours, and the people a change concerns. */
export const scheduleStaffRoutes = newRoutes()
  .openapi(points, async (c) => c.json(await listOwnPoints({ ctx: c.get('ctx') }), 200))
  .openapi(plan, async (c) => c.json(await showPlan({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200))
  .openapi(special, async (c) => {
    const input = { ...c.req.valid('json'), slug: c.req.valid('param').slug }
    return c.json(await setSpecialHours({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(schedule, async (c) => {
    const input = { ...c.req.valid('json'), slug: c.req.valid('param').slug }
    return c.json(await setSchedule({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(outcome, async (c) => {
    const { change, people } = await showOutcome({ ctx: c.get('ctx'), input: c.req.valid('param') })
    const { id, kind, span, reason, doneAt, liftedAt } = change
    const { fromDay, toDay, counterGroup = '' } = span
    const done = doneAt !== null
    return c.json(
      { id, kind, fromDay, toDay, counterGroup, reason, done, lifted: liftedAt !== null, people },
      200,
    )
  })
  .openapi(reached, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await noteReached({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(moves, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await moveHit({ ctx: c.get('ctx'), input }), 200)
  })
