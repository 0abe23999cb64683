import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { type Bytes, toHex } from '../../shared/bytes.ts'
import { claim, drop, putUnclaimed } from '../drop.ts'
import { ownUpload, type PartRow, partAt, type UploadRow, uploadById } from './query.ts'
import { sizeOfPart } from './size.ts'

/** The statements of the batch that putPart reads. */
export const partRows = (ctx: Ctx, uploadId: string, index: number) =>
  [uploadById(ctx, uploadId), partAt(ctx, uploadId, index)] as const

interface Put {
  uploadId: string
  owner: string
  /** The part's place, from 0. */
  index: number
  /** Reads the part, no further than so many bytes; asked only when its owner stands there. */
  open(most: number): Promise<Bytes>
}

/**
 * Keeps one part, in any order; the same part twice is the same as once. Its key stands on the list of what should go
 * before its bytes are there, and the row of the part takes it off. `found` where the caller has read the rows already;
 * then two round trips. Throws not-found, invalid-input (upload.part, upload.size, upload.differs), stale (completed or
 * ended meanwhile), and what `open` throws.
 */
export async function putPart(
  ctx: Ctx,
  { uploadId, owner, index, open }: Put,
  found?: readonly [readonly UploadRow[], readonly PartRow[]],
): Promise<{ index: number }> {
  const [uploads, [there]] = found ?? (await ctx.db.batch(partRows(ctx, uploadId, index)))
  const upload = ownUpload(ctx, uploads, owner)
  const size = sizeOfPart(upload, index)
  if (size === null) throw invalid('/index', 'upload.part')
  const bytes = await open(size)
  if (bytes.length !== size) throw invalid('/part', 'upload.size')
  if (there) return same(there, await hashOf(bytes))
  const kept = await putUnclaimed(ctx, { type: 'application/octet-stream', bytes })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`INSERT INTO upload_part (upload_id, n, size, sha256, object_key)
            SELECT id, ${index}, ${size}, ${kept.sha256}, ${kept.key} FROM upload
            WHERE id = ${uploadId} AND owner = ${owner} AND ends_at > ${ctx.clock.now()}`,
      ),
      guard(ctx.db),
      ...claim(ctx, kept.key),
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'stale') throw new Problem('stale')
    if (refusal !== 'part-there') throw error
    // A second sender of the same part, or a phone that asked twice: what was put away belongs to nothing.
    ctx.after((later) => drop(later, [kept.key]))
    const [[first]] = await ctx.db.batch([partAt(ctx, uploadId, index)])
    if (!first) throw new Problem('stale')
    return same(first, kept.sha256)
  }
  return { index }
}

/** A part that is there stays; other bytes for its place mean that two files are being mixed. */
function same({ n, sha256 }: PartRow, sent: string): { index: number } {
  if (sent !== sha256) throw invalid('/part', 'upload.differs')
  return { index: n }
}

const hashOf = async (bytes: Bytes) => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
