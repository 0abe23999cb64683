import type { OpenAPIHono as Routes } from '@hono/zod-openapi'
import { OpenAPIHono } from '@hono/zod-openapi'
import { TrieRouter } from 'hono/router/trie-router'
import type { AppEnv } from './context.ts'
import { withNullableNames } from './docs/nullable.ts'
import { docsPage } from './docs.ts'
import { faultOf } from './fault.ts'
import { body } from './middleware/body.ts'
import { context } from './middleware/context.ts'
import { withSecurityHeaders } from './middleware/headers.ts'
import { log } from './middleware/log.ts'
import { onlyErrors } from './middleware/onlyErrors.ts'
import { rateLimit } from './middleware/rateLimit.ts'
import { named } from './named.ts'
import { documentInfo, generalResponses } from './openapi.ts'
import { Problem, problemOf, problemResponse } from './problem.ts'
import { type Clock, systemClock } from './shared/clock.ts'

export const basePath = '/api/v1'

interface Parts {
  clock?: Clock
  /** The routes it answers. */
  features: readonly Routes<AppEnv>[]
  /** Where its own description stands, below the base path. */
  documents?: '' | '/staff'
  title?: string
}

/** The API: its middleware in order, its features, and what every error becomes. */
export function createApp({
  clock = systemClock,
  features,
  documents = '',
  title = documentInfo.info.title,
}: Parts) {
  const app = new OpenAPIHono<AppEnv>()
  app.use(async (c, next) => {
    await next()
    c.res = withSecurityHeaders(c.res)
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })
  // Around what is closest to a fault, and around the middleware itself: what runs behind an answer runs all the same.
  app.use(onlyErrors)
  app.use(log(clock))
  app.use(context(clock))
  app.use(rateLimit)
  app.use(body)
  app.use(onlyErrors)
  for (const routes of features) app.route(basePath, routes)
  for (const [name, schema] of Object.entries(named)) app.openAPIRegistry.register(name, schema)
  for (const [name, response] of Object.entries(generalResponses))
    app.openAPIRegistry.registerComponent('responses', name, response)
  const document = () =>
    withNullableNames(app.getOpenAPI31Document({ ...documentInfo, info: { ...documentInfo.info, title } }))
  app.get(`${basePath}${documents}/openapi.json`, (c) => c.json(document()))
  app.get(`${basePath}${documents}/docs`, (c) => docsPage(c, document()))

  app.notFound((c) => {
    const allowed = methodsOf(app, c.req.path)
    return problemResponse(
      c,
      allowed.length
        ? new Problem('method-not-allowed', { headers: { Allow: allowed.join(', ') } })
        : new Problem('not-found'),
    )
  })
  app.onError((error, c) => {
    const problem = problemOf(error)
    if (problem.code === 'internal')
      console.error(JSON.stringify({ requestId: c.get('requestId'), ...faultOf(error) }))
    return problemResponse(c, problem)
  })
  return app
}

/** The methods some route answers this path with. */
function methodsOf(app: OpenAPIHono<AppEnv>, path: string): string[] {
  // The fast router refuses sets of paths like ours (/appointments/check beside /appointments/:reference/cancel).
  const router = new TrieRouter<true>()
  const methods = new Set<string>()
  for (const route of app.routes) {
    if (route.method !== 'ALL') {
      router.add(route.method, route.path, true)
      methods.add(route.method)
    }
  }
  const found = [...methods].filter((method) => router.match(method, path)[0].length > 0)
  return found.includes('GET') ? [...found, 'HEAD'] : found
}
