import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { activeSuite } from './suite.ts'

/**
 * Statement: the key that signs now, noted with its first use; from the second on it changes nothing. A new key retires
 * the one before, by a trigger. A key that was retired or revoked is refused at the certificate itself (key-retired).
 */
export function noteKey(ctx: Ctx) {
  const { kid, publicKey } = activeSuite.publicKeyOf(ctx.keys.sign)
  return exec(
    ctx.db,
    sql`INSERT INTO certificate_key (kid, suite, public_key, first_used_at)
        VALUES (${kid}, ${activeSuite.name}, ${JSON.stringify(publicKey)}, ${ctx.clock.now()})
        ON CONFLICT (kid) DO NOTHING`,
  )
}
