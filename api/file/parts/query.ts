import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'

export interface UploadRow {
  id: string
  owner: string
  purpose: string
  /** Sealed. */
  name: string
  /** As the browser says it. */
  type: string
  size: number
  partSize: number
  parts: number
  endsAt: number
}

export interface PartRow {
  n: number
  size: number
  sha256: string
  objectKey: string
}

/** Statement: one upload. */
export const uploadById = ({ db }: Ctx, id: string) =>
  rows<UploadRow>(
    db,
    sql`SELECT id, owner, purpose, name, type, size, part_size AS partSize, parts, ends_at AS endsAt
        FROM upload WHERE id = ${id}`,
  )

/** Statement: the part at this place, if it is there. */
export const partAt = ({ db }: Ctx, id: string, n: number) =>
  rows<PartRow>(
    db,
    sql`SELECT n, size, sha256, object_key AS objectKey FROM upload_part WHERE upload_id = ${id} AND n = ${n}`,
  )

/** Statement: the parts that are there, in order; 60 at the most, as many as the largest file has. */
export const partsThere = ({ db }: Ctx, id: string) =>
  rows<PartRow>(
    db,
    sql`SELECT n, size, sha256, object_key AS objectKey FROM upload_part WHERE upload_id = ${id} ORDER BY n`,
  )

/** The upload, for its owner and in its time; not-found for every other, so that nobody learns that it is there. */
export function ownUpload(ctx: Ctx, [row]: readonly UploadRow[], owner: string): UploadRow {
  if (!row || row.owner !== owner || row.endsAt <= ctx.clock.now()) throw new Problem('not-found')
  return row
}
