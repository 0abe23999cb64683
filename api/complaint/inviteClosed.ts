import { sql } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { readPhone } from '../privacy/phone.ts'
import { inviteFor } from '../survey/invite.ts'
import { owner } from './figures/count.ts'
import { kindOf } from './kinds/index.ts'
import type { ComplaintRow } from './query.ts'
import { unsealed } from './sealed.ts'

/**
 * The statements by which a complaint that is closed on its answer can be rated, by whoever gave name and number. It counts
 * as the published figures do: an accusation, and all that is kept from a station, is the bureau's and no station's. Of an
 * anonymous one nothing is written.
 */
export async function inviteClosed(ctx: Ctx, row: ComplaintRow) {
  if (row.anonymous || row.phone === null || kindOf(row.kind).own) return []
  const number = await unsealed(ctx, 'complaint', row.id, 'phone', row.phone)
  const read = number === null ? null : readPhone(number)
  return inviteFor(ctx, {
    kind: 'complaint',
    subject: row.reference,
    pointId: sql`(SELECT ${owner(sql`c.desk`)} FROM complaint c WHERE c.id = ${row.id})`,
    group: 'voice',
    mode: row.channel === 'counter' ? 'onsite' : 'online',
    staffId: row.answeredBy,
    locale: row.locale,
    phone: read?.ok && read.kind === 'mobile' ? read.value : null,
  })
}
