import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { leafFor } from '../audit/append.ts'
import { DAY, dayOf, startOfDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { liveCode } from '../intake/liveCode.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../intake/once.ts'
import { messageFor } from '../notification/enqueue.ts'
import { textable } from '../privacy/textable.ts'
import { Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { personOf, tableOf } from './query.ts'
import { clearPerson, type Reached, reach } from './reach.ts'
import { isThePerson } from './samePerson.ts'
import type { CodeSlip, ReplaceCodeInput } from './schema.ts'

/** Wrong details for one record in a day, over all staff; then it is closed until tomorrow. */
export const wrongMost = 5

const keptSchema = z.object({ promise: promiseSchema, told: z.enum(['text', 'landline']) })

/**
 * Gives the person who stands at the counter a new access code for their booking or place on the list; the old one is
 * dead at once. Staff say which document they saw and type the end of its number, which must be that of the record
 * (without a number: the name and the end of the phone); a wrong one is counted before it is called wrong, and after
 * so many the day's tries are over, for a right one too. The same key and body give the same slip. The person is told by text. Throws invalid-input (beside the field), too-many-tries,
 * record-not-found, not-allowed, not-changeable (nothing personal is kept any more), code-replaced (by a later one),
 * idempotency-mismatch, stale.
 */
export async function replaceCode({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: ReplaceCodeInput & { reference: string }
  idempotencyKey: string | undefined
}): Promise<CodeSlip> {
  const found = referenceOf(input.reference)
  const { reference } = found
  const once = await openOnce(ctx, 'code.replace', idempotencyKey, { ...input, reference })
  const [people, before, tries] = await ctx.db.batch([
    personOf(ctx, found),
    answeredBefore(ctx, once),
    triesToday(ctx, reference),
  ])
  const reached = reach(ctx, 'code.replace', people)
  const { person } = reached
  const replay = replayOf(once, before)
  if (replay) {
    const { promise, told } = keptSchema.parse(JSON.parse(replay.kept))
    return slip(reached, await liveCode(ctx, reference, keyOf(once.key), person.codeHash), told, promise)
  }
  if (person.name === null) throw new Problem('not-changeable')
  if ((tries[0]?.tries ?? 0) >= wrongMost) throw closedToday(ctx)
  const clear = await clearPerson(ctx, tableOf(found), person)
  const wrong = isThePerson(input, person.idType, clear)
  if (wrong.length) {
    if (wrong.some(({ code }) => code === 'replace.no-match')) await countTry(ctx, reference)
    throw new Problem('invalid-input', { errors: wrong })
  }
  const accessCode = await codeFor(ctx.keys.code, reference, keyOf(once.key), 8)
  const { statements, told, promise, wake } = await replacing(ctx, reached, input, accessCode)
  const [forget, recall] = remember(ctx, once, reference, { promise, told })
  try {
    await ctx.db.batch([forget, recall, ...statements])
  } catch (error) {
    // A second click was as fast as the first: its slip is ours.
    if (refusalOf(error) === 'key-in-use') return replaceCode({ ctx, input, idempotencyKey: once.key })
    if (refusalOf(error) === 'stale') await refuseOver(ctx, reference)
    throw error
  }
  ctx.after(() => ctx.wake(wake))
  return slip(reached, accessCode, told, promise)
}

/** A code drawn at a counter never equals one drawn for a resident's own key. */
const keyOf = (key: string) => `replaced:${key}`

async function replacing(
  ctx: Ctx,
  { person, point, staff }: Reached,
  input: ReplaceCodeInput,
  accessCode: string,
) {
  const { reference, id } = person
  const table = tableOf(referenceOf(reference))
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'code.replace',
    subject: reference,
    facts: { station: point.slug, seen: input.seen, staff: staff.id },
  })
  const phone = await textable(ctx.keys, {
    table,
    row: id,
    phone: person.phone,
    helperPhone: person.helperPhone,
  })
  const message =
    phone === null
      ? null
      : await messageFor(ctx, {
          template: 'code.replaced',
          locale: person.locale,
          reference,
          phone,
          data: {
            reference,
            replacedAt: toIso(now),
            pointName: { zh: point.zh, en: point.en },
            phone: point.phone,
          },
        })
  const hash = await codeHash(ctx.keys.code, reference, accessCode)
  const statements = [
    // Guesses sent all at once were read as none: what counts is how many are written by now.
    exec(
      ctx.db,
      sql`INSERT INTO guard (ok) SELECT coalesce((SELECT tries FROM code_try
            WHERE reference = ${triesKey(reference)} AND window_start = ${today(ctx)}), 0) < ${wrongMost}`,
    ),
    exec(
      ctx.db,
      sql`UPDATE ${sql.raw(table)} SET code_hash = ${hash} WHERE id = ${id} AND code_hash = ${person.codeHash}`,
    ),
    guard(ctx.db),
    leaf.statement,
    ...(message ? [message.statement] : []),
  ] as const
  const told: CodeSlip['told'] = message ? 'text' : 'landline'
  return { statements, told, promise: leaf.promise, wake: message ? [message.id] : [] }
}

const slip = (
  { person, point }: Reached,
  accessCode: string,
  told: CodeSlip['told'],
  promise: CodeSlip['promise'],
): CodeSlip => ({
  reference: person.reference,
  accessCode,
  point: { slug: point.slug, name: { zh: point.zh, en: point.en }, phone: point.phone },
  told,
  promise,
})

const triesKey = (reference: string) => `code.replace ${reference}`
const today = (ctx: Ctx) => startOfDay(dayOf(ctx.clock.now()))

/** Statement: wrong details typed for this record today. */
const triesToday = (ctx: Ctx, reference: string) =>
  rows<{ tries: number }>(
    ctx.db,
    sql`SELECT tries FROM code_try WHERE reference = ${triesKey(reference)} AND window_start = ${today(ctx)}`,
  )

/**
 * Counts a wrong try in one statement that takes no more than the day has: guesses sent all at once hear no more
 * verdicts than those sent one by one. Throws too-many-tries instead of letting the verdict out.
 */
async function countTry(ctx: Ctx, reference: string): Promise<void> {
  const [counted] = await ctx.db.batch([
    exec(
      ctx.db,
      sql`INSERT INTO code_try (reference, window_start, tries) VALUES (${triesKey(reference)}, ${today(ctx)}, 1)
          ON CONFLICT (reference, window_start) DO UPDATE SET tries = tries + 1 WHERE tries < ${wrongMost}`,
    ),
  ])
  if (counted.changes === 0) throw closedToday(ctx)
}

/** A right try that was too late is refused as a wrong one is, or it would be told apart. */
async function refuseOver(ctx: Ctx, reference: string): Promise<void> {
  const [[found]] = await ctx.db.batch([triesToday(ctx, reference)])
  if ((found?.tries ?? 0) >= wrongMost) throw closedToday(ctx)
}

const closedToday = (ctx: Ctx) =>
  new Problem('too-many-tries', { retryAfter: (today(ctx) + DAY - ctx.clock.now()) / 1000 })
