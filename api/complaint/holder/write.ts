import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'

type Batch = Parameters<Ctx['db']['batch']>[0]

/** Writes what its author does, in one batch. Throws stale where something else happened to it meanwhile, step-refused. */
export async function writeOwn(ctx: Ctx, statements: Batch): Promise<void> {
  try {
    await ctx.db.batch(statements)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'stale' || refusal === 'step-refused') throw new Problem('stale')
    throw error
  }
}
