import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { normaliseBase31 } from '../../shared/base31.ts'
import { normaliseOneTimeCode } from '../../shared/oneTimeCode.ts'
import { challengeCookie, cookiesOf, headersFor, openAuth, orElse } from '../auth.ts'
import { type Devices, devicesOf } from '../door/device.ts'
import { type Door, signedValue } from '../door/door.ts'
import { stepOf } from '../door/totp.ts'
import { countsOf, countTry, reachesLimit, refuseOver } from '../door/tries.ts'
import { type Entered, entered, noteRefused } from './entered.ts'
import type { CodeInput } from './schema.ts'

/** Somebody who has shown a password, and what their code is checked against. */
interface Challenged {
  userId: string
  email: string
  sealed: string
  lastStep: number
}

async function challenged(ctx: Ctx, door: Door): Promise<Challenged> {
  const token = await signedValue(door, challengeCookie)
  if (!token) throw new Problem('sign-in-over')
  const [[found]] = await ctx.db.batch([
    rows<Challenged>(
      ctx.db,
      sql`SELECT u.id AS userId, u.email AS email, t.secret AS sealed, t.last_step AS lastStep
          FROM staff_verification v JOIN staff_user u ON u.id = v.value
          JOIN staff_totp t ON t.user_id = u.id AND t.verified = 1
          WHERE v.identifier = ${token} AND v.expires_at > ${new Date(ctx.clock.now()).toISOString()}`,
    ),
  ])
  if (!found) throw new Problem('sign-in-over')
  return found
}

/** The secret of an authenticator, opened. */
export async function openSecret({ key }: Pick<Door, 'key'>, sealed: string): Promise<string> {
  const { symmetricDecrypt } = await import('better-auth/crypto')
  return symmetricDecrypt({ key, data: sealed })
}

/**
 * Takes a code for good: its step and all before are spent, so that nobody who looked on can use it again, and of two
 * at once one is refused. False when it is none, or spent.
 */
export async function spend(ctx: Ctx, userId: string, secret: string, code: string, last: number) {
  const step = await stepOf(secret, code, ctx.clock.now(), last)
  if (step === null) return false
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE staff_totp SET last_step = ${step} WHERE user_id = ${userId} AND last_step < ${step}`,
      ),
      guard(ctx.db),
    ])
    return true
  } catch (error) {
    if (refusalOf(error) === 'stale') return false
    throw error
  }
}

interface Step {
  ctx: Ctx
  door: Door
  input: CodeInput
}

/**
 * The second factor by code: six digits of the app, or one of the backup codes, each good once. Throws code-failed,
 * too-many-tries, and sign-in-over when the password was given too long ago.
 */
export async function signInCode({ ctx, door, input }: Step): Promise<Entered> {
  const who = await challenged(ctx, door)
  const devices = await devicesOf(door, who.email)
  const counts = await countsOf(ctx, devices, 'code')
  const [first, ...others] = countTry(ctx, counts)
  if (!first) throw new Problem('sign-in-over')
  const tries = (await ctx.db.batch([first, ...others])).flat()
  refuseOver(ctx, counts, tries)
  try {
    return await checkCode({ ctx, door, input }, who, devices)
  } catch (error) {
    if (error instanceof Problem && error.code === 'code-failed' && reachesLimit(counts, tries))
      await noteRefused(ctx, 'code')
    throw error
  }
}

async function checkCode({ ctx, door, input }: Step, who: Challenged, devices: Devices): Promise<Entered> {
  const { userId } = who
  const digits = normaliseOneTimeCode(input.code)
  const backup = normaliseBase31(input.code)
  if (digits && !(await spend(ctx, userId, await openSecret(door, who.sealed), digits, who.lastStep)))
    throw new Problem('code-failed')
  if (!digits && backup?.length !== 12) throw new Problem('code-failed')
  const auth = await openAuth({ ctx, door, method: 'code' })
  const call = { headers: headersFor(door, challengeCookie), returnHeaders: true } as const
  const { headers } = digits
    ? await orElse(auth.api.verifyTOTP({ body: { code: digits }, ...call }), 'sign-in-over')
    : await orElse(auth.api.verifyBackupCode({ body: { code: backup ?? '' }, ...call }), 'code-failed')
  return entered({ ctx, door, userId, devices, by: digits ? 'code' : 'backup', cookies: cookiesOf(headers) })
}
