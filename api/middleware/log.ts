import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { AppEnv } from '../context.ts'
import type { Clock } from '../shared/clock.ts'
import { localeOf } from './context.ts'

/**
 * What anybody does with complaints writes no line unless it fails here: a line has a time, and the time of day at which an
 * anonymous one came in (or by which somebody worked on it) must not be known. Named ones neither, so that a gap tells nothing.
 * Nor what anybody does with ratings and surveys: a bad one writes more rows, so its line would say when somebody rated badly.
 */
const unsaid =
  /^\/api\/v1\/(staff\/(complaints|rectifications|rating-\w+)|complaints|open311|ratings|surveys)(\/|$)/

/**
 * Gives each request an id and the reader's language, and writes one JSON line when it is answered.
 * The line names the route's pattern, never its path, address, agent or body: those can hold a person.
 */
export function log(clock: Clock) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const given = c.req.header('x-request-id')
    const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID()
    c.set('requestId', requestId)
    c.set('locale', localeOf(c.req.header('accept-language')))
    const began = clock.now()
    await next()
    c.header('X-Request-Id', requestId)
    c.header('Vary', 'Accept-Language', { append: true })
    const route = routePath(c, -1)
    if (unsaid.test(route) && c.res.status < 500) return
    const { trips = 0, rowsRead = 0, rowsWritten = 0 } = c.get('cost') ?? {}
    console.log(
      JSON.stringify({
        requestId,
        method: c.req.method,
        route,
        status: c.res.status,
        ms: clock.now() - began,
        d1: trips,
        rowsRead,
        rowsWritten,
      }),
    )
  })
}
