import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'

/** Statement: what opens a sign-up or a question. */
export const meetingAccess = ({ db }: Ctx, reference: string) =>
  rows<{ codeHash: string }>(
    db,
    sql`SELECT code_hash AS codeHash FROM meeting_entry WHERE reference = ${reference}`,
  )
