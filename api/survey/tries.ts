import type { Ctx } from '../context.ts'
import { letIn } from '../intake/access.ts'
import { Problem } from '../problem.ts'

/** Wrong tokens are counted for each network: they belong to no record. */
export const triesKey = async (
  ctx: Pick<Ctx, 'network'>,
  of: 'rating' | 'survey' = 'rating',
): Promise<string> => `${of} ${await ctx.network()}`

/**
 * What a token or a paper code opens; a wrong one is counted, over an hour, and never locks out a right one. Throws
 * rating-token-unknown, or what is said instead, too-many-tries.
 */
export async function letTokenIn<T>(
  ctx: Ctx,
  key: string,
  [found]: readonly T[],
  tries: { tries: number }[],
  unknown: 'rating-token-unknown' | 'survey-code-unknown' = 'rating-token-unknown',
): Promise<T> {
  if (found) return found
  try {
    await letIn(ctx, key, '', null, tries)
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'record-not-found')) throw error
  }
  throw new Problem(unknown)
}
