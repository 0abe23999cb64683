import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { acceptFile, type OfferedFile } from '../file/acceptFile.ts'
import { claim, drop, dropLater, putUnclaimed } from '../file/drop.ts'
import { invalid, Problem } from '../problem.ts'
import { newId } from '../shared/id.ts'
import { officialOf, officialRow } from './gate.ts'
import { fileRows, noticeRow, standing } from './query.ts'
import { reach } from './reach.ts'
import { readAttachment } from './reading.ts'
import { withSaver } from './save.ts'

/** The most attachments of a notice. */
export const mostFiles = 10

/** Who may put something to this draft now; throws record-not-found, not-allowed, notice-step. */
async function draftOf(ctx: Ctx, id: string) {
  const [found, files, own] = await ctx.db.batch([noticeRow(ctx, id), fileRows(ctx, id), officialRow(ctx)])
  const reached = reach(ctx, found, 'notice.write')
  if (reached.row.step !== 'draft') throw new Problem('notice-step')
  return { ...reached, files, official: officialOf(ctx, own[0]) }
}

/** Statements: the draft is still one, and whoever changes its attachments wrote on it too. */
const touch = (ctx: Ctx, id: string, staffId: string) =>
  [
    exec(
      ctx.db,
      sql`UPDATE notice_draft SET savers = ${withSaver(staffId)} WHERE notice_id = ${id} AND step = 'draft'`,
    ),
    guard(ctx.db),
  ] as const

/**
 * Puts a file to a draft: what it is is decided by its bytes, pictures lose their metadata (api/file), and what the
 * privacy gate finds in its words is kept with it. `open` brings the
 * file, and is asked only when somebody who may do this stands there. Throws record-not-found, not-allowed, notice-step,
 * invalid-input, too-large.
 */
export async function attach({
  ctx,
  input: { id, open },
}: {
  ctx: Ctx
  input: { id: string; open: () => Promise<OfferedFile> }
}): Promise<{ id: string; name: string }> {
  const { row, staff, files, official } = await draftOf(ctx, id)
  if (standing(files).length >= mostFiles) throw invalid('/file', 'too-many', { most: mostFiles })
  const accepted = await acceptFile(await open())
  if ('refused' in accepted) throw invalid('/file', accepted.refused, accepted.params)
  const { name, type, bytes } = accepted
  const reading = JSON.stringify(readAttachment({ type, bytes }, official))
  const { key, size, sha256 } = await putUnclaimed(ctx, { type, bytes })
  const fileId = newId('nf')
  const at = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'notice.write',
    subject: id,
    facts: { publisher: row.publisherId, file: fileId, sha256, staff: staff.id },
  })
  try {
    await ctx.db.batch([
      ...touch(ctx, id, staff.id),
      exec(
        ctx.db,
        sql`INSERT INTO notice_file (id, notice_id, name, type, size, sha256, object_key, reading, added_by, added_at)
            SELECT ${fileId}, ${id}, ${name}, ${type}, ${size}, ${sha256}, ${key}, ${reading}, ${staff.id}, ${at}
            WHERE (SELECT count(*) FROM notice_file WHERE notice_id = ${id} AND dropped_at IS NULL) < ${mostFiles}`,
      ),
      guard(ctx.db),
      ...claim(ctx, key),
      leaf.statement,
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  return { id: fileId, name }
}

/**
 * Takes an attachment out of a draft. One that was published stays with the versions that had it. Throws
 * record-not-found, not-allowed, notice-step.
 */
export async function detach({
  ctx,
  input: { id, fileId },
}: {
  ctx: Ctx
  input: { id: string; fileId: string }
}) {
  const { row, staff, files } = await draftOf(ctx, id)
  const file = standing(files).find((one) => one.id === fileId)
  if (!file) throw new Problem('record-not-found')
  const leaf = await leafFor(ctx, {
    action: 'notice.write',
    subject: id,
    facts: { publisher: row.publisherId, dropped: fileId, staff: staff.id },
  })
  const fresh = file.fromVersion === null
  const keys = fresh ? [file.objectKey] : []
  await ctx.db.batch([
    ...touch(ctx, id, staff.id),
    fresh
      ? exec(ctx.db, sql`DELETE FROM notice_file WHERE id = ${fileId} AND from_version IS NULL`)
      : exec(
          ctx.db,
          sql`UPDATE notice_file SET dropped_at = ${ctx.clock.now()} WHERE id = ${fileId} AND dropped_at IS NULL`,
        ),
    guard(ctx.db),
    dropLater(ctx, keys),
    leaf.statement,
  ])
  if (fresh) ctx.after((later) => drop(later, keys))
  return { id: fileId }
}
