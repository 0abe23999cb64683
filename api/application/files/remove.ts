import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { drop, dropLater } from '../../file/drop.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { filesOf } from '../query.ts'
import { holderOf } from './holder.ts'
import { openedMaterials } from './opened.ts'
import { mayRemove } from './place.ts'
import { askedMaterials, holderRow } from './query.ts'

/**
 * Takes a file out again that nobody was sent yet, for good. Counts as a change of the application, so that it is not
 * filed at the same moment with a paper that is gone. Throws record-not-found, too-many-tries, not-found, step-refused,
 * stale.
 */
export async function removeFile({
  ctx,
  input: { accessCode, fileId, ...input },
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; fileId: string }
}): Promise<{ id: string }> {
  const reference = applicationReference(input.reference)
  const [tries, found, files, asked] = await ctx.db.batch([
    triesFor(ctx, reference),
    holderRow(ctx, reference),
    filesOf(ctx, reference),
    askedMaterials(ctx, reference),
  ])
  const row = await holderOf(ctx, { reference, accessCode }, found, tries)
  const file = files.find(({ id }) => id === fileId)
  if (!file) throw new Problem('not-found')
  if (!mayRemove(row, await openedMaterials(ctx, row, asked, files), file)) throw new Problem('step-refused')
  const keys = [file.objectKey]
  const leaf = await leafFor(ctx, {
    action: 'application.file',
    subject: reference,
    facts: { removed: fileId, material: file.material, round: file.round, by: 'resident' },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE application SET rev = rev + 1, updated_at = ${ctx.clock.now()}
            WHERE id = ${row.id} AND rev = ${row.rev} AND state = ${row.state}`,
      ),
      guard(ctx.db),
      exec(ctx.db, sql`DELETE FROM application_file WHERE id = ${fileId} AND dropped_at IS NULL`),
      guard(ctx.db),
      dropLater(ctx, keys),
      leaf.statement,
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  ctx.after((later) => drop(later, keys))
  return { id: fileId }
}
