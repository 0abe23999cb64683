import { sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { triesFor } from '../../intake/access.ts'
import { dropCode, requireCode, sentFor, takeTry, typedCode } from '../../intake/phoneCode.ts'
import type { CodeSent } from '../../intake/phoneCodeSchema.ts'
import { confirmedBefore, sendPhoneCode } from '../../intake/sendPhoneCode.ts'
import { blindIndex } from '../../privacy/blindIndex.ts'
import { textable } from '../../privacy/textable.ts'
import { Problem } from '../../problem.ts'
import { codeHash, normaliseCode } from '../../shared/accessCode.ts'
import { applicationReference, letApplicantIn } from '../access.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import type { ApplicationState } from '../states.ts'
import { proofRows, type Raised, raise, toldTo } from './raise.ts'

/** A number is confirmed before an application is filed, and where a correction changed it. */
const confirming: readonly ApplicationState[] = ['draft', 'identity', 'correction']

/**
 * Texts a one-time code to the number the messages of an application go to: the helper's mobile, else the applicant's.
 * Asking again for a confirmed number sends nothing. Throws record-not-found, too-many-tries, step-refused, phone-none,
 * phone-codes-spent.
 */
export async function sendApplicationCode({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<CodeSent> {
  const reference = applicationReference(input.reference)
  const [tries, found, sent] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    sentFor(ctx, reference),
  ])
  await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  if (row.phoneConfirmedAt !== null) return confirmedBefore(reference)
  const { phone, subject } = await numberOf(ctx, row)
  return sendPhoneCode(ctx, { reference, phone, sent, subject })
}

/**
 * Confirms that number with the code that was texted to it. Confirming twice is the same as once. An application that
 * waited for no more than this is filed by it. Throws invalid-input (no code, or not this one: a try is counted),
 * phone-code-over, record-not-found, too-many-tries, step-refused, phone-none, stale.
 */
export async function confirmApplicationPhone({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; code: string }
}): Promise<Raised> {
  const reference = applicationReference(input.reference)
  const typed = typedCode(input.code)
  const hash = await codeHash(ctx.keys.code, reference, normaliseCode(input.accessCode) ?? '')
  const held = sql`SELECT 1 FROM application a
    WHERE a.reference = ${reference} AND (a.code_hash = ${hash} OR a.person_code_hash = ${hash})`
  const [tries, found, taken, ...clock] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    takeTry(ctx, reference, held),
    ...proofRows(ctx, reference),
  ])
  const holder = await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  if (row.phoneConfirmedAt !== null)
    return toldTo(row, holder, { reference, identity: row.identity, state: row.state })
  const { subject } = await numberOf(ctx, row)
  await requireCode(ctx, subject, typed, taken)
  return raise(ctx, row, { level: 'phone', how: 'code' }, { along: [dropCode(ctx, reference)], clock })
}

/** The number, and what its code is hashed with: a code that went to another number than today's proves nothing. */
async function numberOf(ctx: Ctx, row: ApplicationRow): Promise<{ phone: string; subject: string }> {
  if (!confirming.includes(row.state)) throw new Problem('step-refused')
  const { id, reference, phone: own, helperPhone } = row
  const phone = await textable(ctx.keys, { table: 'application', row: id, phone: own, helperPhone })
  if (phone === null) throw new Problem('phone-none')
  return { phone, subject: `${reference}\n${await blindIndex(ctx.keys, 'phone', phone)}` }
}
