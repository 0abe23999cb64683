import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { leafFor } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { dayTries } from '../intake/dayTries.ts'
import { liveCode } from '../intake/liveCode.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../intake/once.ts'
import { messageFor } from '../notification/enqueue.ts'
import { textable } from '../privacy/textable.ts'
import { Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { personOf, type RecordTable, tableOf } from './query.ts'
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
 * record-not-found, not-allowed, record-emptied, code-replaced (by a later one),
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
  const wrong = triesOf(ctx, reference)
  const [people, before, tries] = await ctx.db.batch([
    personOf(ctx, found),
    answeredBefore(ctx, once),
    wrong.read(),
  ])
  const reached = reach(ctx, 'code.replace', people)
  const { person } = reached
  const replay = replayOf(once, before)
  if (replay) {
    const { promise, told } = keptSchema.parse(JSON.parse(replay.kept))
    return slip(reached, await liveCode(ctx, reference, keyOf(once.key), person.codeHash), told, promise)
  }
  if (person.name === null) throw new Problem('record-emptied')
  wrong.require(tries)
  const clear = await clearPerson(ctx, tableOf(found), person)
  const errors = isThePerson(input, person.idType, clear)
  if (errors.length) {
    if (errors.some(({ code }) => code === 'replace.no-match')) await wrong.count()
    throw new Problem('invalid-input', { errors })
  }
  const accessCode = await codeFor(ctx.keys.code, reference, keyOf(once.key), 8)
  const { statements, told, promise, wake } = await replacing(ctx, reached, input, accessCode)
  const [forget, recall] = remember(ctx, once, reference, { promise, told })
  try {
    await ctx.db.batch([forget, recall, ...statements])
  } catch (error) {
    // A second click was as fast as the first: its slip is ours.
    if (refusalOf(error) === 'key-in-use') return replaceCode({ ctx, input, idempotencyKey: once.key })
    if (refusalOf(error) === 'stale') await wrong.refuseOver()
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
    triesOf(ctx, reference).guard(),
    exec(ctx.db, newCode(table, id, person.codeHash, hash)),
    guard(ctx.db),
    leaf.statement,
    ...(message ? [message.statement] : []),
  ] as const
  const told: CodeSlip['told'] = message ? 'text' : 'landline'
  return { statements, told, promise: leaf.promise, wake: message ? [message.id] : [] }
}

/**
 * Of an application that somebody else filed, the person's own code is replaced; the helper's goes on. What is handed out
 * on a document is the person's own, and reads a result (api/application/outcome.ts).
 */
const newCode = (table: RecordTable, id: string, before: string, hash: string) =>
  table === 'application'
    ? sql`UPDATE application SET code_hash = iif(person_code_hash IS NULL, ${hash}, code_hash),
            person_code_hash = iif(person_code_hash IS NULL, NULL, ${hash}), own_code_hash = ${hash}
          WHERE id = ${id} AND coalesce(person_code_hash, code_hash) = ${before}`
    : sql`UPDATE ${sql.raw(table)} SET code_hash = ${hash} WHERE id = ${id} AND code_hash = ${before}`

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

/** Wrong details typed for this record today. */
const triesOf = (ctx: Ctx, reference: string) => dayTries(ctx, `code.replace ${reference}`, wrongMost)
