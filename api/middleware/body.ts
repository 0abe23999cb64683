import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from '../context.ts'
import { Problem, wrongContentType } from '../problem.ts'
import { drain } from './drain.ts'

/** The largest body taken, bytes. A booking form is under 3 kB. */
export const maxBody = 64 * 1024

const limit = bodyLimit({
  maxSize: maxBody,
  onError: async (c) => {
    await drain(c.req.raw)
    throw new Problem('too-large')
  },
})

/** JSON bodies only, and not too large. A path or method that no route answers is left to say so itself. */
export const body = createMiddleware<AppEnv>(async (c, next) => {
  const answered = matchedRoutes(c).some(({ method }) => method !== 'ALL')
  if (answered && ['POST', 'PUT', 'PATCH'].includes(c.req.method)) {
    const type = c.req.header('content-type') ?? ''
    if (!/^application\/json\s*(;|$)/i.test(type)) {
      throw wrongContentType()
    }
    return limit(c, next)
  }
  await next()
})
