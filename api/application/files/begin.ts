import { refusalOf } from '../../../db/refusal.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { beginUpload, uploadIdOf } from '../../file/parts/begin.ts'
import { partSize, partsOf } from '../../file/parts/size.ts'
import type { UploadState } from '../../file/parts/state.ts'
import { triesFor } from '../../intake/access.ts'
import { invalid } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { filesOf } from '../query.ts'
import { fileIdOf } from './complete.ts'
import { holderOf, ownerOf } from './holder.ts'
import { filesOfTheHour } from './hour.ts'
import { roomFor } from './keep.ts'
import { openedMaterials } from './opened.ts'
import { askedMaterials, holderRow } from './query.ts'
import type { BeginFileInput } from './schema.ts'

/**
 * Begins to send a file in parts, or tells how far the one of this key is, also once it has become a file. Throws
 * record-not-found, too-many-tries, step-refused, idempotency-mismatch, not-found, files-full, invalid-input.
 */
export async function beginFile({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: BeginFileInput & { reference: string }
  idempotencyKey: string | undefined
}): Promise<UploadState> {
  if (idempotencyKey !== undefined && !/^[\w-]{8,128}$/.test(idempotencyKey))
    throw invalid('/headers/idempotency-key', 'key-invalid')
  const reference = applicationReference(input.reference)
  const [tries, found, files, asked] = await ctx.db.batch([
    triesFor(ctx, reference),
    holderRow(ctx, reference),
    filesOf(ctx, reference),
    askedMaterials(ctx, reference),
  ])
  const row = await holderOf(ctx, { reference, accessCode: input.accessCode }, found, tries)
  const { material, name, size, type } = input
  const owner = ownerOf(row)
  if (idempotencyKey !== undefined) {
    const uploadId = await uploadIdOf(ctx, owner, idempotencyKey)
    const done = files.find(({ id }) => id === fileIdOf(uploadId))
    if (done) {
      const parts = partsOf({ size, partSize })
      return { uploadId, partSize, parts, there: [...Array(parts).keys()], endsAt: toIso(ctx.clock.now()) }
    }
  }
  roomFor(row, await openedMaterials(ctx, row, asked, files), files, material, size)
  const hour = await filesOfTheHour(ctx)
  try {
    return await beginUpload(ctx, {
      owner,
      purpose: material,
      name,
      size,
      type,
      key: idempotencyKey,
      along: hour.count,
    })
  } catch (error) {
    throw refusalOf(error) === 'tray-full' ? hour.over() : error
  }
}
