import { createRoute, z } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { listDirectory } from './directory.ts'
import { stationFeed } from './feed.ts'
import { listStations } from './list.ts'
import {
  directoryList,
  directoryQuery,
  feedQuery,
  stationDetail,
  stationList,
  stationParams,
  stationQuery,
  townList,
  townQuery,
} from './schema.ts'
import { showStation } from './show.ts'
import { listTowns } from './towns.ts'

/** Reference data: changes are seen within a minute. */
const fresh = { 'Cache-Control': 'public, max-age=60' }

const list = createRoute({
  method: 'get',
  path: '/stations',
  tags: ['station'],
  summary: 'Stations, halls and community rooms: all, by town, by matter, or by any part of a name',
  request: { query: stationQuery },
  responses: {
    200: jsonAnswer(stationList, 'Service points, and who answers for the places named'),
    ...errorResponses('invalid-input'),
  },
})

const show = createRoute({
  method: 'get',
  path: '/stations/{slug}',
  tags: ['station'],
  summary: 'One service point: hours, way, officers, rooms, areas, matters, next free times',
  request: { params: stationParams },
  responses: {
    200: jsonAnswer(stationDetail, 'The service point'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const feed = createRoute({
  method: 'get',
  path: '/stations/{slug}/calendar.ics',
  tags: ['station'],
  summary: 'A calendar to subscribe to: opening hours, closures and the times booking opens, 60 days ahead',
  request: { params: stationParams, query: feedQuery },
  responses: {
    200: { description: 'An .ics file', content: { 'text/calendar': { schema: z.string() } } },
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const towns = createRoute({
  method: 'get',
  path: '/towns',
  tags: ['station'],
  summary: 'Towns, townships and subdistricts',
  request: { query: townQuery },
  responses: { 200: jsonAnswer(townList, 'Towns'), ...errorResponses('invalid-input') },
})

const directory = createRoute({
  method: 'get',
  path: '/directory',
  tags: ['station'],
  summary: 'The name of every public page about a matter, a paper or a service point, 1,000 at a time',
  request: { query: directoryQuery },
  responses: { 200: jsonAnswer(directoryList, 'Names'), ...errorResponses('invalid-input') },
})

export const stationRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listStations({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(show, async (c) =>
    c.json(await showStation({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, fresh),
  )
  .openapi(feed, async (c) => {
    const input = { slug: c.req.valid('param').slug, locale: c.req.valid('query').lang }
    return c.body(await stationFeed({ ctx: c.get('ctx'), input }), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="opening-hours.ics"',
      'Cache-Control': 'public, max-age=300',
      Vary: 'Accept-Language',
    })
  })
  .openapi(towns, async (c) =>
    c.json(await listTowns({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(directory, async (c) =>
    c.json(await listDirectory({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
