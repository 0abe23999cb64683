import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { acceptFile, type OfferedFile } from '../../file/acceptFile.ts'
import { putUnclaimed } from '../../file/drop.ts'
import { fileLimits } from '../../file/refusal.ts'
import { triesFor } from '../../intake/access.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { applicationReference } from '../access.ts'
import { filesOf } from '../query.ts'
import { holderOf } from './holder.ts'
import { filesOfTheHour } from './hour.ts'
import { keepStatements, roomFor } from './keep.ts'
import { openedMaterials } from './opened.ts'
import { askedMaterials, holderRow } from './query.ts'
import type { KeptFile } from './schema.ts'

interface AddInput {
  reference: string
  accessCode: string
  material: string
  file: OfferedFile
}

/**
 * Puts a whole file to an application: the way of pages without script. Throws record-not-found, too-many-tries,
 * step-refused, stale, files-full, invalid-input.
 */
export async function addFile({
  ctx,
  input: { accessCode, material, file, ...input },
}: {
  ctx: Ctx
  input: AddInput
}): Promise<KeptFile> {
  const reference = applicationReference(input.reference)
  const hour = await filesOfTheHour(ctx)
  const [tries, found, files, asked, full] = await ctx.db.batch([
    triesFor(ctx, reference),
    holderRow(ctx, reference),
    filesOf(ctx, reference),
    askedMaterials(ctx, reference),
    hour.read(),
  ])
  const row = await holderOf(ctx, { reference, accessCode }, found, tries)
  const place = roomFor(
    row,
    await openedMaterials(ctx, row, asked, files),
    files,
    material,
    file.bytes.length,
  )
  hour.require(full)
  const accepted = await acceptFile(file, { ...fileLimits, mostBytes: ctx.settings.fileBytes })
  if ('refused' in accepted) throw invalid('/file', accepted.refused, accepted.params)
  const { name, type, bytes } = accepted
  const kept = await putUnclaimed(ctx, { type, bytes })
  const fileId = newId('af')
  try {
    await ctx.db.batch([
      ...hour.count(sql`1`),
      ...(await keepStatements(ctx, row, place, fileId, { name, ...kept })),
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'tray-full') throw hour.over()
    throw refusal === 'stale' ? new Problem('stale') : error
  }
  return { id: fileId, material, round: place.round, name, type, size: kept.size }
}
