import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { Similar } from './similarSchema.ts'

/**
 * Statement: what the person of a draft has open in the same matter, as far as its holder may know. All of it where they
 * logged in as that person with the code of this draft and file for themselves; otherwise what was sent with the same
 * telephone, confirmed there and here. A name and a number that were typed bring nothing, in the same query. A decided one
 * counts no more, however it was decided: that one is still open would tell that it was not refused.
 */
export const similarOf = (ctx: Ctx, reference: string) =>
  rows<Similar>(
    ctx.db,
    sql`SELECT o.reference AS reference,
          date((coalesce(o.received_at, o.clock_started_at) + 28800000) / 1000, 'unixepoch') AS day
        FROM application a JOIN application o ON o.person_key = a.person_key AND o.matter_code = a.matter_code
        WHERE a.reference = ${reference} AND a.state = 'draft' AND a.person_key <> '' AND o.person_key <> ''
          AND o.id <> a.id AND (o.received_at IS NOT NULL OR o.state = 'identity') AND o.closed_at IS NULL
          AND o.decided_at IS NULL
          AND ((a.identity IN ('verified', 'counter') AND a.own_code_hash = a.code_hash AND a.helper_name IS NULL)
            OR (o.phone_key = a.phone_key AND a.phone_confirmed_at IS NOT NULL AND o.phone_confirmed_at IS NOT NULL))
        ORDER BY o.created_at DESC LIMIT 3`,
  )
