import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { type ComplaintRow, complaintFrom } from '../query.ts'
import { inSight } from './sight.ts'

/** Statement: the complaint of a reference, if whoever asks may know of it; else no row. */
export const complaintInSight = (ctx: Ctx, reference: string) =>
  rows<ComplaintRow>(ctx.db, sql`${complaintFrom} WHERE c.reference = ${reference} AND ${inSight(ctx)}`)
