import { z } from '@hono/zod-openapi'
import { refusalOf } from '../../db/refusal.ts'
import type { exec } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, type Gate, spendGate, trayFull } from '../intake/bots.ts'
import { liveCode } from '../intake/liveCode.ts'
import { type AnsweredRow, answeredBefore, type Once, openOnce, remember, replayOf } from '../intake/once.ts'
import { invalid, Problem } from '../problem.ts'
import { codeFor } from '../shared/accessCode.ts'
import { makeReference } from '../shared/reference.ts'
import { readPeople } from './applicant.ts'
import { missedProblem, visitsOf } from './missed.ts'
import { requireBookable, requireTogether, withNearest } from './place.ts'
import { type BookingRow, bookingByKey, mattersWanted, visitFor } from './query.ts'
import { receiptAgain } from './receipt.ts'
import { readRules, rulesOn } from './rules.ts'
import { type BookingInput, promiseSchema, type Receipt } from './schema.ts'
import { wantedOf } from './wanted.ts'
import { bookingWrite, keysOf, type NewBooking } from './write.ts'

/** Statements that go into the batch of a booking. */
type Beside = readonly ReturnType<typeof exec>[]

/** What an idempotency row keeps of a booking: the word given for its audit leaf. */
const keptSchema = z.object({ promise: promiseSchema })

/**
 * Books a visit: one read, one write. The database refuses a full or closed slot and a second open
 * booking of the same person and matter, whatever happened since the read. The same key and body give the
 * same receipt, as the booking stands now. Throws invalid-input, slot-full and slot-closed (with the nearest free times),
 * matter-not-offered, already-booked, missed-too-often, phone-busy, booking-over, code-replaced, idempotency-mismatch,
 * proof-invalid, tray-full.
 */
export async function book({
  ctx,
  input,
  idempotencyKey,
  within,
  minutes,
}: {
  ctx: Ctx
  input: BookingInput
  idempotencyKey: string | undefined
  /** Of a visit held for a record that passed the gate itself: no gate again, and what is written beside the booking. */
  within?: (reference: string) => Beside
  /** Where it takes another time than its matter does at the counter. */
  minutes?: number
}): Promise<Receipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const once = await openOnce(ctx, 'appointment.book', idempotencyKey, body)
  const wanted = { ...wantedOf(input), minutes }
  const people = readPeople(ctx, input)
  const keys = await keysOf(ctx, people)
  const now = ctx.clock.now()
  const [before, made, visits, matters, found, past] = await ctx.db.batch([
    answeredBefore(ctx, once),
    bookingByKey(ctx, once),
    visitFor(ctx, input.slotId, wanted),
    mattersWanted(ctx, wanted),
    rulesOn(ctx, dayOf(now)),
    visitsOf(ctx, keys),
  ])
  const replay = replayOf(once, before)
  if (replay) return again(ctx, once, replay, made)
  const exempt = input.exempt ?? false
  const rules = readRules(found)
  requireTogether(wanted, matters, rules)
  const visit = await requireBookable(ctx, visits[0], rules)
  const missed = missedProblem(past, { applicant: people.applicant, exempt }, rules, now)
  const gate = within ? [] : await admit(ctx, 'appointment.book', proof)
  for (let attempt = 1; ; attempt++) {
    try {
      if (missed) {
        await spendGate(ctx, gate)
        throw missed
      }
      return await write(ctx, once, { people, keys, visit, wanted, exempt }, gate, within)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return raced(ctx, once)
      if (refusal === 'already-booked') await spendGate(ctx, gate)
      if (refusal === 'slot-full' || refusal === 'slot-closed') throw await withNearest(ctx, refusal, visit)
      if (refusal === 'proof-spent') throw new Problem('proof-invalid')
      if (refusal === 'tray-full') throw trayFull(ctx)
      throw error
    }
  }
}

/** Another copy of this request was first: its answer is ours. */
export async function raced(ctx: Ctx, once: Once): Promise<Receipt> {
  const [found, made] = await ctx.db.batch([answeredBefore(ctx, once), bookingByKey(ctx, once)])
  const replay = replayOf(once, found)
  if (!replay) throw new Problem('unavailable', { retryAfter: 1 })
  return again(ctx, once, replay, made)
}

/** The receipt of what was made under this key before, as it stands now. Throws booking-over, code-replaced. */
export async function again(
  ctx: Ctx,
  once: Once,
  { kept }: AnsweredRow,
  made: BookingRow[],
): Promise<Receipt> {
  const [row] = made
  if (!row) throw new Problem('booking-over')
  const { promise } = keptSchema.parse(JSON.parse(kept))
  const open = await receiptAgain(ctx, row, promise)
  return { ...open, accessCode: await liveCode(ctx, row.reference, once.key, row.codeHash) }
}

async function write(
  ctx: Ctx,
  once: Once,
  made: Omit<NewBooking, 'reference' | 'accessCode' | 'channel' | 'locale'>,
  gate: Gate,
  within: (reference: string) => Beside = () => [],
): Promise<Receipt> {
  const reference = makeReference('A', dayOf(ctx.clock.now()))
  const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
  const { statements, receipt, wake } = await bookingWrite(ctx, {
    ...made,
    reference,
    accessCode,
    channel: 'public',
    locale: ctx.locale,
  })
  const [forget, recall] = remember(ctx, once, reference, { promise: receipt.promise })
  await ctx.db.batch([forget, recall, ...gate, ...statements, ...within(reference)])
  ctx.after(() => ctx.wake(wake))
  return { ...receipt, accessCode }
}
