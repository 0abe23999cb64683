import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { ClockName } from '../../db/schema/application.ts'
import { addDays, DAY, dayOf, endOfDay, toIso } from '../calendar/day.ts'
import { fullDay } from '../calendar/dayWords.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import { clockRules } from './clock.ts'
import { forms } from './forms/index.ts'
import { move } from './move.ts'
import { isWithheld } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import { type ApplicationRow, applicationFrom } from './query.ts'
import { carriesOn } from './visitHeld.ts'
import { write } from './write.ts'

/** How long before a time that is theirs runs out somebody is reminded, days: our own choice, no law asks for it. */
export const remindBefore = { identity: 3, answer: 3, collect: 14 } as const satisfies Partial<
  Record<ClockName, number>
>
type Reminded = keyof typeof remindBefore

/** What waits for them. */
const waiting: Record<Reminded, Text> = {
  identity: { zh: '还等您核对身份', en: 'it still waits for you to show who you are' },
  answer: { zh: '还等您补正', en: 'it still waits for your correction' },
  // What waits there is no word for a text.
  collect: { zh: '还有一步等您', en: 'one step waits for you' },
}

/**
 * Statements: whom a time runs out for, soon and not reminded yet, but for those who hold a visit, which has a reminder of
 * its own and carries that time; and who has a result that is still kept back from them
 * (outcome.ts), with as long left from the decision as whoever has something to collect. That window is the same whatever the result
 * was, and so is the text: neither may tell. `keptDays`: how long what is ready is kept, by the rule.
 */
export function toRemind(ctx: Ctx, most: number) {
  const now = ctx.clock.now()
  const each = Object.entries(remindBefore).map(
    ([clock, days]) => sql`SELECT id FROM (SELECT id FROM application
      WHERE clock IN ('identity', 'answer', 'collect') AND reminded_at IS NULL AND clock = ${clock}
        AND due_at BETWEEN ${now} AND ${now + days * DAY} AND NOT ${carriesOn(now)} ORDER BY due_at LIMIT ${most})`,
  )
  const kept = sql`(SELECT value FROM deadline_rule WHERE rule_key = ${clockRules.collect}
    AND effective_from <= ${dayOf(now)} ORDER BY version DESC LIMIT 1)`
  const atCounter = forms
    .filter(({ identity }) => identity.toReceive === 'counter')
    .map(({ matter }) => matter)
  return [
    rows<ApplicationRow>(
      ctx.db,
      sql`${applicationFrom} WHERE a.id IN (${sql.join(each, sql` UNION ALL `)}) LIMIT ${most}`,
    ),
    rows<ApplicationRow & { keptDays: number }>(
      ctx.db,
      sql`SELECT x.*, ${kept} AS keptDays FROM (${applicationFrom} WHERE a.id IN (SELECT id FROM application
            WHERE state IN ('issued', 'refused') AND reminded_at IS NULL
              AND (own_code_hash IS NOT coalesce(person_code_hash, code_hash) OR identity <> 'counter')
              AND decided_at BETWEEN ${now} - ${kept} * ${DAY} AND ${now} - (${kept} - ${remindBefore.collect}) * ${DAY}
              AND name IS NOT NULL
              AND (own_code_hash IS NOT coalesce(person_code_hash, code_hash) OR identity NOT IN ('verified', 'counter')
                OR (identity = 'verified' AND matter_code IN (SELECT value FROM json_each(${JSON.stringify(atCounter)}))))
            ORDER BY decided_at LIMIT ${most})) x`,
    ),
  ] as const
}

/** Reminds somebody that a time of theirs runs out, once a clock. */
export async function remind(ctx: Ctx, row: ApplicationRow): Promise<true> {
  const until = row.dueAt ?? ctx.clock.now()
  // That something is ready is told to whoever proved enough; to anybody else, with every other result.
  const silent = isWithheld(ownForm(row), row, 'filer')
  const what = waiting[row.clock as Reminded]
  await write(
    ctx,
    row,
    await reminded(ctx, row, until),
    silent ? null : { template: 'application.reminder', what, until },
  )
  return true
}

/** That there is a result, and until when what there may be to collect is kept: true of every result. */
export const unprovedResult = (day: Text): Text => ({
  zh: `有结果了，还等您核对身份；有东西要领的，至少保留到${day.zh}`,
  en: `there is a result; show who you are to be told. Anything to collect is kept until ${day.en} at least`,
})

/** Says once more that there is a result, and nothing of what it is. */
export async function remindUnproved(ctx: Ctx, row: ApplicationRow & { keptDays: number }): Promise<true> {
  const last = addDays(dayOf(row.decidedAt ?? row.movedAt), row.keptDays)
  await write(ctx, row, await reminded(ctx, row, endOfDay(last)), {
    template: 'application.moved',
    what: unprovedResult(fullDay(last)),
  })
  return true
}

const reminded = async (ctx: Ctx, row: ApplicationRow, until: number) =>
  (
    await move(ctx, row, {
      to: row.state,
      by: 'system',
      set: { remindedAt: ctx.clock.now() },
      action: 'application.remind',
      facts: { until: toIso(until) },
    })
  ).statements
