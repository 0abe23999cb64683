import type { RouteConfig } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { errorResponses } from '../openapi.ts'
import type { ProblemCode } from '../problem.ts'
import { atWork, type Needs } from './session.ts'

type Contract<P extends string> = Omit<RouteConfig, 'path' | 'responses' | 'middleware' | 'security'> & {
  path: P
  /** What somebody needs for it; `open` stands before signing in. */
  needs: Needs | 'open'
  responses: RouteConfig['responses']
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
  const { needs, errors = [], responses, ...rest } = contract
  const open = needs === 'open'
  return createRoute({
    ...rest,
    tags: rest.tags ?? ['staff'],
    'x-needs': needs,
    ...(open ? {} : { security: [{ session: [] }], middleware: [atWork(needs)] as const }),
    responses: {
      ...errorResponses(
        ...(open ? [] : (['not-signed-in', 'not-allowed', 'foreign-origin', 'record-not-found'] as const)),
        ...errors,
      ),
      ...responses,
    } as R['responses'],
  } as unknown as Omit<R, 'needs' | 'errors'> & { middleware: undefined })
}
