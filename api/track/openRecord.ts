import { type Holder, openApplication } from '../application/access.ts'
import type { ApplicationRow } from '../application/query.ts'
import { bookingAccess } from '../appointment/query.ts'
import { waitingAccess } from '../appointment/waiting/holderQuery.ts'
import { casefileAccess } from '../casefile/query.ts'
import { certificateAccess } from '../certificate/query.ts'
import { openComplaint } from '../complaint/access.ts'
import type { Ctx } from '../context.ts'
import { feedbackAccess } from '../feedback/query.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { meetingAccess } from '../meeting/access.ts'
import type { Reference } from '../shared/reference.ts'
import { volunteerAccess } from '../volunteer/access.ts'

/** What was opened; an application comes with what its holder may know of it. */
type Opened = Reference & { application?: { row: ApplicationRow; holder: Holder } }

/**
 * Opens any record for whoever holds its reference and access code: the one look-up for every kind.
 * Throws invalid-input for a mistyped reference, record-not-found or too-many-tries otherwise.
 */
export async function openRecord({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<Opened> {
  const found = referenceOf(input.reference)
  if (found.kind === 'B') {
    return { ...found, application: await openApplication(ctx, input) }
  }
  if (found.kind === 'C') {
    await openComplaint(ctx, input)
    return found
  }
  const [tries, records] = await ctx.db.batch([triesFor(ctx, found.reference), accessOf(ctx, found)])
  await letIn(ctx, found.reference, input.accessCode, records[0]?.codeHash ?? null, tries)
  return found
}

/** Statement: what opens a record of this kind. */
function accessOf(ctx: Ctx, { kind, reference }: Reference) {
  if (kind === 'W') return waitingAccess(ctx, reference)
  if (kind === 'K') return casefileAccess(ctx, reference)
  if (kind === 'Z') return certificateAccess(ctx, reference)
  if (kind === 'M') return meetingAccess(ctx, reference)
  if (kind === 'N') return volunteerAccess(ctx, reference)
  return kind === 'F' ? feedbackAccess(ctx, reference) : bookingAccess(ctx, reference)
}
