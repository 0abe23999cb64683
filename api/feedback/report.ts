import { clockRows, startClock } from '../calendar/clock.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { answeredBefore, openOnce, replayOf } from '../intake/once.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import type { Text } from '../shared/text.ts'
import { file, filedBefore, KEPT_DAYS, madeUnder } from './file.ts'
import { knownPath, listAbove, ownPath, placeOf } from './page.ts'
import { answererIn, answererOf } from './query.ts'
import type { ReportInput, ReportReceipt } from './schema.ts'
import { readWords } from './words.ts'

/**
 * Takes a report of an error on a page of this site (我为政府网站找错): it goes to whoever publishes the page and is due
 * within 3 working days (standards B7, P). One read, one write; the same key and body give the same receipt. Throws invalid-input with
 * every fault, idempotency-mismatch, code-replaced, proof-invalid, tray-full.
 */
export async function reportPage({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: ReportInput
  idempotencyKey: string | undefined
}): Promise<ReportReceipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const { page: typed, words, contact } = readReport(ctx, body)
  const once = await openOnce(ctx, 'feedback.report', idempotencyKey, body)
  const now = ctx.clock.now()
  const place = placeOf(typed)
  const [before, made, found, rule, years, days] = await ctx.db.batch([
    answeredBefore(ctx, once),
    madeUnder(ctx, once),
    answererOf(ctx, place),
    ...clockRows(ctx, 'site.error', dayOf(now)),
  ])
  const answerer = found[0]
  // Nothing is kept of a name that is no page's.
  const page = answerer || place.of === 'bureau' ? typed : listAbove(typed)
  const shape = { kind: body.kind, page, answerer: answererIn(ctx, answerer), keptDays: KEPT_DAYS }
  const replay = replayOf(once, before)
  if (replay) {
    const { row, told, ...filed } = await filedBefore(ctx, once, replay, made)
    return { ...shape, ...filed, told, ...dueIn(row.dueAt ?? now, JSON.parse(row.counted)) }
  }
  const due = startClock(now, rule, years, days)
  const filed = await file(ctx, once, {
    what: 'error',
    kind: body.kind,
    page,
    noticeId: answerer?.noticeId ?? null,
    publisherId: answerer?.publisherId ?? '*',
    state: 'open',
    words,
    contact: contact?.value ?? null,
    ruleId: due.rule.id,
    dueAt: due.dueAt,
    counted: JSON.stringify(due.counted),
    action: 'feedback.report',
    facts: { kind: body.kind, publisher: answerer?.publisherId ?? '*', due: due.dueDay },
    proof,
    told: contact?.kind === 'mobile' ? 'text' : 'look',
  })
  // Another copy of this request was as fast: its receipt is ours.
  if (!filed) return reportPage({ ctx, input, idempotencyKey: once.key })
  return { ...shape, ...filed, ...dueIn(due.dueAt, due.counted) }
}

const dueIn = (dueAt: number, counted: Text[]) => ({ dueAt: toIso(dueAt), dueDay: dayOf(dueAt), counted })

function readReport({ settings }: Ctx, input: Pick<ReportInput, 'page' | 'words' | 'contact'>) {
  const errors: FieldError[] = []
  const page = ownPath(input.page, settings.origin)
  if (page === null) errors.push({ pointer: '/page', code: 'report.page' })
  const words = readWords(input.words, '/words', errors)
  const contact = readContact(input.contact, errors)
  if (errors.length) throw new Problem('invalid-input', { errors })
  return { page: knownPath(page ?? '/'), words, contact }
}

/** The number to reach somebody on, or null where none is given. What is wrong with it is added to `errors`. */
function readContact(typed: string | undefined, errors: FieldError[]) {
  if (!typed?.trim()) return null
  const read = readPhone(typed)
  if (read.ok) return read
  errors.push({ pointer: '/contact', code: `phone.${read.reason}` })
  return null
}
