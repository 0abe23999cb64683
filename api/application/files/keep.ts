import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { claim } from '../../file/drop.ts'
import { seal } from '../../privacy/field.ts'
import { invalid } from '../../problem.ts'
import { ownForm } from '../ownForm.ts'
import type { FileRow } from '../query.ts'
import type { HeldRow } from './holder.ts'
import {
  type FilePlace,
  mostBytesOfAll,
  mostMegabytes,
  mostOfAll,
  mostOfMaterial,
  placeOf,
  withMessage,
} from './place.ts'
import type { HolderRow } from './query.ts'

/** A file that was accepted and is kept, unclaimed. */
interface Accepted {
  name: string
  type: string
  size: number
  sha256: string
  key: string
}

/**
 * Where the resident's file would stand, if one more may come. Throws invalid-input (material unknown, too many, too big together),
 * step-refused.
 */
export function roomFor(
  row: HeldRow,
  askedFor: readonly { material: string }[],
  files: readonly FileRow[],
  material: string,
  size: number,
): FilePlace {
  const place = placeOf(ownForm(row), row, askedFor, material)
  if (!place) throw invalid('/material', 'wrong-value')
  const same = files.filter((file) => file.material === material)
  const most = Math.min(place.most, mostOfMaterial)
  if (same.filter(({ round }) => round === place.round).length >= most)
    throw invalid('/file', 'too-many', { most })
  if (same.length >= mostOfMaterial) throw invalid('/file', 'too-many', { most: mostOfMaterial })
  if (files.length >= mostOfAll) throw invalid('/file', 'too-many', { most: mostOfAll })
  if (files.reduce((sum, file) => sum + file.size, size) > mostBytesOfAll)
    throw invalid('/file', 'file.all-too-big', { most: mostMegabytes })
  return place
}

/**
 * Statements: this file is the application's from now on, with its leaf. Undone as 'stale' when the application moved on
 * meanwhile, others filled the room, or the kept bytes were to go.
 */
export async function keepStatements(
  ctx: Ctx,
  row: HolderRow,
  { material, round, most }: FilePlace,
  fileId: string,
  file: Accepted,
) {
  const now = ctx.clock.now()
  const name = await seal(ctx.keys, { table: 'application_file', column: 'name', row: fileId }, file.name)
  const leaf = await leafFor(ctx, {
    action: 'application.file',
    subject: row.reference,
    facts: { file: fileId, material, round, by: 'resident' },
  })
  const standing = sql`SELECT count(*) FROM application_file WHERE application_id = ${row.id} AND dropped_at IS NULL`
  return [
    // A file beside a message speaks to the office.
    exec(
      ctx.db,
      sql`UPDATE application SET updated_at = ${now},
            thread_waits = CASE ${material} WHEN ${withMessage} THEN 'office' ELSE thread_waits END
          WHERE id = ${row.id} AND state = ${row.state} AND asked = ${row.asked}`,
    ),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`INSERT INTO application_file (id, application_id, material, round, name, type, size, sha256, object_key,
            added_by, added_at)
          SELECT ${fileId}, ${row.id}, ${material}, ${round}, ${name}, ${file.type}, ${file.size}, ${file.sha256},
            ${file.key}, 'resident', ${now}
          WHERE (SELECT coalesce(sum(size), 0) FROM application_file
                 WHERE application_id = ${row.id} AND dropped_at IS NULL) + ${file.size} <= ${mostBytesOfAll}
            AND (${standing}) < ${mostOfAll} AND (${standing} AND material = ${material}) < ${mostOfMaterial}
            AND (${standing} AND material = ${material} AND round = ${round}) < ${most}`,
    ),
    guard(ctx.db),
    ...claim(ctx, file.key),
    leaf.statement,
  ] as const
}
