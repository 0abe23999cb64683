import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { tell } from '../../application/desk/tell.ts'
import { ownForm } from '../../application/ownForm.ts'
import { type ApplicationRow, applicationFrom } from '../../application/query.ts'
import type { Ctx } from '../../context.ts'
import { reaches } from '../../identity/level.ts'
import type { Text } from '../../shared/text.ts'

/** Statement: the application a certificate came of; no row where it came of none. */
export const applicationOf = (ctx: Ctx, number: string) =>
  rows<ApplicationRow>(
    ctx.db,
    sql`${applicationFrom} WHERE a.id = (SELECT application_id FROM certificate WHERE number = ${number})`,
  )

/** Statement: who at work issued a certificate. */
export const issuersOf = (ctx: Ctx, number: string) =>
  rows<{ staff: string | null }>(
    ctx.db,
    sql`SELECT e.staff_id AS staff FROM certificate c JOIN certificate_event e ON e.certificate_id = c.id
        WHERE c.number = ${number} AND e.what = 'issued' LIMIT 5`,
  )

const words = {
  revoked: {
    zh: '的证明已撤销，不再有效，原因请查看',
    en: 'the certificate was revoked and holds no longer; the reason is there',
  },
  corrected: {
    zh: '的证明已更正：换了新的一份，旧的不再有效',
    en: 'the certificate was corrected: a new one took its place, the old one holds no longer',
  },
  reissued: {
    zh: '的证明已重发：换了新的一份，旧的不再有效',
    en: 'the certificate was issued again: a new one took its place, the old one holds no longer',
  },
} satisfies Record<string, Text>

/** A text goes to a number; before who has it is proved, that there is a certificate is not told. */
const unproved: Text = { zh: '有变化，请查看', en: 'there is a change' }

/**
 * The text to the holder of a certificate that ended, for the batch that ends it; null where there is no number that
 * takes texts.
 */
export async function tellHolder(
  ctx: Ctx,
  application: ApplicationRow | undefined,
  what: keyof typeof words,
) {
  if (!application) return null
  const proved = reaches(application.identity, ownForm(application).identity.toReceive)
  return tell(ctx, application, { template: 'application.moved', what: proved ? words[what] : unproved })
}
