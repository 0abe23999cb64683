import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'

/** Statement: what opens a volunteer's record. */
export const volunteerAccess = ({ db }: Ctx, reference: string) =>
  rows<{ codeHash: string }>(
    db,
    sql`SELECT code_hash AS codeHash FROM volunteer WHERE reference = ${reference}`,
  )
