import { createRoute, z } from '@hono/zod-openapi'
import { createLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { answerNotice } from './answer.ts'
import { atomOf } from './atom.ts'
import { listColumns } from './columns.ts'
import { noticeFeed } from './feed.ts'
import { noticeCalendar } from './icsFeed.ts'
import { jsonFeedOf } from './jsonFeed.ts'
import { listNotices } from './list.ts'
import {
  answerBody,
  answeredSchema,
  columnList,
  columnQuery,
  feedQuery,
  noticeDetail,
  noticeList,
  noticeParams,
  noticeQuery,
  shownQuery,
} from './schema.ts'
import { showNotice } from './show.ts'
import { feedAnswer } from './unchanged.ts'

const fresh = { 'Cache-Control': 'public, max-age=60' }
const tags = ['notice']

const list = createRoute({
  method: 'get',
  path: '/notices',
  tags,
  summary: 'What the police publish, the newest first: by column, publisher, days and words',
  description:
    'With `q` a page may be short, or even empty, and still have a `nextCursor`: the search goes on from there.',
  request: { query: noticeQuery },
  responses: {
    200: jsonAnswer(noticeList, 'Published notices'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const columns = createRoute({
  method: 'get',
  path: '/notices/columns',
  tags,
  summary: 'The columns that have something, each with its newest, and the next meetings',
  request: { query: columnQuery },
  responses: { 200: jsonAnswer(columnList, 'Columns'), ...errorResponses('invalid-input', 'not-found') },
})

const show = createRoute({
  method: 'get',
  path: '/notices/{id}',
  tags,
  summary: 'One notice, in force or in an earlier version; of a withdrawn one only when and why',
  request: { params: noticeParams, query: shownQuery },
  responses: { 200: jsonAnswer(noticeDetail, 'The notice'), ...errorResponses('invalid-input', 'not-found') },
})

const answer = createRoute({
  method: 'post',
  path: '/notices/{id}/answers',
  tags,
  summary:
    'Say whether a notice was clear, or give a report of work a score: counted, nobody behind the number',
  description:
    'With an `Idempotency-Key` header the same answer is counted once, however often it is sent. A network gives four answers to one question of one notice in a day.',
  middleware: [createLimit] as const,
  request: {
    params: noticeParams,
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(answerBody),
  },
  responses: {
    200: jsonAnswer(answeredSchema, 'Counted; what all answers come to, from five on'),
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'idempotency-mismatch',
      'not-found',
      'proof-invalid',
      'tray-full',
    ),
  },
})

const jsonFeed = z
  .object({ version: z.string(), title: z.string(), items: z.array(z.object({ id: z.string() }).loose()) })
  .loose()
const feedRoute = (
  path: '/notices.atom' | '/notices.json' | '/notices.ics',
  type: string,
  summary: string,
  schema: z.ZodType = z.string(),
) =>
  createRoute({
    method: 'get',
    path,
    tags,
    summary,
    request: { query: feedQuery },
    responses: {
      200: { description: 'The feed', content: { [type]: { schema } } },
      304: { description: 'Not changed since' },
      ...errorResponses('invalid-input', 'not-found'),
    },
  })

const atom = feedRoute(
  '/notices.atom',
  'application/atom+xml',
  'What is new, corrected or withdrawn, as an Atom feed; also of one publisher or column',
)
const json = feedRoute('/notices.json', 'application/feed+json', 'The same as a JSON Feed', jsonFeed)
const calendar = feedRoute(
  '/notices.ics',
  'text/calendar',
  'Meetings and the last days of consultations, as a calendar to subscribe to',
)

export const noticeRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listNotices({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(columns, async (c) =>
    c.json(await listColumns({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(show, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await showNotice({ ctx: c.get('ctx'), input }), 200, fresh)
  })
  .openapi(answer, async (c) => {
    const { id } = c.req.valid('param')
    const idempotencyKey = c.req.header('idempotency-key')
    return c.json(
      await answerNotice({ ctx: c.get('ctx'), id, input: c.req.valid('json'), idempotencyKey }),
      200,
    )
  })
  .openapi(atom, async (c) => {
    const feed = await noticeFeed({ ctx: c.get('ctx'), input: c.req.valid('query') })
    const type = 'application/atom+xml; charset=utf-8'
    return feedAnswer(c.req.raw, { text: atomOf(feed), type, updatedAt: feed.updatedAt })
  })
  .openapi(json, async (c) => {
    const feed = await noticeFeed({ ctx: c.get('ctx'), input: c.req.valid('query') })
    const type = 'application/feed+json; charset=utf-8'
    return feedAnswer(c.req.raw, { text: jsonFeedOf(feed), type, updatedAt: feed.updatedAt })
  })
  .openapi(calendar, async (c) => {
    const { file: text, updatedAt } = await noticeCalendar({
      ctx: c.get('ctx'),
      input: c.req.valid('query'),
    })
    return feedAnswer(c.req.raw, { text, type: 'text/calendar; charset=utf-8', updatedAt })
  })
