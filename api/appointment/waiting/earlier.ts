import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { waiting } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf, MINUTE, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { letIn, referenceOf, triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { requireChangeable, textableOf } from '../change.ts'
import { bookingByReference } from '../query.ts'
import { readRules, rulesOn } from '../rules.ts'
import { alsoOf, codesOf, matterNames } from '../visit.ts'
import { bookingKeys, byBooking, type WaitingRow, waitingWhere } from './holderQuery.ts'
import { waitsAt } from './joinWrite.ts'
import type { EarlierInput, Standing } from './schema.ts'
import { settleSuited } from './settle.ts'
import { aheadOf, standingOf } from './standing.ts'
import { suitedDaysOf } from './suitedDays.ts'
import { ticketOf } from './ticket.ts'
import { listMessage } from './words.ts'

/**
 * Puts a booking on the list for an earlier time at the same counters. The booking stays as it is until an offer is
 * taken. A text says so the first time only: asking and leaving again and again must not reach a number that may be
 * somebody else's. Throws record-not-found, too-many-tries, not-changeable (over, or nothing earlier is possible),
 * waiting-busy, asked-too-often, invalid-input.
 */
export async function askEarlier({
  ctx,
  input,
}: {
  ctx: Ctx
  input: EarlierInput & { reference: string }
}): Promise<{ reference: string; earlier: Standing }> {
  const { reference } = referenceOf(input.reference)
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [tries, found, wishes, keys, ruleRows] = await ctx.db.batch([
    triesFor(ctx, reference),
    bookingByReference(ctx, reference),
    waitingWhere(ctx, byBooking(reference)),
    bookingKeys(ctx, reference),
    rulesOn(ctx, today),
  ])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  const key = keys[0]!
  requireChangeable(ctx, row)
  if (wishes[0]?.state === 'waiting' || wishes[0]?.state === 'offered') throw new Problem('waiting-busy')
  const rules = readRules(ruleRows)
  const suited = suitedDaysOf(input, today, rules, row.day)
  const id = newId('wt')
  const ticket = await ticketOf(ctx, key.personKey, row.matterCode, today)
  const matters = codesOf({
    matterCode: row.matterCode,
    alsoMatters: alsoOf(row).map(({ code }) => code),
    people: row.people,
  })
  const leaf = await leafFor(ctx, {
    action: 'waiting.join',
    subject: reference,
    facts: { stations: [row.slug], before: toIso(row.startsAt), toDay: suited.toDay },
  })
  const message = await listMessage(ctx, {
    template: 'waiting.joined',
    reference,
    locale: row.locale,
    phone: wishes.length > 0 ? null : await textableOf(ctx, row),
    point: { zh: row.pointZh, en: row.pointEn, phone: row.pointPhone },
    matterName: matterNames(row),
    toDay: suited.toDay,
  })
  const points = [{ pointId: row.pointId, counterGroup: row.slotGroup }]
  const [, , , , made, ahead] = await ctx.db.batch([
    ctx.db.insert(waiting).values({
      id,
      // Its holder knows it by the booking's.
      reference: id,
      codeHash: '',
      ticket,
      state: 'waiting',
      bookingId: row.id,
      beforeAt: row.startsAt,
      matterCode: row.matterCode,
      matters,
      people: row.people,
      minutes: row.length / MINUTE,
      fromDay: suited.fromDay,
      toDay: suited.toDay,
      weekdays: suited.weekdays,
      part: suited.part,
      personKey: key.personKey,
      contactKey: key.contactKey,
      phoneKey: key.phoneKey,
      locale: row.locale,
      idType: key.idType,
      exempt: row.exempt,
      joinedDay: today,
      createdAt: now,
      updatedAt: now,
      endsAt: Math.min(suited.endsAt, row.startsAt),
    }),
    // A booking that changed meanwhile has another start: the wish would be for the wrong time.
    stillBooked(ctx, row),
    waitsAt(ctx, id, points),
    leaf.statement,
    waitingWhere(ctx, sql`w.id = ${id}`),
    aheadOf(ctx, sql`w.id = ${id}`),
    ...message.statements,
  ])
  ctx.after(() => ctx.wake(message.now))
  ctx.after((later) => settleSuited(later, points, suited))
  return { reference, earlier: standingOf(ctx, made[0] as WaitingRow, null, ahead, rules) }
}

/** Statement that undoes the batch, as 'stale', when the booking is no longer as it was read. */
function stillBooked(ctx: Ctx, { id, version }: { id: string; version: number }) {
  return exec(
    ctx.db,
    sql`INSERT INTO guard (ok) SELECT EXISTS (
          SELECT 1 FROM booking WHERE id = ${id} AND version = ${version} AND state = 'booked')`,
  )
}
