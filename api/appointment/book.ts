import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { booking } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, trayFull } from '../intake/bots.ts'
import { type EarlierRow, earlier, type Once, openOnce, remember, replayOf } from '../intake/once.ts'
import { blindIndex, personKey } from '../privacy/blindIndex.ts'
import { seal } from '../privacy/field.ts'
import { invalid, Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import { type People, readPeople } from './applicant.ts'
import { messagesFor } from './messages.ts'
import { requireBookable, requireTogether, withNearest } from './place.ts'
import { type BookingRow, bookingByKey, mattersWanted, visitFor } from './query.ts'
import { type OpenReceipt, receiptAgain, receiptOf } from './receipt.ts'
import { readRules, rulesOn } from './rules.ts'
import { type BookingInput, promiseSchema, type Receipt, wantedOf } from './schema.ts'
import { codesOf, type VisitRow, type Wanted } from './visit.ts'

/** What an idempotency row keeps of a booking: the word given for its audit leaf. */
const keptSchema = z.object({ promise: promiseSchema })

/**
 * Books a visit: one read, one write. The database refuses a full or closed slot and a second open
 * booking of the same person and matter, whatever happened since the read. The same key and body give the
 * same receipt, as the booking stands now. Throws invalid-input, slot-full and slot-closed (with the nearest free times),
 * matter-not-offered, already-booked, phone-busy, booking-over, idempotency-mismatch, proof-invalid, tray-full.
 */
export async function book({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: BookingInput
  idempotencyKey: string | undefined
}): Promise<Receipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const once = await openOnce(ctx, 'appointment.book', idempotencyKey, body)
  const wanted = wantedOf(input)
  const [before, made, visits, matters, found] = await ctx.db.batch([
    earlier(ctx, once),
    bookingByKey(ctx, once),
    visitFor(ctx, input.slotId, wanted),
    mattersWanted(ctx, wanted),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const replay = replayOf(once, before)
  if (replay) return again(ctx, once, replay, made)
  const people = readPeople(ctx, input)
  const rules = readRules(found)
  requireTogether(wanted, matters, rules)
  const visit = await requireBookable(ctx, visits[0], rules)
  const gate = await admit(ctx, 'appointment.book', proof)
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(ctx, once, { people, visit, wanted, exempt: input.exempt ?? false }, gate)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return raced(ctx, once)
      // Whoever probes for other people's bookings pays for it like everyone else.
      if (refusal === 'already-booked' && gate.length) await ctx.db.batch([gate[0]!, ...gate.slice(1)])
      if (refusal === 'slot-full' || refusal === 'slot-closed') throw await withNearest(ctx, refusal, visit)
      if (refusal === 'proof-spent') throw new Problem('proof-invalid')
      if (refusal === 'tray-full') throw trayFull(ctx)
      throw error
    }
  }
}

/** Another copy of this request was first: its answer is ours. */
async function raced(ctx: Ctx, once: Once): Promise<Receipt> {
  const [found, made] = await ctx.db.batch([earlier(ctx, once), bookingByKey(ctx, once)])
  const replay = replayOf(once, found)
  if (!replay) throw new Problem('unavailable', { retryAfter: 1 })
  return again(ctx, once, replay, made)
}

async function again(ctx: Ctx, once: Once, { kept }: EarlierRow, made: BookingRow[]): Promise<Receipt> {
  const [row] = made
  if (!row) throw new Problem('booking-over')
  const { promise } = keptSchema.parse(JSON.parse(kept))
  return withCode(ctx, once, await receiptAgain(ctx, row, promise))
}

async function withCode(ctx: Ctx, once: Once, open: OpenReceipt): Promise<Receipt> {
  return { ...open, accessCode: await codeFor(ctx.keys.code, open.reference, once.key, 8) }
}

async function write(
  ctx: Ctx,
  once: Once,
  { people, visit, wanted, exempt }: { people: People; visit: VisitRow; wanted: Wanted; exempt: boolean },
  gate: Awaited<ReturnType<typeof admit>>,
): Promise<Receipt> {
  const now = ctx.clock.now()
  const codes = codesOf(wanted)
  const id = newId('bk')
  const reference = makeReference('A', dayOf(now))
  const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
  const person = await blindIndex(ctx.keys, 'person', personKey(people.applicant))
  const { name: visitor, phone } = people.applicant
  const contact = await blindIndex(ctx.keys, 'person', personKey({ idType: 'none', name: visitor, phone }))
  const leaf = await leafFor(ctx, {
    action: 'appointment.book',
    subject: reference,
    facts: {
      station: visit.slug,
      matters: [wanted.matterCode, ...wanted.alsoMatters],
      people: wanted.people,
      startsAt: toIso(visit.startsAt),
      channel: 'public',
    },
  })
  const messages = await messagesFor(ctx, 'appointment.booked', reference, visit, people.textable, ctx.locale)
  const [forget, recall] = remember(ctx, once, reference, { promise: leaf.promise })
  await ctx.db.batch([
    forget,
    recall,
    ...gate,
    // A visit that is over no longer counts as open, even before the cron has said so.
    exec(
      ctx.db,
      sql`UPDATE booking SET state = 'ended', version = version + 1, updated_at = ${now}
          WHERE state = 'booked' AND ends_at < ${now}
            AND id IN (SELECT booking_id FROM json_each(${codes}) JOIN open_matter ON matter_code = value AND person_key = ${person}
              UNION SELECT booking_id FROM json_each(${codes})
                JOIN open_matter ON matter_code = value AND contact_key = ${contact} AND contact_key <> '')`,
    ),
    ctx.db.insert(booking).values({
      id,
      reference,
      codeHash: await codeHash(ctx.keys.code, reference, accessCode),
      slotId: visit.slotId,
      matterCode: visit.matterCode,
      channel: 'public',
      state: 'booked',
      version: 0,
      personKey: person,
      contactKey: contact,
      phoneKey: await blindIndex(ctx.keys, 'phone', people.textable ?? people.applicant.phone),
      locale: ctx.locale,
      idType: people.applicant.idType,
      ...(await sealed(ctx, id, people)),
      createdAt: now,
      updatedAt: now,
      endsAt: visit.endsAt,
      matters: codes,
      people: wanted.people,
      exempt: exempt ? 1 : 0,
    }),
    leaf.statement,
    ...messages.statements,
  ])
  ctx.after(() => ctx.wake(messages.now))
  const open = receiptOf({
    reference,
    visit,
    name: people.applicant.name,
    helperName: people.helper?.name ?? null,
    textable: people.textable,
    changedAt: now,
    promise: leaf.promise,
  })
  return { ...open, accessCode }
}

async function sealed(ctx: Ctx, row: string, { applicant, helper, note }: People) {
  const put = (column: string, value: string | null | undefined) =>
    value ? seal(ctx.keys, { table: 'booking', column, row }, value) : Promise.resolve(null)
  const [name, phone, idNumber, helperName, helperPhone, words] = await Promise.all([
    put('name', applicant.name),
    put('phone', applicant.phone),
    put('id_number', applicant.idNumber),
    put('helper_name', helper?.name),
    put('helper_phone', helper?.phone),
    put('note', note),
  ])
  return { name, phone, idNumber, helperName, helperPhone, note: words }
}
