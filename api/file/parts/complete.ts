import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { open } from '../../privacy/field.ts'
import { invalid, Problem } from '../../problem.ts'
import type { Bytes } from '../../shared/bytes.ts'
import { acceptFile } from '../acceptFile.ts'
import { drop, putUnclaimed } from '../drop.ts'
import { fileLimits } from '../refusal.ts'
import { finishUploadStatements } from './finish.ts'
import { ownUpload, type PartRow, type UploadRow } from './query.ts'
import { type UploadFound, uploadRows } from './state.ts'

/** Parts fetched from the store at a time. */
const atOnce = 6

/** A whole file that was accepted and is kept, and that nothing owns yet. */
export interface CompleteFile {
  /** Safe to show and to save under; may hold a person's name. */
  name: string
  type: string
  size: number
  sha256: string
  key: string
  /** As it was begun. */
  purpose: string
  /** Kept parts that go with the upload: drop them after the answer. */
  partKeys: string[]
}

/**
 * Puts the parts together, decides whether the file may be kept (acceptFile) and keeps it on the list of what should go.
 * The caller claims `key` in the batch that owns the file, together with finishUploadStatements. A file that is not taken
 * ends its upload. `found` where the caller has read the rows already; then one round trip. Throws not-found,
 * invalid-input (upload.missing, codes of api/file/refusal.ts), stale.
 */
export async function completeUpload(
  ctx: Ctx,
  { uploadId, owner }: { uploadId: string; owner: string },
  found?: UploadFound,
): Promise<CompleteFile> {
  const [uploads, parts] = found ?? (await ctx.db.batch(uploadRows(ctx, uploadId)))
  const upload = ownUpload(ctx, uploads, owner)
  const missing = upload.parts - parts.length
  if (missing > 0) throw invalid('/parts', 'upload.missing', { missing })
  const bytes = await whole(ctx, upload, parts)
  const name = await open(ctx.keys, { table: 'upload', column: 'name', row: upload.id }, upload.name)
  const limits = { ...fileLimits, mostBytes: ctx.settings.fileBytes }
  const accepted = await acceptFile({ name, declaredType: upload.type, bytes }, limits)
  const partKeys = parts.map(({ objectKey }) => objectKey)
  if ('refused' in accepted) {
    await end(ctx, uploadId)
    ctx.after((later) => drop(later, partKeys))
    throw invalid('/file', accepted.refused, accepted.params)
  }
  const kept = await putUnclaimed(ctx, { type: accepted.type, bytes: accepted.bytes })
  return { ...kept, name: accepted.name, purpose: upload.purpose, partKeys }
}

/** The parts one after another, in one piece of memory. */
async function whole(ctx: Ctx, { size, partSize }: UploadRow, parts: readonly PartRow[]): Promise<Bytes> {
  const bytes: Bytes = new Uint8Array(size)
  for (let from = 0; from < parts.length; from += atOnce) {
    await Promise.all(
      parts.slice(from, from + atOnce).map(async (part) => {
        const file = await ctx.files.getFile(part.objectKey)
        const read = file && new Uint8Array(await new Response(file.body).arrayBuffer())
        // The database says that it is there and how long it is: the store has lost it.
        if (read?.length !== part.size) throw new Error(`upload: part ${part.n} is not in the store`)
        bytes.set(read, part.n * partSize)
      }),
    )
  }
  return bytes
}

async function end(ctx: Ctx, uploadId: string) {
  try {
    await ctx.db.batch(finishUploadStatements(ctx, uploadId))
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
}
