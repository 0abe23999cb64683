import type { Ctx } from '../../context.ts'
import { partRows, putPart } from '../../file/parts/put.ts'
import { ownUpload } from '../../file/parts/query.ts'
import { type UploadState, uploadRows, uploadState } from '../../file/parts/state.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import type { Bytes } from '../../shared/bytes.ts'
import { applicationReference } from '../access.ts'
import { holderOf, ownerOf } from './holder.ts'
import { holderRow } from './query.ts'

interface Asked {
  reference: string
  accessCode: string
  uploadId: string
}

/**
 * Keeps one part of a file. The upload, whose id nobody can guess, is looked for before the code is tried, so that no
 * codes are guessed here faster than elsewhere. Throws not-found, record-not-found, too-many-tries, stale, too-large,
 * invalid-input.
 */
export async function sendPart({
  ctx,
  input: { index, open, ...input },
}: {
  ctx: Ctx
  input: Asked & { index: number; open(most: number): Promise<Bytes> }
}): Promise<{ index: number }> {
  const reference = applicationReference(input.reference)
  const [tries, found, uploads, part] = await ctx.db.batch([
    triesFor(ctx, reference),
    holderRow(ctx, reference),
    ...partRows(ctx, input.uploadId, index),
  ])
  const [row] = found
  if (!row) throw new Problem('not-found')
  ownUpload(ctx, uploads, ownerOf(row))
  await holderOf(ctx, { reference, accessCode: input.accessCode }, found, tries)
  return putPart(ctx, { uploadId: input.uploadId, owner: ownerOf(row), index, open }, [uploads, part])
}

/** Which parts of a file are there. Throws not-found, record-not-found, too-many-tries. */
export async function fileState({ ctx, input }: { ctx: Ctx; input: Asked }): Promise<UploadState> {
  const reference = applicationReference(input.reference)
  const [tries, found, uploads, parts] = await ctx.db.batch([
    triesFor(ctx, reference),
    holderRow(ctx, reference),
    ...uploadRows(ctx, input.uploadId),
  ])
  const [row] = found
  if (!row) throw new Problem('not-found')
  ownUpload(ctx, uploads, ownerOf(row))
  await holderOf(ctx, { reference, accessCode: input.accessCode }, found, tries)
  return uploadState(ctx, { uploadId: input.uploadId, owner: ownerOf(row) }, [uploads, parts])
}
