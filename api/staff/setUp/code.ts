import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { normaliseOneTimeCode } from '../../shared/oneTimeCode.ts'
import { cookiesOf, headersFor, openAuth, orElse } from '../auth.ts'
import { devicesOf } from '../door/device.ts'
import type { Door } from '../door/door.ts'
import { sessionCookie } from '../session.ts'
import { openSecret, spend } from '../signIn/code.ts'
import { entered } from '../signIn/entered.ts'
import type { CodeInput } from '../signIn/schema.ts'
import { maySetUp, pendingOf, staffOf, standingOf } from './standing.ts'

/** Begins with an authenticator app: a new secret, shown as a picture until a first code proves it. Throws factor-there. */
export async function beginCode({ ctx, door }: { ctx: Ctx; door: Door }) {
  const standing = await standingOf(ctx)
  maySetUp(standing)
  if (standing.code) throw new Problem('factor-there')
  const auth = await openAuth({ ctx, door, method: 'password' })
  const { totpURI } = await orElse(
    auth.api
      .enableTwoFactor({
        // The session is the proof: it is half an hour old at most, or of two factors.
        body: { password: '-', method: 'totp' },
        headers: headersFor(door, sessionCookie),
      })
      .then((answer) => ('totpURI' in answer ? answer : Promise.reject(new Problem('not-signed-in')))),
    'not-signed-in',
  )
  const { sealed } = await standingOf(ctx)
  if (!totpURI || !sealed) throw new Problem('not-signed-in')
  return pendingOf(ctx, standing.account, await openSecret(door, sealed))
}

/**
 * The first code of a new authenticator: from here on codes are asked for. Answers the backup codes, this once, and a
 * session of two factors in place of the one before. Throws code-failed, factor-there.
 */
export async function confirmCode({ ctx, door, input }: { ctx: Ctx; door: Door; input: CodeInput }) {
  const { id, session } = staffOf(ctx)
  const standing = await standingOf(ctx)
  maySetUp(standing)
  if (standing.code) throw new Problem('factor-there')
  const { sealed, sealedCodes, account, lastStep } = standing
  const digits = normaliseOneTimeCode(input.code)
  if (!sealed || !sealedCodes || !digits) throw new Problem('code-failed')
  if (!(await spend(ctx, id, await openSecret(door, sealed), digits, lastStep ?? 0)))
    throw new Problem('code-failed')
  const auth = await openAuth({ ctx, door, method: 'code' })
  const { headers } = await orElse(
    auth.api.verifyTOTP({
      body: { code: digits },
      headers: headersFor(door, sessionCookie),
      returnHeaders: true,
    }),
    'code-failed',
  )
  await noteFactor(ctx, { by: 'code', did: 'added' }, session)
  const { answer, cookies } = await entered({
    ctx,
    door,
    userId: id,
    devices: await devicesOf(door, account),
    by: 'code',
    cookies: cookiesOf(headers),
  })
  return { answer: { ...answer, backupCodes: groupsOf(await openSecret(door, sealedCodes)) }, cookies }
}

/** Backup codes as they are printed: three groups of four. */
export const groupsOf = (json: string): string[] =>
  (JSON.parse(json) as string[]).map((code) => code.match(/.{4}/g)?.join('-') ?? code)

/** Notes a change of somebody's factors and ends the session that was before it. */
export async function noteFactor(
  ctx: Ctx,
  facts: { by: 'code' | 'backup' | 'passkey'; did: 'added' | 'removed' | 'renewed' },
  over = '',
): Promise<void> {
  const { id } = staffOf(ctx)
  const leaf = await leafFor(ctx, { action: 'staff.factor', subject: id, facts: { staff: id, ...facts } })
  await ctx.db.batch([
    exec(ctx.db, sql`DELETE FROM staff_session WHERE id = ${over} AND user_id = ${id}`),
    leaf.statement,
  ])
}
