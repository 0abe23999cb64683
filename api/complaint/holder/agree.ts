import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openComplaint } from '../access.ts'
import { move } from '../move.ts'
import { publicNameOf } from '../publicName.ts'
import { isPublishable } from '../publishable.ts'
import type { ComplaintRow } from '../query.ts'
import { momentOf } from '../when.ts'
import { writeOwn } from './write.ts'

/**
 * Its author agrees to have it published, or takes that back: then whatever of it is public goes in the same write, by a
 * trigger (0104). The same again changes nothing. One read, one write. Throws step-refused for a kind that is never
 * published and for what ended without an answer, stale, record-not-found, too-many-tries.
 */
export async function agreeTo({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; agreed: boolean }
}): Promise<{ reference: string; state: ComplaintRow['state'] }> {
  const row = await openComplaint(ctx, input)
  const { reference, state } = row
  if ((row.openWish === 1) === input.agreed) return { reference, state }
  if (input.agreed && !isPublishable(row)) throw new Problem('step-refused')
  const { statements } = await move(ctx, row, {
    at: momentOf(ctx, row),
    to: state,
    by: 'resident',
    set: { openWish: Number(input.agreed) },
    action: input.agreed ? 'complaint.agree' : 'complaint.disagree',
  })
  await writeOwn(ctx, [
    ...statements,
    ...(input.agreed ? [keepRow(ctx, row, await publicNameOf(ctx, reference))] : []),
  ])
  return { reference, state }
}

/** Statement: it has a public name. Taken down by staff it stays down, with why; its name stays as well. */
const keepRow = ({ db }: Ctx, { id, kind, locale }: ComplaintRow, name: string) =>
  exec(
    db,
    sql`INSERT INTO complaint_public (complaint_id, id, kind, locale) VALUES (${id}, ${name}, ${kind}, ${locale})
        ON CONFLICT (complaint_id) DO UPDATE SET state = 'kept', rev = rev + 1 WHERE state = 'down' AND down_why = ''`,
  )
