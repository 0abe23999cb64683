import { createRoute } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { formDetail, formList, formParams, formQuery } from './schema.ts'
import { listForms, showForm } from './show.ts'

/** Reference data: changes are seen within a minute. */
const fresh = { 'Cache-Control': 'public, max-age=60' }

const list = createRoute({
  method: 'get',
  path: '/forms',
  tags: ['application'],
  summary: 'The matters that can be asked for online, each with its form of today',
  responses: { 200: jsonAnswer(formList, 'Forms'), ...errorResponses() },
})

const show = createRoute({
  method: 'get',
  path: '/forms/{matter}',
  tags: ['application'],
  summary:
    'One form, whole: questions, steps, papers with their basis, promise, grounds, and what becomes of the data',
  description:
    'A published version never changes; an application keeps the one it was made with. `jsonSchema` describes the answers that `POST /applications/{reference}/save` takes.',
  request: { params: formParams, query: formQuery },
  responses: {
    200: jsonAnswer(formDetail, 'The declaration'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

/** The open catalogue of forms. */
export const formRoutes = newRoutes()
  .openapi(list, (c) => c.json(listForms({ ctx: c.get('ctx') }), 200, fresh))
  .openapi(show, (c) =>
    c.json(
      showForm({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('query') } }),
      200,
      fresh,
    ),
  )
export type FormApi = typeof formRoutes
