import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import type { Channel } from '../../db/schema/appointment.ts'
import { booking } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { blindIndex, personKey } from '../privacy/blindIndex.ts'
import { codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import type { Locale } from '../shared/text.ts'
import type { People } from './applicant.ts'
import { messagesFor } from './messages.ts'
import { receiptOf } from './receipt.ts'
import { sealPeople } from './sealPeople.ts'
import { codesOf, type VisitRow, type Wanted } from './visit.ts'

/** The keys a person is known by: the document (or name and number), name and number, and the number messages go to. */
export async function keysOf(ctx: Ctx, { applicant, textable }: People) {
  const { name, phone } = applicant
  const [person, contact, phoneKey] = await Promise.all([
    blindIndex(ctx.keys, 'person', personKey(applicant)),
    blindIndex(ctx.keys, 'person', personKey({ idType: 'none', name, phone })),
    blindIndex(ctx.keys, 'phone', textable ?? phone),
  ])
  return { person, contact, phoneKey }
}

/** A booking about to be made, by whatever road. */
export interface NewBooking {
  reference: string
  accessCode: string
  people: People
  keys: Awaited<ReturnType<typeof keysOf>>
  visit: VisitRow
  wanted: Wanted
  exempt: boolean
  channel: Channel
  /** The language of its messages. */
  locale: Locale
}

/**
 * The statements that make a booking with its audit leaf and its messages, the receipt without its code, and the
 * messages to wake after the batch. The database refuses what does not fit: slot-full, slot-closed, already-booked,
 * phone-busy, reference-taken.
 */
export async function bookingWrite(ctx: Ctx, made: NewBooking) {
  const { reference, people, keys, visit, wanted, channel, locale } = made
  const now = ctx.clock.now()
  const codes = codesOf(wanted)
  const id = newId('bk')
  const leaf = await leafFor(ctx, {
    action: 'appointment.book',
    subject: reference,
    facts: {
      station: visit.slug,
      matters: [wanted.matterCode, ...wanted.alsoMatters],
      people: wanted.people,
      startsAt: toIso(visit.startsAt),
      channel,
    },
  })
  const messages = await messagesFor(ctx, 'appointment.booked', reference, visit, people.textable, locale)
  const statements = [
    // A visit that is over no longer counts as open, even before the cron has said so.
    exec(
      ctx.db,
      sql`UPDATE booking SET state = 'ended', version = version + 1, updated_at = ${now}
          WHERE state = 'booked' AND ends_at < ${now}
            AND id IN (SELECT booking_id FROM json_each(${codes}) JOIN open_matter ON matter_code = value AND person_key = ${keys.person}
              UNION SELECT booking_id FROM json_each(${codes})
                JOIN open_matter ON matter_code = value AND contact_key = ${keys.contact} AND contact_key <> '')`,
    ),
    ctx.db.insert(booking).values({
      id,
      reference,
      codeHash: await codeHash(ctx.keys.code, reference, made.accessCode),
      slotId: visit.slotId,
      matterCode: visit.matterCode,
      channel,
      state: 'booked',
      version: 0,
      personKey: keys.person,
      contactKey: keys.contact,
      phoneKey: keys.phoneKey,
      locale,
      idType: people.applicant.idType,
      ...(await sealPeople(ctx, 'booking', id, people)),
      createdAt: now,
      updatedAt: now,
      endsAt: visit.endsAt,
      matters: codes,
      people: wanted.people,
      minutes: wanted.minutes ?? null,
      exempt: made.exempt ? 1 : 0,
    }),
    leaf.statement,
    ...messages.statements,
  ] as const
  const receipt = receiptOf({
    reference,
    visit,
    name: people.applicant.name,
    helperName: people.helper?.name ?? null,
    textable: people.textable,
    changedAt: now,
    promise: leaf.promise,
  })
  return { id, statements, receipt, wake: messages.now }
}
