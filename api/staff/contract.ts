import type { RouteConfig } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { takesFile as asFile } from '../middleware/takesFile.ts'
import { errorResponses } from '../openapi.ts'
import type { ProblemCode } from '../problem.ts'
import { atWork, fromOwnPages, type Needs } from './session.ts'

type Contract<P extends string> = Omit<RouteConfig, 'path' | 'responses' | 'middleware' | 'security'> & {
  path: P
  /** What somebody needs for it; `open` stands before signing in. */
  needs: Needs | 'open'
  responses: RouteConfig['responses']
  /** Its body is a form with a file, which the handler reads once it knows who asks (api/middleware/takesFile.ts). */
  takesFile?: boolean
  /** The errors it can answer besides those of every request at work. */
  errors?: ProblemCode[]
}

/**
 * A route of the people who work here: under /staff, with what it needs written into the contract (`x-needs`), from
 * which the test of the access matrix is made.
 */
export function staffRoute<const P extends `/staff${string}`, const R extends Contract<P>>(
  contract: R & Contract<P>,
) {
  const { needs, errors = [], responses, takesFile = false, ...rest } = contract
  const open = needs === 'open'
  return createRoute({
    ...rest,
    tags: rest.tags ?? ['staff'],
    'x-needs': needs,
    ...(open
      ? { middleware: [fromOwnPages] as const }
      : { security: [{ session: [] }], middleware: [atWork(needs), ...(takesFile ? [asFile] : [])] }),
    responses: {
      ...errorResponses(
        ...(open
          ? (['foreign-origin'] as const)
          : (['not-signed-in', 'not-allowed', 'foreign-origin', 'record-not-found'] as const)),
        ...errors,
      ),
      ...responses,
    } as R['responses'],
  } as unknown as Omit<R, 'needs' | 'errors' | 'takesFile'> & { middleware: undefined })
}
