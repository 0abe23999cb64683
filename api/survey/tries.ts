import type { Ctx } from '../context.ts'
import { letIn } from '../intake/access.ts'
import { Problem } from '../problem.ts'

/** Wrong tokens are counted for each network: they belong to no record. */
export const triesKey = async (ctx: Pick<Ctx, 'network'>): Promise<string> => `rating ${await ctx.network()}`

/**
 * The invitation, or whatever a token opens, that was found; a wrong token is counted, over an hour, and never locks out a right one. Throws
 * rating-token-unknown, too-many-tries.
 */
export async function letTokenIn<T>(
  ctx: Ctx,
  key: string,
  [found]: readonly T[],
  tries: { tries: number }[],
): Promise<T> {
  if (found) return found
  try {
    await letIn(ctx, key, '', null, tries)
  } catch (error) {
    if (error instanceof Problem && error.code === 'record-not-found')
      throw new Problem('rating-token-unknown')
    throw error
  }
  throw new Problem('rating-token-unknown')
}
