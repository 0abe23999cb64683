import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from '../context.ts'
import { Problem, wrongContentType } from '../problem.ts'
import { drain } from './drain.ts'
import { routeTakes } from './takesFile.ts'

/** The largest body taken, bytes. A booking form is under 3 kB. */
export const maxBody = 64 * 1024

const limit = bodyLimit({
  maxSize: maxBody,
  onError: async (c) => {
    await drain(c.req.raw)
    throw new Problem('too-large')
  },
})

/**
 * JSON bodies only, and not too large; a form or a file only where the route says that it takes one (takesFile.ts), and a
 * file is read by its handler. A path or method that no route answers is left to say so itself.
 */
export const body = createMiddleware<AppEnv>(async (c, next) => {
  const answered = matchedRoutes(c).some(({ method }) => method !== 'ALL')
  if (answered && ['POST', 'PUT', 'PATCH'].includes(c.req.method)) {
    const type = c.req.header('content-type') ?? ''
    const takes = routeTakes(c)
    if (takes) {
      const said = type.split(';')[0]!.trim().toLowerCase()
      if (said !== takes || (said === 'multipart/form-data' && !type.includes(';'))) throw notThis(takes)
      return takes === 'application/x-www-form-urlencoded' ? limit(c, next) : next()
    }
    if (!/^application\/json\s*(;|$)/i.test(type)) {
      throw wrongContentType()
    }
    return limit(c, next)
  }
  await next()
})

/** The refusal of a file, or a part of one, that is not sent as it should be. */
const notThis = (takes: string) =>
  new Problem('wrong-content-type', {
    detail: { zh: `请用 ${takes} 提交文件`, en: `Send the file as ${takes}` },
    headers: { 'Accept-Post': takes },
  })
