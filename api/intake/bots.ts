import { z } from '@hono/zod-openapi'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { DAY, dayOf, HOUR, startOfDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { toBase64Url } from '../shared/bytes.ts'
import { hmac } from '../shared/hmac.ts'

const hour = HOUR

/** Upper bound of the hidden number: about a second of a cheap phone's time, on the average half. */
const hardest = 60_000

/** A challenge may be solved while a form is filled in slowly, ms. */
export const proofLifetime = 2 * hour

const payloadSchema = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().regex(/^[0-9a-f]{64}$/),
  number: z.number().int().min(0).max(hardest),
  salt: z.string().max(200),
  signature: z.string().max(200),
})

const secretOf = async (ctx: Ctx) => toBase64Url(await hmac(ctx.keys.proof, 'kaimen-proof-of-work-v1'))

/** A signed puzzle in ALTCHA's protocol (v1): find the number behind a salted SHA-256. */
export async function challenge(ctx: Ctx) {
  const made = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey: await secretOf(ctx),
    maxNumber: hardest,
    expires: new Date(ctx.clock.now() + proofLifetime),
  })
  return { ...made, maxnumber: hardest }
}

/** How the gate of an anonymous post is kept: by the day, and without its network. */
export interface DayGate {
  /** Posts without a proof of work taken in a day. */
  cap: number
}

/**
 * The same gate for what must not be timed within its day: the spent puzzle is kept until the day is over and more, the
 * tray counts the day. Whoever floods it is slowed by the limit of their network, which is counted nowhere on disk.
 */
export async function admitByDay(ctx: Ctx, operation: string, proof: string | undefined, { cap }: DayGate) {
  if (!ctx.settings.botChecks) return []
  const day = startOfDay(dayOf(ctx.clock.now()))
  if (!proof) return [trayStatement(ctx, operation, cap, Math.floor(day / hour))]
  const { challenge } = await solved(ctx, proof)
  return [spend(ctx, challenge, day + 2 * DAY)]
}

/**
 * Statements that let a public post through: a solved puzzle is spent, or the post without one goes into
 * the hour's tray. The batch fails when the puzzle was spent before or the tray is full. Throws
 * proof-invalid for a puzzle that is not ours, is wrong, or has expired.
 */
export async function admit(ctx: Ctx, operation: string, proof: string | undefined) {
  if (!ctx.settings.botChecks) return []
  if (!proof) {
    const cap = ctx.settings.noScriptPerHour
    const [network, block] = [await ctx.network(), await ctx.network('block')]
    return [
      trayStatement(ctx, operation, cap),
      // No single network may fill the tray that everyone without script shares,
      trayStatement(ctx, `${operation} ${network}`, networkShare(cap)),
      // nor may an IPv6 line that was given a block of them. Phones of one carrier share such a block too.
      ...(block === network ? [] : [trayStatement(ctx, `${operation} ${block}`, blockShare(cap))]),
    ]
  }
  const { challenge, expires } = await solved(ctx, proof)
  return [spend(ctx, challenge, expires)]
}

const spend = (ctx: Ctx, challenge: string, expires: number) =>
  exec(ctx.db, sql`INSERT INTO spent_proof (challenge, expires_at) VALUES (${challenge}, ${expires})`)

/** A solved puzzle of ours, and when it expires, ms. Throws proof-invalid. */
async function solved(ctx: Ctx, proof: string) {
  const payload = readProof(proof)
  const expires = Number(new URLSearchParams(payload?.salt.split('?')[1]).get('expires')) * 1000
  // The library would read the machine's clock, so the expiry is held against ours.
  if (
    !payload ||
    !(expires > ctx.clock.now()) ||
    !(await verifySolution(payload, await secretOf(ctx), false))
  ) {
    throw new Problem('proof-invalid')
  }
  return { challenge: payload.challenge, expires }
}

/** What lets one public post through: nothing where nobody checks, else a proof or places in the trays. */
export type Gate = Awaited<ReturnType<typeof admit>>

/**
 * Spends the gate of a request that was refused, its proof or its tray place: whoever probes for other people's visits
 * pays like everyone else. Fails as the request's own batch would have.
 */
export async function spendGate(ctx: Ctx, gate: Gate): Promise<void> {
  if (gate.length) await ctx.db.batch([gate[0]!, ...gate.slice(1)])
}

function readProof(proof: string) {
  try {
    const parsed = payloadSchema.safeParse(JSON.parse(atob(proof)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A sixth of the tray, or ten where it is small: a village hall is one network. */
const networkShare = (cap: number) => Math.min(cap, Math.max(10, Math.ceil(cap / 6)))

/** Half of the tray, and no less than one network of the block may take. */
const blockShare = (cap: number) => Math.max(networkShare(cap), Math.ceil(cap / 2))

function trayStatement(ctx: Ctx, operation: string, cap: number, at = hourOf(ctx)) {
  return exec(
    ctx.db,
    sql`INSERT INTO tray (operation, hour, used, cap) VALUES (${operation}, ${at}, 1, ${cap})
        ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1, cap = excluded.cap`,
  )
}

const hourOf = (ctx: Ctx) => Math.floor(ctx.clock.now() / hour)

/** What a full tray answers: it empties at the next full hour. */
export function trayFull(ctx: Ctx) {
  return new Problem('tray-full', { retryAfter: ((hourOf(ctx) + 1) * hour - ctx.clock.now()) / 1000 })
}
