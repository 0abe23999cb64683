import { dayOf } from '../../calendar/day.ts'
import { readCalendar } from '../../calendar/query.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { clockRule, ruleFor } from '../clock.ts'
import { overColumns } from '../end.ts'
import { clockColumns } from '../filing.ts'
import { comesHome, readVisitOn, visitColumns } from '../homeVisit.ts'
import { ownForm } from '../ownForm.ts'
import { applicationByReference, extensionsOf, pausesOf } from '../query.ts'
import { carryOut, type Step } from './carryOut.ts'
import { letter, withLetter } from './letter.ts'
import { gaveTime } from './limits.ts'
import { asHandler, canGo, reach, seen } from './reach.ts'
import { readSaid, word } from './say.ts'
import type { DecideInput, Stepped } from './schema.ts'
import { lifeRows, took } from './took.ts'

/**
 * Decides an application, once: approved (then the time to hand the result over runs, or it is finished where there is
 * nothing to hand over) or refused, on a ground of its form, with words, in a signed letter with the ways to have that
 * reviewed. A home visit is approved with its day. How long it took is counted by the calendar. Throws record-not-found,
 * not-allowed, stale, step-refused, not-handler, own-extension (they gave it more time), invalid-input.
 */
export async function decide({
  ctx,
  input,
}: {
  ctx: Ctx
  input: DecideInput & { reference: string }
}): Promise<Stepped> {
  const now = ctx.clock.now()
  const reference = applicationReference(input.reference)
  const [found, pauses, extensions, rule, years, days, life] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    clockRule(ctx, 'deliver', dayOf(now)),
    ...lifeRows(ctx, reference),
  ])
  const reached = reach(ctx, 'application.decide', found)
  const { row, staff } = reached
  seen(row, input)
  canGo(row, input.outcome)
  // Whoever gave it more time does not decide it too.
  if (gaveTime(staff.id, extensions)) throw new Problem('own-extension')
  const decided = {
    ...asHandler(ctx, reached),
    decidedAt: now,
    ...took(ctx, row, { pauses, years, days, life }),
  }
  const facts = { took: decided.tookDays, paused: decided.pausedDays, late: row.lateAt === null ? 0 : 1 }
  const form = ownForm(row)
  const given = input.outcome === 'refused' || input.words?.trim() ? readSaid(input.words) : null
  const said =
    given === null
      ? null
      : await word(ctx, { application: row.id, kind: 'reason', staff: staff.id, words: given })
  const along = said ? [said.statement] : []
  if (input.outcome === 'approved' && comesHome(form)) {
    const by = row.clock === 'decide' && row.dueAt !== null ? dayOf(row.dueAt) : null
    const on = readVisitOn(input.visitOn, {
      now,
      calendar: readCalendar(years, days),
      by,
      agreed: given !== null,
    })
    const set = {
      ...decided,
      ...clockColumns('deliver', now, ruleFor(rule, form), years, days),
      // It was promised as a visit within that time, not as a paper to be sent.
      ...(row.rule !== null && { rule: row.rule }),
      ...visitColumns(on),
      visitBy: by,
    }
    const approved = { to: 'approved', action: 'application.approve', set } as const
    return carryOut(ctx, reached, [{ ...approved, facts: { ...facts, day: on.day, part: on.part } }], {
      along,
      tiding: { template: 'application.visit', on },
    })
  }
  if (input.visitOn) throw invalid('/visitOn', 'wrong-value')
  if (input.outcome === 'approved') {
    const approved = { to: 'approved', action: 'application.approve', facts } as const
    const steps: [Step, ...Step[]] = form.result
      ? [
          {
            ...approved,
            set: { ...decided, ...clockColumns('deliver', now, ruleFor(rule, form), years, days) },
          },
        ]
      : [
          { ...approved, set: decided },
          {
            to: 'finished',
            action: 'application.handover',
            set: overColumns(ctx, row),
            facts: { how: 'none' },
          },
        ]
    return carryOut(ctx, reached, steps, { along })
  }
  const ground = form.refusals.find(({ key }) => key === input.ground)
  if (!ground) throw invalid('/ground', input.ground ? 'ground.unknown' : 'ground.required')
  const set = { ...decided, ...overColumns(ctx, row) }
  // A visit held for it stays, whatever was decided: whether a number has one in a matter can be tried by booking.
  return withLetter(
    () => letter(ctx, row, form, { type: 'refusal', ground, words: given ?? '' }),
    (made) =>
      carryOut(
        ctx,
        reached,
        [
          {
            to: 'refused',
            action: 'application.refuse',
            set,
            facts: { ...facts, ground: ground.key, letter: made.number },
          },
        ],
        { along: [...along, ...made.statements], certificate: made.number },
      ),
  )
}
