import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../context.ts'

/**
 * What is thrown and is no Error (a text, an object of another realm) becomes one, so that it is answered and written to
 * the log like every other fault: the router hands nothing else to `onError`. What it says is not kept, it may be about
 * a person.
 */
export const onlyErrors = createMiddleware<AppEnv>(async (_c, next) => {
  try {
    await next()
  } catch (thrown) {
    throw thrown instanceof Error ? thrown : new TypeError(`thrown: ${typeof thrown}`)
  }
})
