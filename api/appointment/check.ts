import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { readPeople } from './applicant.ts'
import { requireBookable, withNearest } from './place.ts'
import { matterExists, visitFor } from './query.ts'
import type { BookingInput, Visit } from './schema.ts'
import { type VisitRow, visitOf } from './visit.ts'

export interface Checked {
  visit: Visit
  applicant: {
    name: string
    phone: string
    idType: BookingInput['applicant']['idType']
    idNumber: string | null
  }
  helper: { name: string; phone: string } | null
  note: string | null
}

/** Reads a booking without making it: what "check your answers" shows. Throws as `book` does. */
export async function checkBooking({ ctx, input }: { ctx: Ctx; input: BookingInput }): Promise<Checked> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const [visits, matters] = await ctx.db.batch([
    visitFor(ctx, input.slotId, input.matterCode),
    matterExists(ctx, input.matterCode),
  ])
  const visit = await requireBookable(ctx, visits[0], matters[0])
  const { applicant, helper, note } = peopleOrVisit(ctx, input, visit)
  if (visit.usedPublic >= visit.capPublic) throw await withNearest(ctx, 'slot-full', visit)
  return { visit: visitOf(visit), applicant, helper, note }
}

/** With the faults of a form goes the visit it is for, so that the page can still say what is being booked. */
function peopleOrVisit(ctx: Ctx, input: BookingInput, visit: VisitRow) {
  try {
    return readPeople(ctx, input)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(error.code, { ...error.options, extra: { visit: visitOf(visit) } })
  }
}
