import type { ClockName } from '../../db/schema/application.ts'
import type { DayRow, RuleRow, YearRow } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import type { IdentityLevel } from '../matter/catalogue.ts'
import { ruleFor, type SeededClock, seededRule, start } from './clock.ts'
import { move } from './move.ts'
import { ownForm } from './ownForm.ts'
import type { ApplicationRow } from './query.ts'

/** The columns of a seeded clock that starts at a moment (ms), out of the rows of `seededRows`. */
export function clockColumns(
  clock: SeededClock,
  at: number,
  rule: readonly RuleRow[],
  years: readonly YearRow[],
  days: readonly DayRow[],
) {
  const { dueDay: _, ...columns } = start(seededRule(rule), at, years, days)
  return { clock: clock satisfies ClockName, ...columns }
}

/**
 * What makes an application received: from now on the office has five working days to accept it or to ask, once, for
 * everything that is missing (行政许可法 32; what is no permit: our own promise). `rule`, `years`, `days` are those of `seededRows(ctx, 'ask', today)`.
 * The statements belong into the batch of whoever raised the level of identity far enough. Throws step-refused.
 */
export function receive(
  ctx: Ctx,
  row: ApplicationRow,
  {
    level,
    by,
    rule,
    years,
    days,
    set = {},
  }: {
    level: IdentityLevel
    by: 'resident' | (string & {})
    rule: readonly RuleRow[]
    years: readonly YearRow[]
    days: readonly DayRow[]
    set?: NonNullable<Parameters<typeof move>[2]['set']>
  },
) {
  const now = ctx.clock.now()
  return move(ctx, row, {
    to: 'submitted',
    by,
    set: {
      ...set,
      identity: level,
      receivedAt: now,
      ...clockColumns('ask', now, ruleFor(rule, ownForm(row)), years, days),
    },
    action: 'application.submit',
    facts: { identity: level },
  })
}
