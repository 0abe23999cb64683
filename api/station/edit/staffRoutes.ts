import { jsonAnswer, jsonBody } from '../../openapi.ts'
import type { ProblemCode } from '../../problem.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { assignArea } from './area.ts'
import { setDetails } from './details.ts'
import { officerLeaves, orderOfficers, saveOfficer } from './officer.ts'
import {
  areaAnswer,
  areaInput,
  detailsAnswer,
  detailsInput,
  hoursAnswer,
  hoursInput,
  leaveAnswer,
  leaveInput,
  officerAnswer,
  officerInput,
  officerParams,
  orderAnswer,
  orderInput,
  pointParams,
  stationEditSchema,
} from './schema.ts'
import { setHours } from './setHours.ts'
import { showStationEdit } from './showStationEdit.ts'

const errors: ProblemCode[] = ['bad-json', 'invalid-input', 'stale', 'too-large', 'wrong-content-type']

const show = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/station',
  needs: 'station.edit',
  summary:
    'What may be changed about a service point: its data, week, officers, areas, and its rooms’ duty days',
  request: { params: pointParams },
  responses: { 200: jsonAnswer(stationEditSchema, 'The service point') },
  errors: ['invalid-input'],
})

const hours = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/hours',
  needs: 'schedule.edit',
  summary: 'Change the usual week of a service point, or the duty days of a community room',
  request: { params: pointParams, body: jsonBody(hoursInput) },
  responses: { 200: jsonAnswer(hoursAnswer, 'Before and after') },
  errors,
})

const add = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/officers',
  needs: 'station.edit',
  summary: 'Add an officer',
  request: { params: pointParams, body: jsonBody(officerInput) },
  responses: { 200: jsonAnswer(officerAnswer, 'The officer') },
  errors,
})

const order = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/officers/order',
  needs: 'station.edit',
  summary: 'Put the officers in order',
  request: { params: pointParams, body: jsonBody(orderInput) },
  responses: { 200: jsonAnswer(orderAnswer, 'The order') },
  errors,
})

const change = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/officers/{id}',
  needs: 'station.edit',
  summary: 'Change an officer’s entry',
  request: { params: officerParams, body: jsonBody(officerInput) },
  responses: { 200: jsonAnswer(officerAnswer, 'The officer') },
  errors,
})

const leave = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/officers/{id}/leave',
  needs: 'station.edit',
  summary: 'An officer leaves',
  request: { params: officerParams, body: jsonBody(leaveInput) },
  responses: { 200: jsonAnswer(leaveAnswer, 'Gone') },
  errors,
})

const area = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/areas/{id}',
  needs: 'station.edit',
  summary: 'Say which officer answers for an area',
  request: { params: officerParams, body: jsonBody(areaInput) },
  responses: { 200: jsonAnswer(areaAnswer, 'The officer of the area') },
  errors,
})

const details = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/details',
  needs: 'station.edit',
  summary:
    'Change directions, telephone and step-free access; name and address for the bureau’s administrator',
  request: { params: pointParams, body: jsonBody(detailsInput) },
  responses: { 200: jsonAnswer(detailsAnswer, 'Changed') },
  errors,
})

/** What the people of a service point change about it. */
export const stationStaffRoutes = newRoutes()
  .openapi(show, async (c) =>
    c.json(await showStationEdit({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  )
  .openapi(hours, async (c) => {
    const input = { ...c.req.valid('json'), slug: c.req.valid('param').slug }
    return c.json(await setHours({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(add, async (c) => {
    const input = { ...c.req.valid('json'), slug: c.req.valid('param').slug }
    return c.json(await saveOfficer({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(order, async (c) => {
    const input = { ...c.req.valid('json'), slug: c.req.valid('param').slug }
    return c.json(await orderOfficers({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(change, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') }
    return c.json(await saveOfficer({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(leave, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') }
    return c.json(await officerLeaves({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(area, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') }
    return c.json(await assignArea({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(details, async (c) => {
    const input = { ...c.req.valid('json'), slug: c.req.valid('param').slug }
    return c.json(await setDetails({ ctx: c.get('ctx'), input }), 200)
  })
