import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { drop } from '../../file/drop.ts'
import { completeUpload } from '../../file/parts/complete.ts'
import { finishUploadStatements } from '../../file/parts/finish.ts'
import { ownUpload } from '../../file/parts/query.ts'
import { uploadRows } from '../../file/parts/state.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { type FileRow, filesOf } from '../query.ts'
import { holderOf, ownerOf } from './holder.ts'
import { keepStatements, roomFor } from './keep.ts'
import { nameOf } from './nameOf.ts'
import { openedMaterials } from './opened.ts'
import { askedMaterials, holderRow } from './query.ts'
import type { KeptFile } from './schema.ts'

/** The id of the file that an upload becomes: the same however often it is completed. */
export const fileIdOf = (uploadId: string) => `af_${uploadId.replace(/^up_/, '')}`

/**
 * Makes a file of the application out of the parts that arrived; completing twice is the same as once. Throws
 * record-not-found, too-many-tries, not-found, step-refused, stale, invalid-input.
 */
export async function completeFile({
  ctx,
  input: { accessCode, uploadId, ...input },
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; uploadId: string }
}): Promise<KeptFile> {
  const reference = applicationReference(input.reference)
  const [tries, found, files, asked, uploads, parts] = await ctx.db.batch([
    triesFor(ctx, reference),
    holderRow(ctx, reference),
    filesOf(ctx, reference),
    askedMaterials(ctx, reference),
    ...uploadRows(ctx, uploadId),
  ])
  const row = await holderOf(ctx, { reference, accessCode }, found, tries)
  const fileId = fileIdOf(uploadId)
  const before = files.find(({ id }) => id === fileId)
  if (before) return keptFile(ctx, before)
  const owner = ownerOf(row)
  const upload = ownUpload(ctx, uploads, owner)
  const place = roomFor(
    row,
    await openedMaterials(ctx, row, asked, files),
    files,
    upload.purpose,
    upload.size,
  )
  const { partKeys, purpose: _, ...file } = await completeUpload(ctx, { uploadId, owner }, [uploads, parts])
  try {
    await ctx.db.batch([
      ...finishUploadStatements(ctx, uploadId),
      ...(await keepStatements(ctx, row, place, fileId, file)),
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  ctx.after((later) => drop(later, partKeys))
  const { material, round } = place
  return { id: fileId, material, round, name: file.name, type: file.type, size: file.size }
}

/** A file that stands already, as it is told. */
async function keptFile(ctx: Ctx, file: FileRow): Promise<KeptFile> {
  const { id, material, round, type, size } = file
  return { id, material, round, name: await nameOf(ctx, file), type, size }
}
