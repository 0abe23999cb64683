import { refusalOf } from '../../db/refusal.ts'
import type { application } from '../../db/schema/index.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import { type DayRow, type RuleRow, ruleRow, type YearRow } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { invalid, Problem } from '../problem.ts'
import { applicationReference, letApplicantIn } from './access.ts'
import { longestDraft, seededRows, seededRule, start } from './clock.ts'
import { openFields, openTargets } from './correction.ts'
import { readDelivery } from './delivery.ts'
import type { Form } from './form/declaration.ts'
import type { Answers } from './form/holds.ts'
import { readAnswers } from './form/readAnswers.ts'
import { move } from './move.ts'
import { ownForm } from './ownForm.ts'
import { personColumns } from './people.ts'
import { type ApplicationRow, applicationByReference, correctionsOf } from './query.ts'
import type { Saved, SaveInput } from './schema.ts'
import { type ClearApplication, clearApplication, sealed } from './sealed.ts'

type Columns = Partial<typeof application.$inferInsert>

/**
 * Saves what was typed on one step: who it is for, the answers of a section, how it is to be handed over. Whatever is
 * not sent stays as it was. A draft takes everything; an application that was sent back takes what was asked for, what
 * stands or falls with that, and nothing else. One read, one write. Throws invalid-input with every fault, step-refused,
 * stale, record-not-found, too-many-tries.
 */
export async function save({
  ctx,
  input,
}: {
  ctx: Ctx
  input: SaveInput & { reference: string }
}): Promise<Saved> {
  const reference = applicationReference(input.reference)
  const now = ctx.clock.now()
  const [tries, found, asked, most, rule, years, days] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    correctionsOf(ctx, reference),
    ruleRow(ctx.db, longestDraft, dayOf(now)),
    ...seededRows(ctx, 'draft', dayOf(now)),
  ])
  await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  if (row.state !== 'draft' && row.state !== 'correction') throw new Problem('step-refused')
  const form = ownForm(row)
  const targets = row.state === 'correction' ? openTargets(asked) : null
  const before = await clearApplication(ctx, row)
  const set: Columns = {
    ...(await personColumns(ctx, row, form, before, input, targets)),
    ...(input.answers && (await answerColumns(ctx, row, form, before, input, targets))),
    ...(await readDelivery(ctx, row, form, before, input, targets)),
  }
  const fresh = row.state === 'draft' ? keptFor(row, now, { rule, most, years, days }) : null
  if (fresh) {
    const { dueDay: _, ...columns } = fresh
    Object.assign(set, columns)
  }
  const { statements } = await move(ctx, row, {
    to: row.state,
    by: 'resident',
    set,
    action: 'application.save',
    facts: { step: input.section ?? (input.applicant || input.helper !== undefined ? 'person' : 'delivery') },
  })
  try {
    await ctx.db.batch(statements)
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  return { reference, rev: row.rev + 1, keptUntil: fresh ? toIso(fresh.dueAt) : null }
}

async function answerColumns(
  ctx: Ctx,
  row: ApplicationRow,
  form: Form,
  before: ClearApplication,
  { answers = {}, section, helper }: SaveInput,
  targets: ReadonlySet<string> | null,
): Promise<Columns> {
  if (section !== undefined && !form.sections.some(({ key }) => key === section))
    throw invalid('/section', 'wrong-value')
  const asked = {
    today: dayOf(ctx.clock.now()),
    eligibility: JSON.parse(row.eligibility) as Record<string, string>,
    helper: helper === undefined ? row.helperRelation : (helper?.relation ?? null),
  }
  const read = targets
    ? readAnswers(form, corrected(before.answers, answers, openFields(form, targets)), {
        ...asked,
        before: before.answers,
      })
    : readAnswers(form, answers, { ...asked, before: before.answers, ...(section && { section }) })
  if (read.errors.length) throw new Problem('invalid-input', { errors: read.errors })
  return { answers: await sealed(ctx, 'application', row.id, 'answers', JSON.stringify(read.answers)) }
}

/** The answers as they stood, with those that are open taken from what was typed. */
function corrected(before: Answers, typed: Record<string, unknown>, open: ReadonlySet<string>) {
  const taken = Object.entries(typed).filter(([key]) => open.has(key))
  return { ...before, ...Object.fromEntries(taken) }
}

/** Every saving begins the time a draft is kept anew, but no draft outlives the longest. */
function keptFor(
  { createdAt }: Pick<ApplicationRow, 'createdAt'>,
  now: number,
  { rule, most, years, days }: { rule: RuleRow[]; most: RuleRow[]; years: YearRow[]; days: DayRow[] },
) {
  const anew = start(seededRule(rule), now, years, days)
  const longest = start(seededRule(most), createdAt, years, days)
  return longest.dueAt < anew.dueAt ? longest : anew
}
