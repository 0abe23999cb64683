import { createRoute, z } from '@hono/zod-openapi'
import { fileResponse } from '../../file/serve.ts'
import { atomOf } from '../../notice/public/atom.ts'
import { feedAnswer } from '../../notice/public/unchanged.ts'
import { errorResponses, jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { openFeed } from './feed.ts'
import { answeredItem } from './item.ts'
import { listOpen, showOpen } from './list.ts'
import { showPhoto } from './photo.ts'
import { openFeedQuery, openList, openQuery } from './schema.ts'

const tags = ['complaint']
const id = z.string().min(1).max(40).openapi({ example: 'P-7K3M9QXC' })
/** Asked for anew each time: whoever takes their agreement back is heard at once. */
const fresh = { 'Cache-Control': 'no-cache' }

const list = createRoute({
  method: 'get',
  path: '/answered',
  tags,
  summary:
    'You said, we did: small problems that were put right, questions and suggestions that were answered',
  description:
    'Only what its author agreed to have published, in words staff wrote without any personal data; whoever takes the agreement back takes it away at once.',
  request: { query: openQuery },
  responses: { 200: jsonAnswer(openList, 'The newest first'), ...errorResponses('invalid-input') },
})

const show = createRoute({
  method: 'get',
  path: '/answered/{id}',
  tags,
  summary: 'One of them, by its public name',
  request: { params: z.strictObject({ id }) },
  responses: { 200: jsonAnswer(answeredItem, 'It'), ...errorResponses('invalid-input', 'not-found') },
})

const picture = { schema: { type: 'string', format: 'binary' } } as const

const photo = createRoute({
  method: 'get',
  path: '/answered/{id}/photos/{photo}',
  tags,
  summary: 'A photo that stands beside it',
  request: { params: z.strictObject({ id, photo: z.string().min(1).max(80) }) },
  responses: {
    200: {
      description: 'The photo',
      content: { 'image/jpeg': picture, 'image/png': picture, 'image/webp': picture },
    },
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const atom = createRoute({
  method: 'get',
  path: '/answered.atom',
  tags,
  summary: 'The same as an Atom feed; also of one station, room, town or kind',
  request: { query: openFeedQuery },
  responses: {
    200: { description: 'The feed', content: { 'application/atom+xml': { schema: z.string() } } },
    304: { description: 'Not changed since' },
    ...errorResponses('invalid-input', 'not-found'),
  },
})

/** What everybody may read of what residents told the police. */
export const openRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listOpen({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(show, async (c) =>
    c.json(await showOpen({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, fresh),
  )
  .openapi(photo, async (c) => {
    const file = await showPhoto({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return fileResponse(file, { name: 'photo', inline: true, cacheControl: 'private, max-age=60' })
  })
  .openapi(atom, async (c) => {
    const feed = await openFeed({ ctx: c.get('ctx'), input: c.req.valid('query') })
    const type = 'application/atom+xml; charset=utf-8'
    // What is in it has days and no moments: only its text tells whether it changed.
    return feedAnswer(c.req.raw, { text: atomOf(feed), type })
  })
