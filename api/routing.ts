import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { AppEnv } from './context.ts'
import { invalidInput } from './inputErrors.ts'
import { problemResponse } from './problem.ts'

/** A feature's own set of routes: validation failures become our problem documents. */
export function newRoutes() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      return result.success ? undefined : problemResponse(c, invalidInput(result.error as z.core.$ZodError))
    },
  })
}
