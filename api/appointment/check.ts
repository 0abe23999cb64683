import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { readPeople } from './applicant.ts'
import { requireBookable, requireTogether, withNearest } from './place.ts'
import { mattersWanted, visitFor } from './query.ts'
import { readRules, rulesOn } from './rules.ts'
import type { BookingInput, Visit } from './schema.ts'
import { type VisitRow, visitOf } from './visit.ts'
import { wantedOf } from './wanted.ts'

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
  const wanted = wantedOf(input)
  const [visits, matters, found] = await ctx.db.batch([
    visitFor(ctx, input.slotId, wanted),
    mattersWanted(ctx, wanted),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const rules = readRules(found)
  requireTogether(wanted, matters, rules)
  const visit = await requireBookable(ctx, visits[0], rules)
  const { applicant, helper, note } = peopleOrVisit(ctx, input, visit)
  if (visit.remaining < 1) throw await withNearest(ctx, 'slot-full', visit)
  return { visit: visitOf(visit), applicant, helper, note }
}

/** With the faults of a form goes the visit it is for, so that the page can still say what is being booked. */
export function peopleOrVisit(
  ctx: Ctx,
  input: Pick<BookingInput, 'applicant' | 'helper' | 'note'>,
  visit: VisitRow,
) {
  try {
    return readPeople(ctx, input)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(error.code, { ...error.options, extra: { visit: visitOf(visit) } })
  }
}
