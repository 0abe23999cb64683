import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { DAY, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { formatCode } from '../../shared/accessCode.ts'
import { randomBase31 } from '../../shared/base31.ts'
import { toHex, utf8 } from '../../shared/bytes.ts'
import { newId } from '../../shared/id.ts'
import type { Invited } from './schema.ts'

/** An invitation is good for three days. */
const GOOD_FOR = 3 * DAY

/** What an invitation needs of a context: the command line has no more. */
export type Writer = Pick<Ctx, 'db' | 'clock'>

/** What is stored of a code. 23 characters are 113 bits, more than anybody can try: a plain hash will do (ASVS 6.5.2). */
export async function invitationHash(code: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(`kaimen-staff-invitation-v1\n${code}`))
  return toHex(new Uint8Array(digest))
}

/** A new one-time code, and the statement that keeps its hash. */
export async function drawInvitation({ db, clock }: Writer, userId: string, by: string) {
  const now = clock.now()
  const code = randomBase31(23)
  const statement = exec(
    db,
    sql`INSERT INTO staff_invitation (id, user_id, code_hash, invited_by, created_at, expires_at)
        VALUES (${newId('si')}, ${userId}, ${await invitationHash(code)}, ${by}, ${now}, ${now + GOOD_FOR})`,
  )
  const invited: Invited = { id: userId, code: formatCode(code), expiresAt: toIso(now + GOOD_FOR) }
  return { statement, invited }
}

/** Statements: password, second factors, sessions and earlier codes of an account are gone. */
export function beginAnew({ db }: Pick<Ctx, 'db'>, userId: string) {
  const gone = (table: string) => exec(db, sql`DELETE FROM ${sql.raw(table)} WHERE user_id = ${userId}`)
  return [
    gone('staff_session'),
    gone('staff_credential'),
    gone('staff_totp'),
    gone('staff_passkey'),
    gone('staff_invitation'),
    exec(db, sql`DELETE FROM staff_verification WHERE value = ${userId}`),
    exec(db, sql`UPDATE staff_user SET two_factor_enabled = 0, email_verified = 0 WHERE id = ${userId}`),
  ]
}
