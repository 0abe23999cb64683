import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { linkToken } from '../../file/linkToken.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { filesOf } from '../query.ts'
import { holderOf } from './holder.ts'
import { holderRow } from './query.ts'
import type { FileLink } from './schema.ts'

/** The link that hands out a file for some minutes to whoever was just let in. */
export async function linkTo(ctx: Ctx, fileId: string): Promise<FileLink> {
  const { token, expiresAt } = await linkToken(ctx.keys, fileId, ctx.clock.now())
  return { url: `/api/v1/files/${token}`, expiresAt: toIso(expiresAt) }
}

/** A link to one file of an application, for its holder. Throws record-not-found, too-many-tries, not-found. */
export async function linkFile({
  ctx,
  input: { accessCode, fileId, ...input },
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; fileId: string }
}): Promise<FileLink> {
  const reference = applicationReference(input.reference)
  const [tries, found, files] = await ctx.db.batch([
    triesFor(ctx, reference),
    holderRow(ctx, reference),
    filesOf(ctx, reference),
  ])
  await holderOf(ctx, { reference, accessCode }, found, tries)
  if (!files.some(({ id }) => id === fileId)) throw new Problem('not-found')
  return linkTo(ctx, fileId)
}
