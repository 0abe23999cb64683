import type { Ctx } from '../context.ts'
import { invalid } from '../problem.ts'
import { readPeople } from './applicant.ts'
import { requireBookable, withNearest } from './place.ts'
import { matterExists, visitFor } from './query.ts'
import type { BookingInput, Visit } from './schema.ts'
import { visitOf } from './visit.ts'

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
  const { applicant, helper, note } = readPeople(ctx, input)
  const visit = await requireBookable(ctx, visits[0], matters[0])
  if (visit.usedPublic >= visit.capPublic) throw await withNearest(ctx, 'slot-full', visit)
  return { visit: visitOf(visit), applicant, helper, note }
}
