import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { ComplaintState } from './states.ts'

/** Statement: the newest answer to the complaint this one was joined to. */
export const answerOfJoined = (ctx: Ctx, reference: string) =>
  rows<{ state: ComplaintState; id: string | null; words: string | null }>(
    ctx.db,
    sql`SELECT m.state AS state, w.id AS id, w.words AS words FROM complaint c JOIN complaint m ON m.id = c.merged_into
          LEFT JOIN complaint_word w ON w.complaint_id = m.id AND w.kind = 'answer'
        WHERE c.reference = ${reference} ORDER BY w.n DESC LIMIT 1`,
  )
