import { ownForm } from '../../application/ownForm.ts'
import type { ApplicationRow } from '../../application/query.ts'
import { clearApplication } from '../../application/sealed.ts'
import { addDays, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import type { Subject } from '../document.ts'
import type { CertificateRow } from '../query.ts'
import type { ReissueInput } from './schema.ts'

/** Of these reasons something is said anew; of all others the same is issued again. */
const corrects: readonly ReissueInput['reason'][] = ['error', 'changed']

/** Whether anything is to be said otherwise than before. */
export const changes = ({ subject, statements, purpose, validUntil }: ReissueInput): boolean =>
  [subject, statements, purpose, validUntil].some((given) => given !== undefined)

/**
 * Lets through what may be said anew in a certificate that takes another's place: only to correct it, only by somebody who
 * decides applications there and neither issued it nor handled or decided what it came of, only about the person of its application, and not for
 * longer than its form gives, nor for a time that is over: that would be a revocation. Throws not-allowed, own-certificate, not-changeable (nothing is kept to hold it against),
 * invalid-input.
 */
export async function mayChange(
  ctx: Ctx,
  {
    row,
    issuers,
    application,
  }: {
    row: CertificateRow
    issuers: readonly { staff: string | null }[]
    application: ApplicationRow | undefined
  },
  input: ReissueInput,
): Promise<void> {
  if (input.reason === 'error' && !changes(input)) throw invalid('/statements', 'certificate.same')
  if (!changes(input)) return
  if (!corrects.includes(input.reason)) throw invalid('/statements', 'certificate.unchanged')
  const staff = allow(ctx.actor, 'application.decide', row.pointId)
  if (issuers.some((one) => one.staff === staff.id)) throw new Problem('own-certificate')
  if (input.validUntil && input.validUntil < dayOf(ctx.clock.now()))
    throw invalid('/validUntil', 'certificate.past')
  if (row.applicationId === null) return
  if (!application || application.name === null) throw new Problem('not-changeable')
  if (input.subject && !(await isOurPerson(ctx, application, input.subject)))
    throw invalid('/subject', 'certificate.person')
  if (input.validUntil !== undefined && !withinForm(row, application, input.validUntil))
    throw invalid('/validUntil', 'certificate.too-long')
}

async function isOurPerson(ctx: Ctx, application: ApplicationRow, said: Subject): Promise<boolean> {
  const { name, idType, idNumber } = await clearApplication(ctx, application)
  return said.name === name && said.idType === idType && (said.idNumber ?? '') === idNumber
}

/** A letter has no last day; whatever else holds as long as its form says, from the day it was issued. */
function withinForm(row: CertificateRow, application: ApplicationRow, until: string | null): boolean {
  const { result } = ownForm(application)
  const days = result?.type === row.type ? result.validDays : null
  if (days === null) return true
  return until !== null && until <= addDays(dayOf(row.issuedAt), days)
}
