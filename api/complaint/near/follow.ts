import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { admitByDay } from '../../intake/bots.ts'
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
 * Waits for the outcome of a small problem, with a mobile number or without. Nobody learns who waits (it may be its author,
 * who may be anonymous): a number that waits for it already is answered, counted and limited like any other, and has a row and
 * a code of its own, but the number stays with the first row alone, so one text goes out, and that code stops nothing else.
 * No text goes out now; one does on the morning after it is done. One read, one write. Throws invalid-input,
 * record-not-found, follow-over, follow-often, follow-full, idempotency-mismatch, proof-invalid, day-tray-full.
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
  // Out of the request alone: drawn from the number, it would be the code of whoever left that number first.
  const accessCode = await codeFor(ctx.keys.code, input.id, once.key, 8)
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
    admitByDay(ctx, once.operation, one.proof, { cap: ctx.settings.noScriptPerDay }),
    codeHash(ctx.keys.code, one.id, one.accessCode),
    sealed(ctx, 'complaint_follower', row, 'phone', one.phone),
    leafFor(ctx, { action: 'complaint.follow', subject: one.id, facts: {}, at: null }),
  ])
  const waits = sql`EXISTS (SELECT 1 FROM complaint_follower
    WHERE complaint_id = ${one.complaintId} AND phone_key = ${one.phoneKey} AND phone_key <> '')`
  try {
    await ctx.db.batch([
      ...remember(ctx, once, one.id, {}, at),
      ...gate,
      ...(one.phoneKey ? numberGiven(ctx, one) : []),
      exec(
        ctx.db,
        sql`INSERT INTO complaint_follower (id, complaint_id, phone, phone_key, locale, code_hash, followed_at)
            SELECT ${row}, c.id, iif(${waits}, NULL, ${phone}), iif(${waits}, '', ${one.phoneKey}), ${ctx.locale}, ${hash}, ${at}
            FROM complaint c WHERE c.id = ${one.complaintId} AND ${openToAll('c')}`,
      ),
      // It may have ended since it was read.
      exec(
        ctx.db,
        sql`INSERT INTO guard (ok) SELECT EXISTS (SELECT 1 FROM complaint_follower WHERE id = ${row})`,
      ),
      leaf.statement,
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    // Another copy of this request was as fast: what it was told is the same.
    if (refusal === 'key-in-use') return
    if (refusal === 'stale') throw new Problem('follow-over')
    if (refusal === 'follow-often' || refusal === 'follow-full') throw new Problem(refusal)
    if (refusal === 'proof-spent') throw new Problem('proof-invalid')
    if (refusal === 'tray-full') throw new Problem('day-tray-full')
    throw error
  }
}

/**
 * Statements: a number was given, for the problem and for the number. They do not look at who waits, and that of the problem
 * is the first: what it refuses says nothing of the number. The limits are those of migration 0105.
 */
function numberGiven(ctx: Ctx, { complaintId, phoneKey }: Following) {
  const day = dayOf(ctx.clock.now())
  return [
    exec(
      ctx.db,
      sql`UPDATE complaint_public SET numbers_given = iif(numbers_day = ${day}, numbers_given + 1, 1), numbers_day = ${day}
          WHERE complaint_id = ${complaintId}`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO complaint_follow_day (phone_key, day, begun) VALUES (${phoneKey}, ${day}, 1)
          ON CONFLICT (day, phone_key) DO UPDATE SET begun = begun + 1`,
    ),
  ]
}
