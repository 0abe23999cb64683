import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { type Devices, knownFromNow } from '../door/device.ts'
import { type Door, signedValue } from '../door/door.ts'
import { countsOf, forget } from '../door/tries.ts'
import { sessionCookie } from '../session.ts'
import type { Next } from './schema.ts'

/** What a step of signing in answers: what comes next, and the lines of Set-Cookie that go with it. */
export interface Entered {
  answer: Next
  cookies: string[]
}

interface Came {
  ctx: Ctx
  door: Door
  userId: string
  devices: Devices
  /** By what second factor. */
  by: 'code' | 'backup' | 'passkey'
  /** What the library set. */
  cookies: string[]
}

/**
 * Somebody is in, by two factors: their wrong tries are forgotten, the device is known from now on, the session that
 * this browser had before ends, and the audit notes it (one batch).
 */
export async function entered({ ctx, door, userId, devices, by, cookies }: Came): Promise<Entered> {
  const before = await signedValue(door, sessionCookie)
  const leaf = await leafFor(ctx, { action: 'staff.signin', subject: userId, facts: { staff: userId, by } })
  await ctx.db.batch([
    forget(ctx, await countsOf(ctx, devices, 'password')),
    forget(ctx, await countsOf(ctx, devices, 'code')),
    exec(ctx.db, sql`DELETE FROM staff_session WHERE token = ${before ?? ''}`),
    exec(
      ctx.db,
      sql`INSERT INTO staff_last (user_id, at) VALUES (${userId}, ${ctx.clock.now()})
          ON CONFLICT (user_id) DO UPDATE SET at = excluded.at`,
    ),
    leaf.statement,
  ])
  return { answer: { next: 'done' }, cookies: [...cookies, await knownFromNow(devices)] }
}

/** A try that was wrong and reached a limit is noted once, without a name. */
export async function noteRefused(ctx: Ctx, tried: 'password' | 'code'): Promise<void> {
  const leaf = await leafFor(ctx, { action: 'staff.refused', subject: 'sign-in', facts: { tried } })
  await ctx.db.batch([leaf.statement])
}
