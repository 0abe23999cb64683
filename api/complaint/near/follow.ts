import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { admit, trayFull } from '../../intake/bots.ts'
import { answeredBefore, type Once, openOnce, remember, replayOf } from '../../intake/once.ts'
import { blindIndex } from '../../privacy/blindIndex.ts'
import { readPhone } from '../../privacy/phone.ts'
import { invalid, Problem } from '../../problem.ts'
import { codeFor, codeHash } from '../../shared/accessCode.ts'
import { newId } from '../../shared/id.ts'
import { sealed } from '../sealed.ts'
import { momentOf } from '../when.ts'
import { problemByName } from './one.ts'
import { openToAll } from './open.ts'
import type { Followed, FollowInput } from './schema.ts'

/** Whoever follows is written with the day alone: it may be its author, who may be anonymous. */
export const dayAlone = (ctx: Pick<Ctx, 'clock'>) => momentOf(ctx, { anonymous: true })

/**
 * Waits for the outcome of a small problem, with a mobile number or without. One number waits for it once: the same number
 * is told the same code again, so that nobody learns who waits. No text goes out now; one does on the morning after it is
 * done. One read, one write. Throws invalid-input, record-not-found, follow-over, follow-often, idempotency-mismatch,
 * proof-invalid, tray-full.
 */
export async function followProblem({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: FollowInput
  idempotencyKey: string | undefined
}): Promise<Followed> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const phone = mobileIn(input.phone)
  const once = await openOnce(ctx, 'complaint.follow', idempotencyKey, body)
  const phoneKey = phone === null ? '' : await blindIndex(ctx.keys, 'phone', phone)
  const accessCode = await codeFor(ctx.keys.code, input.id, phoneKey || once.key, 8)
  const followed = { id: input.id, accessCode, told: phone === null ? 'look' : 'text' } as const
  const [before, [row]] = await ctx.db.batch([answeredBefore(ctx, once), problemByName(ctx, input.id)])
  if (replayOf(once, before)) return followed
  if (!row) throw new Problem('record-not-found')
  if (!row.open) throw new Problem('follow-over')
  await write(ctx, once, { complaintId: row.complaintId, ...followed, phone, phoneKey, proof })
  return followed
}

/** A number that takes texts, or null where none was given. Throws invalid-input. */
function mobileIn(typed: string | undefined): string | null {
  if (!typed?.trim()) return null
  const phone = readPhone(typed)
  if (!phone.ok) throw invalid('/phone', `phone.${phone.reason}`)
  if (phone.kind !== 'mobile') throw invalid('/phone', 'follow.mobile')
  return phone.value
}

interface Following extends Followed {
  complaintId: string
  phone: string | null
  phoneKey: string
  proof: string | undefined
}

async function write(ctx: Ctx, once: Once, one: Following): Promise<void> {
  const at = dayAlone(ctx)
  const row = newId('fo')
  const [gate, hash, phone, leaf] = await Promise.all([
    admit(ctx, once.operation, one.proof),
    codeHash(ctx.keys.code, one.id, one.accessCode),
    sealed(ctx, 'complaint_follower', row, 'phone', one.phone),
    leafFor(ctx, { action: 'complaint.follow', subject: one.id, facts: {}, at: null }),
  ])
  try {
    await ctx.db.batch([
      ...remember(ctx, once, one.id, {}, at),
      ...gate,
      exec(
        ctx.db,
        sql`INSERT INTO complaint_follower (id, complaint_id, phone, phone_key, locale, code_hash, followed_at)
            SELECT ${row}, c.id, ${phone}, ${one.phoneKey}, ${ctx.locale}, ${hash}, ${at} FROM complaint c
            WHERE c.id = ${one.complaintId} AND ${openToAll('c')} ON CONFLICT DO NOTHING`,
      ),
      // It may have ended since it was read, or the number waits for it already: only the one is a refusal.
      exec(
        ctx.db,
        sql`INSERT INTO guard (ok) SELECT EXISTS (SELECT 1 FROM complaint_follower
              WHERE complaint_id = ${one.complaintId} AND code_hash = ${hash} AND told_at IS NULL AND left_at IS NULL)`,
      ),
      leaf.statement,
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    // Another copy of this request was as fast: what it was told is the same.
    if (refusal === 'key-in-use') return
    if (refusal === 'stale') throw new Problem('follow-over')
    if (refusal === 'follow-often') throw new Problem('follow-often')
    if (refusal === 'proof-spent') throw new Problem('proof-invalid')
    if (refusal === 'tray-full') throw trayFull(ctx)
    throw error
  }
}
