import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { cookiesOf, headersFor, mayEnter, openAuth, orElse } from '../auth.ts'
import { accountName } from '../door/account.ts'
import { devicesOf } from '../door/device.ts'
import { type Door, keyFor, signedValue } from '../door/door.ts'
import { passwordFits } from '../door/password.ts'
import { countsOf, countTry, reachesLimit, refuseOver, uncount } from '../door/tries.ts'
import { sessionCookie } from '../session.ts'
import { type Entered, noteRefused } from './entered.ts'
import type { SignInInput } from './schema.ts'

interface AccountRow {
  stored: string | null
  offAt: number | null
  demo: number
  /** 1 when a code is asked for. */
  code: number
  passkeys: number
}

/** Statement: the account of this name, with what it comes in by. */
function accountOf(ctx: Ctx, account: string) {
  return rows<AccountRow>(
    ctx.db,
    sql`SELECT c.password AS stored, u.off_at AS offAt, u.demo AS demo, u.two_factor_enabled AS code,
          (SELECT count(*) FROM staff_passkey k WHERE k.user_id = u.id) AS passkeys
        FROM staff_user u LEFT JOIN staff_credential c ON c.user_id = u.id WHERE u.email = ${account}`,
  )
}

/**
 * The first factor. An unknown account, one that is off and a wrong password cost the same work and get the same
 * answer (sign-in-failed); over the limit nothing is looked at (too-many-tries). Right, it opens no more than the
 * way to the second factor, or to setting one up where there is none yet.
 */
export async function signIn({
  ctx,
  door,
  input,
}: {
  ctx: Ctx
  door: Door
  input: SignInInput
}): Promise<Entered> {
  const account = accountName(input.account)
  const counts = await countsOf(ctx, await devicesOf(door, account), 'password')
  const [[found], ...counted] = await ctx.db.batch([accountOf(ctx, account), ...countTry(ctx, counts)])
  const tries = counted.flat()
  refuseOver(ctx, counts, tries)
  const fits = await passwordFits(await keyFor(door, 'pepper'), input.password, found?.stored ?? null)
  if (!fits || !found || !mayEnter(found, ctx, door)) {
    if (reachesLimit(counts, tries)) await noteRefused(ctx, 'password')
    throw new Problem('sign-in-failed')
  }
  const before = await signedValue(door, sessionCookie)
  await ctx.db.batch([
    uncount(ctx, counts),
    // What this browser held is over: nothing that was planted in it lives on.
    exec(ctx.db, sql`DELETE FROM staff_session WHERE token = ${before ?? ''}`),
  ])
  if (!found.code && found.passkeys > 0) return { answer: { next: 'passkey' }, cookies: [] }
  const auth = await openAuth({ ctx, door, method: 'password' })
  const { headers } = await orElse(
    auth.api.signInEmail({
      body: { email: account, password: input.password },
      headers: headersFor(door),
      returnHeaders: true,
    }),
    'sign-in-failed',
  )
  return { answer: { next: found.code ? 'code' : 'set-up' }, cookies: cookiesOf(headers) }
}
