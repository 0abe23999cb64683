import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { clockRows, startClock } from './clock.ts'
import { type Day, dayOf, startOfDay, toIso, yearOf } from './day.ts'
import { period } from './dayWords.ts'
import type { DeadlineRule } from './deadlineRule.ts'
import { dayRows, readRule, ruleRows, yearRows } from './query.ts'
import type { CalendarYearAnswer, DueAnswer, RuleAnswer, RuleListAnswer } from './schema.ts'

/** The calendar of one year, the current one unless said otherwise. 404 for a year nobody has entered. */
export async function showYear({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { year?: number | undefined }
}): Promise<CalendarYearAnswer> {
  const year = input.year ?? yearOf(dayOf(ctx.clock.now()))
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const [years, days] = await ctx.db.batch([
    yearRows(ctx.db, '1990-01-01', '2199-12-31'),
    dayRows(ctx.db, from, to),
  ])
  const found = years.find((row) => row.year === year)
  if (!found) throw new Problem('not-found')
  return {
    year,
    status: found.status,
    source: { zh: found.source_zh, en: found.source_en },
    certainty: found.certainty,
    years: years.map((row) => row.year),
    days: days.map(({ day, kind, name_zh, name_en }) => ({ day, kind, name: { zh: name_zh, en: name_en } })),
  }
}

/** The deadline rules in force on a day, today unless said otherwise: one version of each. */
export async function listRules({
  ctx,
  input: { on },
}: {
  ctx: Ctx
  input: { on?: Day | undefined }
}): Promise<RuleListAnswer> {
  const [found] = await ctx.db.batch([ruleRows(ctx.db, on ?? dayOf(ctx.clock.now()))])
  const newest = found.filter((row, i) => row.rule_key !== found[i - 1]?.rule_key)
  return { items: newest.map((row) => answer(readRule(row))), nextCursor: null }
}

/** When something is due, and how that was counted. 404 for a rule that is not in force on the day. */
export async function showDue({
  ctx,
  input: { rule: key, from },
}: {
  ctx: Ctx
  input: { rule: string; from: string }
}): Promise<DueAnswer> {
  const plainDay = from.length === 10
  const startedAt = plainDay ? startOfDay(from) : Date.parse(from)
  const day = dayOf(startedAt)
  const [rules, years, days] = await ctx.db.batch([...clockRows(ctx, key, day)])
  const [found] = rules
  if (!found) throw new Problem('not-found')
  if (found.unit === 'hour' && plainDay) throw invalid('/from', 'instant-needed')
  const due = startClock(startedAt, rules, years, days)
  return {
    rule: answer(due.rule),
    dueAt: toIso(due.dueAt),
    dueDay: due.dueDay,
    provisional: due.provisional,
    counted: due.counted,
  }
}

function answer({ id: _, rollsToWorkingDay: __, extension, ...rule }: DeadlineRule): RuleAnswer {
  return { ...rule, length: period(rule.value, rule.unit), extension: extension ?? null }
}
