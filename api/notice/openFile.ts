import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { OpenFile } from '../file/store.ts'
import { Problem } from '../problem.ts'
import { fileRows, noticeRow } from './query.ts'
import { reach } from './reach.ts'

interface Asked {
  id: string
  fileId: string
}

type Named = OpenFile & { name: string }

/**
 * An attachment for the public: of a notice that is published now, in any version the public may read. Throws not-found
 * for every other, so that nobody learns what is being prepared.
 */
export async function openPublicFile({
  ctx,
  input: { id, fileId },
}: {
  ctx: Ctx
  input: Asked
}): Promise<Named> {
  const [[file]] = await ctx.db.batch([
    rows<{ name: string; objectKey: string }>(
      ctx.db,
      sql`SELECT f.name AS name, f.object_key AS objectKey FROM notice_file f JOIN notice n ON n.id = f.notice_id
          WHERE f.id = ${fileId} AND f.notice_id = ${id} AND n.state = 'published' AND f.from_version IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM notice_version v WHERE v.notice_id = f.notice_id AND v.hides = 1
              AND v.version > f.to_version)`,
    ),
  ])
  if (!file) throw new Problem('not-found')
  return opened(ctx, file, 'not-found')
}

/** An attachment for those who work on the notice. Throws record-not-found, not-allowed. */
export async function openStaffFile({
  ctx,
  input: { id, fileId },
}: {
  ctx: Ctx
  input: Asked
}): Promise<Named> {
  const [found, files] = await ctx.db.batch([noticeRow(ctx, id), fileRows(ctx, id)])
  reach(ctx, found, 'notice.review')
  const file = files.find((one) => one.id === fileId)
  if (!file) throw new Problem('record-not-found')
  return opened(ctx, file, 'record-not-found')
}

async function opened(
  ctx: Ctx,
  { name, objectKey }: { name: string; objectKey: string },
  gone: 'not-found' | 'record-not-found',
): Promise<Named> {
  const open = await ctx.files.getFile(objectKey)
  if (!open) throw new Problem(gone)
  return { ...open, name }
}
