import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { invalid } from '../../problem.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import {
  applyInput,
  changeParams,
  closureAnswer,
  closureInput,
  liftAnswer,
  slugParams,
} from '../schedule/schema.ts'
import { closeDays, previewClosure } from './closeDays.ts'
import { liftClosure, previewLift } from './liftClosure.ts'

const close = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/closures',
  needs: 'schedule.edit',
  summary: 'Close days of a service point (`*`: of all), or say what that would do',
  request: { params: slugParams, body: jsonBody(closureInput) },
  responses: { 200: jsonAnswer(closureAnswer, 'What closes, and whose visits are hit') },
  errors: ['bad-json', 'invalid-input', 'too-large', 'wrong-content-type'],
})

const lift = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/closures/{id}/lift',
  needs: 'schedule.edit',
  summary: 'Lift a closure for the days to come, or say what that would do',
  request: { params: changeParams, body: jsonBody(applyInput) },
  responses: { 200: jsonAnswer(liftAnswer, 'What opens again, and how many are told') },
  errors: ['bad-json', 'invalid-input', 'not-changeable', 'too-large', 'wrong-content-type'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/closures/{id}',
  needs: 'schedule.edit',
  summary: 'A closure in force, and what lifting it would do',
  request: { params: changeParams },
  responses: { 200: jsonAnswer(liftAnswer, 'Its days, and how many would be told') },
  errors: ['invalid-input', 'not-changeable'],
})

/** Closing days and lifting closures. */
export const closureStaffRoutes = newRoutes()
  .openapi(close, async (c) => {
    const { apply, reason, counterGroup, ...days } = c.req.valid('json')
    const span = { ...days, slug: c.req.valid('param').slug, ...(counterGroup && { counterGroup }) }
    const ctx = c.get('ctx')
    // Applied, the reason is looked at by what enters it.
    const preview = await previewClosure({ ctx, input: apply ? span : { ...span, reason } })
    // The reason is sent to people: it is looked at before the button, with the rest.
    if (reason.zh === '') throw invalid('/reason/zh', 'required')
    const change = apply ? await closeDays({ ctx, input: { ...span, reason } }) : null
    return c.json({ ...preview, change }, 200)
  })
  .openapi(lift, async (c) => {
    const ctx = c.get('ctx')
    const input = c.req.valid('param')
    if (!c.req.valid('json').apply)
      return c.json({ ...(await previewLift({ ctx, input })), change: null }, 200)
    const { fromDay, toDay, counterGroup, people, ...change } = await liftClosure({ ctx, input })
    return c.json({ fromDay, toDay, counterGroup, people, change }, 200)
  })
  .openapi(show, async (c) => {
    const preview = await previewLift({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return c.json({ ...preview, change: null }, 200)
  })
