import type { Ctx } from '../../context.ts'
import { fileOfToken } from '../../file/linkToken.ts'
import type { OpenFile } from '../../file/store.ts'
import { Problem } from '../../problem.ts'
import { nameOf } from './nameOf.ts'
import { fileById } from './query.ts'

/** The file a link opens. Throws not-found for a link that is altered or over, and for a file that is gone. */
export async function openLinked({
  ctx,
  input: { token },
}: {
  ctx: Ctx
  input: { token: string }
}): Promise<OpenFile & { name: string }> {
  const fileId = await fileOfToken(ctx.keys, token, ctx.clock.now())
  if (!fileId) throw new Problem('not-found')
  const [[row]] = await ctx.db.batch([fileById(ctx, fileId)])
  const file = row && (await ctx.files.getFile(row.objectKey))
  if (!file) throw new Problem('not-found')
  return { ...file, name: await nameOf(ctx, row) }
}
