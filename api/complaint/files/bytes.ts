import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { complaintFile } from '../../../db/schema/index.ts'
import type { Ctx } from '../../context.ts'
import { claim, putUnclaimed } from '../../file/drop.ts'
import { openBytes, sealBytes } from '../../privacy/envelope.ts'
import { type Bytes, concat, toHex } from '../../shared/bytes.ts'
import { newId } from '../../shared/id.ts'
import type { ComplaintRow } from '../query.ts'
import { sealed, unsealed } from '../sealed.ts'

/** A part of a photo in the database, bytes: D1 takes two million in a row. */
const part = 1_000_000

interface Photo {
  side: 'resident' | 'office'
  type: string
  bytes: Bytes
  at: number
  /** Added by whoever reads on. */
  readsOn?: boolean
}

/**
 * Statements that keep a photo. Of an anonymous complaint it stands in the database, sealed: a store of files notes the
 * moment at which each arrived, and the day is all that may be known.
 */
export async function keepPhoto(ctx: Ctx, row: Pick<ComplaintRow, 'id' | 'anonymous'>, photo: Photo) {
  const id = newId('cf')
  const { side, type, bytes, at, readsOn = false } = photo
  const fixed = { id, complaintId: row.id, side, type, addedAt: at, readsOn: Number(readsOn) }
  if (!row.anonymous) {
    const { key, size, sha256 } = await putUnclaimed(ctx, { type, bytes })
    return {
      id,
      statements: [
        ...claim(ctx, key),
        ctx.db.insert(complaintFile).values({ ...fixed, size, sha256, objectKey: key }),
      ],
    }
  }
  const { key, sealed: kept } = await sealBytes(bytes)
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  const dataKey = await sealed(ctx, 'complaint_file', id, 'data_key', key)
  const parts = []
  for (let n = 0; n * part < kept.length; n++)
    parts.push(partStatement(ctx, id, n, kept.slice(n * part, (n + 1) * part)))
  return {
    id,
    statements: [
      ctx.db.insert(complaintFile).values({ ...fixed, size: bytes.length, sha256, dataKey }),
      ...parts,
    ],
  }
}

const partStatement = ({ db }: Ctx, fileId: string, n: number, bytes: Bytes) =>
  exec(db, sql`INSERT INTO complaint_file_part (file_id, n, bytes) VALUES (${fileId}, ${n}, ${bytes.buffer})`)

/** A photo as it is kept. */
export interface KeptPhoto {
  id: string
  type: string
  size: number
  sha256: string
  objectKey: string | null
  dataKey: string | null
}

/** The bytes of a photo; null where it is gone. */
export async function readPhoto(ctx: Ctx, photo: KeptPhoto): Promise<ReadableStream<Uint8Array> | null> {
  if (photo.objectKey !== null) return (await ctx.files.getFile(photo.objectKey))?.body ?? null
  const key = await unsealed(ctx, 'complaint_file', photo.id, 'data_key', photo.dataKey)
  if (key === null) return null
  const [found] = await ctx.db.batch([
    rows<{ bytes: number[] }>(
      ctx.db,
      sql`SELECT bytes FROM complaint_file_part WHERE file_id = ${photo.id} ORDER BY n LIMIT 20`,
    ),
  ])
  // D1 gives a BLOB as an array of numbers.
  const bytes = await openBytes(key, concat(...found.map(({ bytes }) => Uint8Array.from(bytes))))
  return new Response(bytes).body
}
