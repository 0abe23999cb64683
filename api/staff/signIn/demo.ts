import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import type { Role } from '../../shared/actor.ts'
import { toHex } from '../../shared/bytes.ts'
import { hmac } from '../../shared/hmac.ts'
import { newId } from '../../shared/id.ts'
import { type Door, keyFor } from '../door/door.ts'
import { hashPassword } from '../door/password.ts'
import { codeAt, stepAt } from '../door/totp.ts'
import { roleWords } from '../roles.ts'
import { openSecret } from './code.ts'
import type { Demo } from './schema.ts'

/** The password of every account of the demonstration: no secret, which is why they are refused on any real host. */
const demoPassword = 'demo-lantern-river'

interface DemoRow {
  id: string
  account: string
  name: string
  lastStep: number | null
  sealed: string | null
  hasPassword: number
  /** JSON array of [role, zh, en], the names null for the whole bureau. */
  grants: string
}

/** Statement: the accounts of the demonstration that are on. */
const demoAccounts = (ctx: Ctx) =>
  rows<DemoRow>(
    ctx.db,
    sql`SELECT u.id AS id, u.email AS account, u.name AS name, t.last_step AS lastStep, t.secret AS sealed,
          EXISTS (SELECT 1 FROM staff_credential c WHERE c.user_id = u.id) AS hasPassword,
          (SELECT json_group_array(json_array(g.role, p.name_zh, p.name_en)) FROM staff_grant g
            LEFT JOIN service_point p ON p.id = g.service_point_id WHERE g.user_id = u.id) AS grants
        FROM staff_user u LEFT JOIN staff_totp t ON t.user_id = u.id
        WHERE u.demo = 1 AND u.off_at IS NULL ORDER BY u.id LIMIT 40`,
  )

/** The authenticator of an account of the demonstration, which anybody on this machine may look at. */
const secretOf = async (key: CryptoKey, id: string) => toHex(await hmac(key, id)).slice(0, 32)

/**
 * The accounts of the demonstration with their present codes, so that anybody can try a second factor; null unless
 * this is a demonstration asked from the same machine. The first time it gives them their factors, as a seed cannot:
 * both are made with STAFF_KEY.
 */
export async function showDemo({ ctx, door }: { ctx: Ctx; door: Door }): Promise<Demo> {
  if (!ctx.settings.demo || !door.local) return null
  const key = await keyFor(door, 'demo')
  const [found] = await ctx.db.batch([demoAccounts(ctx)])
  const bare = found.filter(({ sealed, hasPassword }) => !sealed || !hasPassword)
  const renewed = (await isOurs(door, found[0])) ? bare : found
  if (renewed.length) await giveFactors(ctx, door, key, renewed)
  const now = stepAt(ctx.clock.now())
  return {
    password: demoPassword,
    accounts: await Promise.all(
      found.map(async ({ id, account, name, lastStep, grants }) => ({
        account,
        name,
        grants: (JSON.parse(grants) as [Role, string | null, string | null][]).map(([role, zh, en]) => ({
          roleName: roleWords[role],
          point: zh === null ? null : { zh, en: en ?? '' },
        })),
        // A code that somebody used just now is spent: the next one is good already.
        code: await codeAt(await secretOf(key, id), Math.max(now, Math.min((lastStep ?? 0) + 1, now + 1))),
      })),
    ),
  }
}

/** Whether the factors were made with the key of today: a new start may have drawn another. */
async function isOurs(door: Door, first: DemoRow | undefined): Promise<boolean> {
  if (!first?.sealed) return true
  try {
    return (await openSecret(door, first.sealed)) === (await secretOf(await keyFor(door, 'demo'), first.id))
  } catch {
    return false
  }
}

async function giveFactors(ctx: Ctx, door: Door, key: CryptoKey, accounts: DemoRow[]): Promise<void> {
  const { symmetricEncrypt } = await import('better-auth/crypto')
  const now = new Date(ctx.clock.now()).toISOString()
  const password = await hashPassword(await keyFor(door, 'pepper'), demoPassword)
  const none = await symmetricEncrypt({ key: door.key, data: '[]' })
  const given = await Promise.all(
    accounts.map(async ({ id }) => ({
      id,
      credential: newId('sc'),
      totp: newId('st'),
      sealed: await symmetricEncrypt({ key: door.key, data: await secretOf(key, id) }),
    })),
  )
  const list = JSON.stringify(given)
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`INSERT INTO staff_credential (id, user_id, account_id, provider_id, password, created_at, updated_at)
          SELECT value ->> 'credential', value ->> 'id', value ->> 'id', 'credential', ${password}, ${now}, ${now}
          FROM json_each(${list}) WHERE true
          ON CONFLICT (user_id) DO UPDATE SET password = excluded.password`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO staff_totp (id, user_id, secret, backup_codes, verified)
          SELECT value ->> 'totp', value ->> 'id', value ->> 'sealed', ${none}, 1 FROM json_each(${list}) WHERE true
          ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, verified = 1, last_step = 0`,
    ),
    exec(
      ctx.db,
      sql`UPDATE staff_user SET two_factor_enabled = 1
          WHERE id IN (SELECT value ->> 'id' FROM json_each(${list}))`,
    ),
  ])
}
