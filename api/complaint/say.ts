import type { ComplaintWordKind } from '../../db/schema/complaint.ts'
import { complaintWord } from '../../db/schema/index.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../shared/id.ts'
import { sealed } from './sealed.ts'

/**
 * Statement: something said about a complaint, sealed, at the revision and moment of the move it goes with. Without a
 * staff id its author speaks, or (`outside`) another body. `readsOn`: by whoever it was taken from by an objection.
 */
export async function sayStatement(
  ctx: Ctx,
  complaintId: string,
  { rev, at }: { rev: number; at: number },
  said: { kind: ComplaintWordKind; words: string; staffId: string | null; readsOn?: boolean },
) {
  const id = newId('word')
  const words = await sealed(ctx, 'complaint_word', id, 'words', said.words)
  const side = said.staffId !== null ? 'office' : said.kind === 'outside' ? 'outside' : 'resident'
  const statement = ctx.db.insert(complaintWord).values({
    complaintId,
    n: rev,
    id,
    kind: said.kind,
    side,
    staffId: said.staffId,
    words,
    at,
    readsOn: Number(said.readsOn ?? false),
  })
  return { id, statement }
}
