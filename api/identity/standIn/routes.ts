import { createRoute } from '@hono/zod-openapi'
import { codeLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { listPeople, standInLogin } from './login.ts'
import { loggedInSchema, loginSchema, peopleSchema } from './schema.ts'

const people = createRoute({
  method: 'get',
  path: '/identity/stand-in',
  tags: ['identity'],
  summary: 'The made-up people who can log in at the stand-in',
  description:
    'Demonstration only; `not-found` wherever the setting IDENTITY is not `stand-in`. It proves nothing.',
  responses: { 200: jsonAnswer(peopleSchema, 'The list, PINs and all'), ...errorResponses('not-found') },
})

const login = createRoute({
  method: 'post',
  path: '/identity/stand-in',
  tags: ['identity'],
  summary: 'Log in at the stand-in, as somebody of its list',
  description: 'Demonstration only. Five wrong tries a day for one application.',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(loginSchema) },
  responses: {
    200: jsonAnswer(loggedInSchema, 'Logged in'),
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'not-found',
      'too-many-tries',
    ),
  },
})

export const standInRoutes = newRoutes()
  .openapi(people, (c) => c.json(listPeople({ ctx: c.get('ctx') }), 200, { 'Cache-Control': 'no-store' }))
  .openapi(login, async (c) =>
    c.json(await standInLogin({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, {
      'Cache-Control': 'no-store',
    }),
  )
export type StandInApi = typeof standInRoutes
