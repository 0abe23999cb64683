import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { Door } from '../door/door.ts'
import { IDLE_MS } from '../session.ts'
import { staffOf } from '../setUp/standing.ts'
import { openSecret } from '../signIn/code.ts'
import type { Account } from './schema.ts'

interface OwnRow {
  account: string
  name: string
  code: number
  sealedCodes: string | null
}

interface KeyRow {
  id: string
  name: string | null
  addedAt: string | null
}

interface SessionRow {
  id: string
  machine: string | null
  method: Account['sessions'][number]['method']
  beganAt: string
  seenAt: string
}

/** One's own account, with every place it is signed in (one batch). */
export async function showAccount({ ctx, door }: { ctx: Ctx; door: Door }): Promise<Account> {
  const { id, session } = staffOf(ctx)
  const now = new Date(ctx.clock.now()).toISOString()
  const idle = new Date(ctx.clock.now() - IDLE_MS).toISOString()
  const [[own], passkeys, sessions] = await ctx.db.batch([
    rows<OwnRow>(
      ctx.db,
      sql`SELECT u.email AS account, u.name AS name, u.two_factor_enabled AS code, t.backup_codes AS sealedCodes
          FROM staff_user u LEFT JOIN staff_totp t ON t.user_id = u.id WHERE u.id = ${id}`,
    ),
    rows<KeyRow>(
      ctx.db,
      sql`SELECT id AS id, name AS name, created_at AS addedAt FROM staff_passkey WHERE user_id = ${id}
          ORDER BY created_at LIMIT 20`,
    ),
    rows<SessionRow>(
      ctx.db,
      sql`SELECT id AS id, user_agent AS machine, method AS method, created_at AS beganAt, updated_at AS seenAt
          FROM staff_session WHERE user_id = ${id} AND expires_at > ${now} AND updated_at > ${idle} ORDER BY created_at DESC LIMIT 20`,
    ),
  ])
  const sealed = own?.code ? own.sealedCodes : null
  const left = sealed ? (JSON.parse(await openSecret(door, sealed)) as string[]).length : 0
  return {
    account: own?.account ?? '',
    name: own?.name ?? '',
    code: own?.code === 1,
    backupCodes: left,
    passkeys: passkeys.map(({ id, name, addedAt }) => ({
      id,
      name: name ?? '',
      addedAt: addedAt ? toIso(Date.parse(addedAt)) : '',
    })),
    sessions: sessions.map(({ id, machine, method, beganAt, seenAt }) => ({
      id,
      machine: machine ?? '',
      method,
      beganAt: toIso(Date.parse(beganAt)),
      seenAt: toIso(Math.min(Date.parse(seenAt), ctx.clock.now())),
      own: id === session,
    })),
  }
}
