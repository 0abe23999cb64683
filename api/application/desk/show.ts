import { refusalOf } from '../../../db/refusal.ts'
import { dayOf } from '../../calendar/day.ts'
import { certificatesOf } from '../../certificate/ofApplication.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openedToday } from '../../record/query.ts'
import { viewed } from '../../record/viewed.ts'
import { may, roleFor } from '../../staff/permission.ts'
import { openingsOf } from '../../track/openings.ts'
import { applicationReference } from '../access.ts'
import { holdOf } from '../keeping/holdOf.ts'
import {
  applicationByReference,
  correctionsOf,
  eventsOf,
  extensionsOf,
  filesOf,
  pausesOf,
  wordsOf,
} from '../query.ts'
import { visitsHeld } from '../visitHeld.ts'
import { lapsesOf, peopleOf, similarTo, templatesFor } from './caseQuery.ts'
import type { Case } from './caseSchema.ts'
import { caseOf } from './caseView.ts'
import { handlingRoles } from './colleagues.ts'
import { type Reached, reach } from './reach.ts'

/**
 * Opens an application for staff of its service point: names, numbers and whatever is sensitive masked. Answers, files and
 * words are for those who handle applications there; whoever watches or hands over sees how it stands. That it was opened
 * is noted once a day for each of them, with a leaf. One read, and one write on the first opening of the day. Throws
 * invalid-input, record-not-found, not-allowed.
 */
export async function showCase({ ctx, input }: { ctx: Ctx; input: { reference: string } }): Promise<Case> {
  const reference = applicationReference(input.reference)
  const today = dayOf(ctx.clock.now())
  const [
    found,
    files,
    words,
    corrections,
    events,
    pauses,
    extensions,
    visits,
    similar,
    lapses,
    issued,
    people,
    templates,
    openings,
    holds,
    seen,
  ] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    filesOf(ctx, reference),
    wordsOf(ctx, reference, true),
    correctionsOf(ctx, reference),
    eventsOf(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    visitsHeld(ctx, reference),
    similarTo(ctx, reference),
    lapsesOf(ctx, reference),
    certificatesOf(ctx, reference),
    peopleOf(ctx, reference, handlingRoles),
    templatesFor(ctx, reference),
    openingsOf(ctx, reference),
    holdOf(ctx, reference),
    openedToday(ctx, reference, ctx.actor.kind === 'staff' ? ctx.actor.id : '', today),
  ])
  const reached = reach(ctx, 'record.open', found)
  if (!seen.length) await note(ctx, reached)
  return caseOf(ctx, reached.row, {
    inner: may(ctx.actor, 'application.handle', reached.row.pointId),
    files,
    words,
    corrections,
    events,
    pauses,
    extensions,
    visits: visits.map(({ reference, startsAt, state }) => ({ reference, startsAt, state })),
    similar,
    lapses,
    issued,
    people,
    templates,
    openings,
    holds,
  })
}

/** Another copy of this request may have noted it first: once is what was meant. */
async function note(ctx: Ctx, { row, staff }: Reached): Promise<void> {
  const role = roleFor(ctx.actor, 'record.open', row.pointId)
  if (!role) throw new Problem('not-allowed')
  const viewer = { person: { reference: row.reference }, point: { id: row.pointId }, staff, role }
  try {
    await ctx.db.batch(await viewed(ctx, viewer, { kind: 'opened' }))
  } catch (error) {
    if (refusalOf(error) !== 'seen-today') throw error
  }
}
