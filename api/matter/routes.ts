import { createRoute } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { home } from './home.ts'
import { listMatters } from './list.ts'
import { listPapers, showPaper } from './papers.ts'
import {
  homeQuery,
  homeSchema,
  matterDetail,
  matterList,
  matterParams,
  matterQuery,
  paperDetail,
  paperList,
  paperParams,
  paperQuery,
  showQuery,
} from './schema.ts'
import { showMatter } from './show.ts'

/** Reference data: changes are seen within a minute. */
const fresh = { 'Cache-Control': 'public, max-age=60' }

const list = createRoute({
  method: 'get',
  path: '/matters',
  tags: ['matter'],
  summary: 'The service catalogue: search it, or narrow it by audience, group or station',
  request: { query: matterQuery },
  responses: {
    200: jsonAnswer(matterList, 'Matters, each with its fee, time and channels in a few words'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const show = createRoute({
  method: 'get',
  path: '/matters/{code}',
  tags: ['matter'],
  summary: 'One matter: who, materials, fee, time, flow and where, each with its basis',
  request: { params: matterParams, query: showQuery },
  responses: {
    200: jsonAnswer(matterDetail, 'The whole guide'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const start = createRoute({
  method: 'get',
  path: '/home',
  tags: ['matter'],
  summary: 'What the home page shows, in one call',
  request: { query: homeQuery },
  responses: { 200: jsonAnswer(homeSchema, 'Home'), ...errorResponses('invalid-input') },
})

const papers = createRoute({
  method: 'get',
  path: '/papers',
  tags: ['matter'],
  summary: 'Papers people are sent to a station for, and whether they are needed',
  request: { query: paperQuery },
  responses: { 200: jsonAnswer(paperList, 'Papers'), ...errorResponses('invalid-input') },
})

const paper = createRoute({
  method: 'get',
  path: '/papers/{id}',
  tags: ['matter'],
  summary: 'Do I need this paper: the answer, who to ask instead, a letter to hand over',
  request: { params: paperParams },
  responses: { 200: jsonAnswer(paperDetail, 'The answer'), ...errorResponses('invalid-input', 'not-found') },
})

export const matterRoutes = newRoutes()
  .openapi(list, async (c) => {
    return c.json(await listMatters({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh)
  })
  .openapi(show, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await showMatter({ ctx: c.get('ctx'), input }), 200, fresh)
  })
  .openapi(start, async (c) => {
    return c.json(await home({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh)
  })
  .openapi(papers, async (c) => {
    return c.json(await listPapers({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh)
  })
  .openapi(paper, async (c) => {
    return c.json(await showPaper({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, fresh)
  })
