import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { tell } from '../../application/desk/tell.ts'
import { type ApplicationRow, applicationFrom } from '../../application/query.ts'
import { news } from '../../application/textOf.ts'
import type { Ctx } from '../../context.ts'

/** Statement: the application a certificate came of; no row where it came of none. */
export const applicationOf = (ctx: Ctx, number: string) =>
  rows<ApplicationRow>(
    ctx.db,
    sql`${applicationFrom} WHERE a.id = (SELECT application_id FROM certificate WHERE number = ${number})`,
  )

/** Statement: who at work issued a certificate, and who handled or decided the application it came of. */
export const issuersOf = (ctx: Ctx, number: string) =>
  rows<{ staff: string | null }>(
    ctx.db,
    sql`SELECT e.staff_id AS staff FROM certificate c JOIN certificate_event e ON e.certificate_id = c.id
        WHERE c.number = ${number} AND e.what = 'issued'
        UNION SELECT a.handler_id FROM certificate c JOIN application a ON a.id = c.application_id WHERE c.number = ${number}
        UNION SELECT e.by FROM certificate c JOIN application_event e ON e.application_id = c.application_id
        WHERE c.number = ${number} AND e.to_state IN ('approved', 'refused') LIMIT 10`,
  )

/**
 * The text to the holder of a certificate that ended (that there is news: the page says which), for the batch that ends
 * it; null where there is no number that takes texts.
 */
export async function tellHolder(ctx: Ctx, application: ApplicationRow | undefined) {
  if (!application) return null
  return tell(ctx, application, { template: 'application.moved', what: news })
}
