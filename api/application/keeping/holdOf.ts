import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { HoldReason } from '../../../db/schema/application.ts'
import type { Ctx } from '../../context.ts'

/** A hold as it stands: for what, and the inner note that says who asked for it. */
export interface HoldRow {
  id: string
  reason: HoldReason | null
  staffId: string | null
  words: string | null
  at: number
}

/** Statement: the hold that stands on an application, or no row. */
export const holdOf = (ctx: Ctx, reference: string) =>
  rows<HoldRow>(
    ctx.db,
    sql`SELECT w.id AS id, a.hold_reason AS reason, w.staff_id AS staffId, w.words AS words, w.at AS at
        FROM application a JOIN application_word w ON w.id = a.hold_word_id
        WHERE a.reference = ${reference} AND a.legal_hold = 1`,
  )
