import { addDays, dayOf } from '../../calendar/day.ts'
import { dayRows, readCalendar, yearRows } from '../../calendar/query.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { comesHome, readVisitOn, visitAhead, visitColumns } from '../homeVisit.ts'
import { ownForm } from '../ownForm.ts'
import { applicationByReference } from '../query.ts'
import { carryOut } from './carryOut.ts'
import { asHandler, reach, seen } from './reach.ts'
import { readSaid, word } from './say.ts'
import type { Stepped, VisitDayInput } from './schema.ts'

/**
 * Moves a home visit that is still to come to another day; the resident is told by text each time, and reads the words.
 * Throws record-not-found, not-allowed, stale, step-refused, not-handler, invalid-input.
 */
export async function moveVisit({
  ctx,
  input,
}: {
  ctx: Ctx
  input: VisitDayInput & { reference: string }
}): Promise<Stepped> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const last = addDays(today, visitAhead)
  const [found, years, days] = await ctx.db.batch([
    applicationByReference(ctx, applicationReference(input.reference)),
    yearRows(ctx.db, today, last),
    dayRows(ctx.db, today, last),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row, staff } = reached
  seen(row, input)
  if (!comesHome(ownForm(row)) || !['approved', 'issued'].includes(row.state))
    throw new Problem('step-refused')
  const handler = asHandler(ctx, reached)
  const words = input.words?.trim() ? readSaid(input.words) : null
  const on = readVisitOn(input.visitOn, {
    now,
    calendar: readCalendar(years, days),
    by: row.visitBy,
    agreed: words !== null,
  })
  if (on.day === row.visitDay && on.part === row.visitPart) throw invalid('/visitOn/day', 'visit.same')
  const said =
    words === null ? null : await word(ctx, { application: row.id, kind: 'message', staff: staff.id, words })
  return carryOut(
    ctx,
    reached,
    [
      {
        to: row.state,
        action: 'application.visit',
        set: { ...handler, ...visitColumns(on) },
        facts: { day: on.day, part: on.part, before: row.visitDay },
      },
    ],
    { along: said ? [said.statement] : [], tiding: { template: 'application.visit', on } },
  )
}
