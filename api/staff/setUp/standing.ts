import { sql } from 'drizzle-orm'
import { renderSVG } from 'uqr'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Staff } from '../../shared/actor.ts'
import type { Door } from '../door/door.ts'
import { base32, otpauth } from '../door/totp.ts'
import { openSecret } from '../signIn/code.ts'
import type { SetUp } from './schema.ts'

/** Where somebody stands with their second factors. */
export interface Standing {
  method: 'password' | 'code' | 'passkey'
  account: string
  name: string
  /** 1 when a code is asked for. */
  code: number
  passkeys: number
  /** The sealed secret of an authenticator, set up or about to be. */
  sealed: string | null
  sealedCodes: string | null
  lastStep: number | null
}

/** Who acts. Throws not-signed-in for anybody who is not staff. */
export function staffOf({ actor }: Ctx): Staff {
  if (actor.kind !== 'staff') throw new Problem('not-signed-in')
  return actor
}

/** The standing of whoever acts (one batch). */
export async function standingOf(ctx: Ctx): Promise<Standing> {
  const { id, session } = staffOf(ctx)
  const [[found]] = await ctx.db.batch([
    rows<Standing>(
      ctx.db,
      sql`SELECT s.method AS method, u.email AS account, u.name AS name, u.two_factor_enabled AS code,
            (SELECT count(*) FROM staff_passkey k WHERE k.user_id = u.id) AS passkeys,
            t.secret AS sealed, t.backup_codes AS sealedCodes, t.last_step AS lastStep
          FROM staff_user u JOIN staff_session s ON s.id = ${session}
          LEFT JOIN staff_totp t ON t.user_id = u.id WHERE u.id = ${id}`,
    ),
  ])
  if (!found) throw new Problem('not-signed-in')
  return found
}

/** A password alone may set up a factor only where there is none: or it would be enough to come in. */
export function maySetUp({ method, code, passkeys }: Standing): void {
  if (method === 'password' && (code || passkeys)) throw new Problem('factor-there')
}

/** The picture and the secret of an authenticator. */
export function pendingOf(ctx: Ctx, account: string, secret: string): NonNullable<SetUp['pending']> {
  const uri = otpauth({ secret, issuer: ctx.settings.bureauName.zh, account })
  return { uri, secret: base32(secret), qr: renderSVG(uri, { border: 2 }) }
}

/** How far somebody's second factors are set up, for the page that does it. */
export async function showSetUp({ ctx, door }: { ctx: Ctx; door: Door }): Promise<SetUp> {
  const standing = await standingOf(ctx)
  maySetUp(standing)
  const { account, name, code, passkeys, sealed } = standing
  return {
    account,
    name,
    code: code === 1,
    passkeys,
    pending: sealed && !code ? pendingOf(ctx, account, await openSecret(door, sealed)) : null,
  }
}
