import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { voidWaiting } from '../notification/enqueue.ts'
import { Problem } from '../problem.ts'
import { entryByReference } from './entryQuery.ts'
import { meetingOfEntry } from './query.ts'
import type { withdrawnSchema } from './schema.ts'

/**
 * Takes back a sign-up, whose seats are free again, until the meeting begins; or, at any time, a question, which leaves the
 * public page as well; what was written is deleted at once. Twice is once. One read, one write. Throws invalid-input, record-not-found, too-many-tries,
 * step-refused.
 */
export async function withdraw({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<z.infer<typeof withdrawnSchema>> {
  const { reference } = referenceOf(input.reference)
  const [tries, [row], [meeting]] = await ctx.db.batch([
    triesFor(ctx, reference),
    entryByReference(ctx, reference),
    meetingOfEntry(ctx, reference),
  ])
  await letIn(ctx, reference, input.accessCode, row?.codeHash ?? null, tries)
  if (!row || !meeting) throw new Problem('record-not-found')
  if (row.state === 'withdrawn') return { reference, status: 'withdrawn' }
  if (row.what === 'signup' && (row.state !== 'coming' || meeting.startsAt <= ctx.clock.now()))
    throw new Problem('step-refused')
  const leaf = await leafFor(ctx, {
    action: 'meeting.withdraw',
    subject: reference,
    facts: { meeting: row.meetingId, published: row.publishedAt !== null },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE meeting_entry SET state = 'withdrawn', public_question = NULL, public_answer = NULL, published_at = NULL,
            published_by = NULL, words = NULL, name = NULL, phone = NULL, answer = NULL,
            phone_key = lower(hex(randomblob(16))), rev = rev + 1 WHERE id = ${row.id} AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    voidWaiting(ctx, reference),
    leaf.statement,
  ])
  return { reference, status: 'withdrawn' }
}
