import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from '../context.ts'

/**
 * A route that takes a file says so twice: `middleware: takesFile`, which api/middleware/body.ts looks for, and
 * `request: { body: fileBody }` for the document. Its handler then calls readUpload, after it knows who asks: nothing of
 * the body is read before. Every other route stays at JSON of 64 kB.
 */
export const takesFile: MiddlewareHandler<AppEnv> = (_, next) => next()

/** A route that takes one part of a file as bare bytes (api/file/parts) says so like this, with `partBody`. */
export const takesPart: MiddlewareHandler<AppEnv> = (_, next) => next()

/** A route of the Open311 standard takes a form, as small as JSON. */
export const takesForm: MiddlewareHandler<AppEnv> = (_, next) => next()

type Taken = 'multipart/form-data' | 'application/octet-stream' | 'application/x-www-form-urlencoded'

/** What the route that will answer takes instead of JSON, as a media type; null: JSON. */
export function routeTakes(c: Context<AppEnv>): Taken | null {
  for (const { handler } of matchedRoutes(c)) {
    if (handler === takesFile) return 'multipart/form-data'
    if (handler === takesPart) return 'application/octet-stream'
    if (handler === takesForm) return 'application/x-www-form-urlencoded'
  }
  return null
}

/** How the API document describes the body. No zod schema: the library would read the whole body to check it. */
export const fileBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object' as const,
        required: ['file'],
        properties: { file: { type: 'string' as const, format: 'binary' } },
      },
    },
  },
}

/** The same of a part. */
export const partBody = {
  required: true,
  content: {
    'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } },
  },
}

/**
 * Pages whose forms hold a file. They hand the request's body on to the API unread (`readUpload` there holds the limit),
 * so it may be larger than other forms.
 */
const pages = [
  /^\/staff\/notices\/[^/]+\/files\/?$/,
  /^\/apply\/(form|mine)\/?$/,
  /^\/complaints\/(?!outside)[^/]+\/?$/,
]

/** Whether the page at this path, without its /en, takes a file. */
export function pageTakesFile(path: string): boolean {
  return pages.some((page) => page.test(path))
}
