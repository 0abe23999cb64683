import type { Ctx } from '../context.ts'
import { letIn } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import type { InviteRow } from './query.ts'

/** Wrong tokens are counted for each network: they belong to no record. */
export const triesKey = async (ctx: Pick<Ctx, 'network'>): Promise<string> => `rating ${await ctx.network()}`

/**
 * The invitation that was found; a wrong token is counted, over an hour, and never locks out a right one. Throws
 * rating-token-unknown, too-many-tries.
 */
export async function letTokenIn(
  ctx: Ctx,
  key: string,
  [invite]: readonly InviteRow[],
  tries: { tries: number }[],
): Promise<InviteRow> {
  if (invite) return invite
  try {
    await letIn(ctx, key, '', null, tries)
  } catch (error) {
    if (error instanceof Problem && error.code === 'record-not-found')
      throw new Problem('rating-token-unknown')
    throw error
  }
  throw new Problem('rating-token-unknown')
}
