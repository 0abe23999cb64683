import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { dayTries } from '../../intake/dayTries.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { isThePerson } from '../../record/samePerson.ts'
import { allow } from '../../staff/permission.ts'
import { applicationReference } from '../access.ts'
import { keepsBack } from '../outcome.ts'
import { applicationByReference } from '../query.ts'
import { clearApplication } from '../sealed.ts'
import { isOver } from '../states.ts'
import { proofRows, type Raised, raise, stands } from './raise.ts'
import type { SeenInput } from './schema.ts'

/** Wrong details for one application in a day, over all staff; then it is closed until tomorrow. */
export const wrongSeenMost = 5

/** What the rules of a replaced code call wrong, said of an application. */
const own: Record<string, string> = {
  'replace.no-match': 'identity.no-match',
  'replace.other-document': 'identity.other-document',
}

/**
 * Notes that a member of staff has the person of an application and their document before them: the kind of document and
 * the end of its number must be the application's own (without a number: the name and the end of the phone). A wrong one
 * is counted before it is called wrong. The level becomes `counter`, and an application that waited for proof is filed.
 * Seen twice is the same as once. Throws invalid-input (beside the field), too-many-tries, record-not-found (another
 * station's too), not-allowed, step-refused (a draft, or over), stale.
 */
export async function seePerson({
  ctx,
  input,
}: {
  ctx: Ctx
  input: SeenInput & { reference: string }
}): Promise<Raised> {
  const reference = applicationReference(input.reference)
  const wrong = dayTries(ctx, `identity.seen ${reference}`, wrongSeenMost)
  const [[row], tries, ...clock] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    wrong.read(),
    ...proofRows(ctx, reference),
  ])
  if (!row) throw new Problem('record-not-found')
  const { id: staff } = allow(ctx.actor, 'identity.see', row.pointId)
  // A draft is its holder's alone until it is sent.
  // One that came to something is proved also when it is over: its person reads the result by that, and what to do about it.
  if (row.state === 'draft' || row.name === null || (isOver(row.state) && !keepsBack(row.state)))
    throw new Problem('step-refused')
  if (stands(row, 'counter')) return { reference, identity: row.identity, state: row.state }
  wrong.require(tries)
  const { name, phone, idNumber } = await clearApplication(ctx, row)
  const errors = isThePerson(input, row.idType, { name, phone, idNumber: idNumber || null }).map(named)
  if (errors.length) {
    if (errors.some(({ code }) => code === 'identity.no-match')) await wrong.count()
    throw new Problem('invalid-input', { errors })
  }
  const proof = { level: 'counter', how: 'document', seen: input.seen, staff } as const
  try {
    return await raise(ctx, row, proof, { along: [wrong.guard()], clock })
  } catch (error) {
    if (refusalOf(error) === 'stale') await wrong.refuseOver()
    throw error
  }
}

const named = (error: FieldError): FieldError => ({ ...error, code: own[error.code] ?? error.code })
