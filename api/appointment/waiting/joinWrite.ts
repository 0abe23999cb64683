import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { waiting } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { maskName } from '../../privacy/mask.ts'
import { codeHash } from '../../shared/accessCode.ts'
import { newId } from '../../shared/id.ts'
import type { People } from '../applicant.ts'
import { sealPeople } from '../sealPeople.ts'
import { codesOf, type Wanted } from '../visit.ts'
import type { keysOf } from '../write.ts'
import { endPastOf, type OfferedRow } from './joinQuery.ts'
import { type SuitedDays, weekdaysOf } from './suitedDays.ts'
import { ticketOf } from './ticket.ts'
import { joined, listMessage } from './words.ts'

/** A place on the list about to be made. `minutes` is the length of the whole visit. */
export interface NewEntry {
  reference: string
  accessCode: string
  people: People
  keys: Awaited<ReturnType<typeof keysOf>>
  wanted: Wanted
  suited: SuitedDays
  points: (OfferedRow & { minutes: number })[]
  /** The matters, in the order asked for. */
  names: { code: string; name: { zh: string; en: string } }[]
  exempt: boolean
}

/**
 * The statements that put somebody on the list with their audit leaf and message, and the receipt without its code
 * and rules. The database refuses what does not fit: waiting-busy, phone-busy, reference-taken.
 */
export async function entryWrite(ctx: Ctx, entry: NewEntry) {
  const { reference, people, keys, wanted, suited, points, names } = entry
  const now = ctx.clock.now()
  const joinedDay = dayOf(now)
  const id = newId('wt')
  const ticket = await ticketOf(ctx, keys.person, wanted.matterCode, joinedDay)
  const { fromDay, toDay, weekdays, part, endsAt } = suited
  const minutes = points[0]?.minutes ?? 0
  const leaf = await leafFor(ctx, {
    action: 'waiting.join',
    subject: reference,
    facts: {
      stations: points.map(({ slug }) => slug),
      matters: [wanted.matterCode, ...wanted.alsoMatters],
      people: wanted.people,
      fromDay,
      toDay,
    },
  })
  const message = await listMessage(ctx, {
    template: 'waiting.joined',
    reference,
    locale: ctx.locale,
    phone: people.textable,
    point: { zh: points[0]?.nameZh ?? '', en: points[0]?.nameEn ?? '', phone: points[0]?.phone ?? '' },
    matterName: joined(
      names.map(({ name }) => name.zh),
      names.map(({ name }) => name.en),
    ),
    toDay,
  })
  const statements = [
    endPastOf(ctx, keys),
    ctx.db.insert(waiting).values({
      id,
      reference,
      codeHash: await codeHash(ctx.keys.code, reference, entry.accessCode),
      ticket,
      state: 'waiting',
      matterCode: wanted.matterCode,
      matters: codesOf(wanted),
      people: wanted.people,
      minutes,
      fromDay,
      toDay,
      weekdays,
      part,
      personKey: keys.person,
      contactKey: keys.contact,
      phoneKey: keys.phoneKey,
      locale: ctx.locale,
      idType: people.applicant.idType,
      exempt: entry.exempt ? 1 : 0,
      ...(await sealPeople(ctx, 'waiting', id, people)),
      joinedDay,
      createdAt: now,
      updatedAt: now,
      endsAt,
    }),
    waitsAt(ctx, id, points),
    leaf.statement,
    ...message.statements,
  ] as const
  const receipt = {
    reference,
    ticket,
    sought: {
      stations: points.map(({ slug, nameZh, nameEn, phone }) => ({
        slug,
        name: { zh: nameZh, en: nameEn },
        phone,
      })),
      matter: names[0]!,
      alsoMatters: names.slice(1),
      people: wanted.people,
      minutes,
      fromDay,
      toDay,
      weekdays: weekdaysOf(weekdays),
      part,
      before: null,
      ticket,
      joinedDay,
    },
    applicantName: maskName(people.applicant.name),
    helperName: people.helper && maskName(people.helper.name),
    told: people.textable === null ? ('landline' as const) : ('text' as const),
    promise: leaf.promise,
  }
  return { statements, receipt, wake: message.now }
}

/** Statement: the counters at which a place on the list waits. */
export function waitsAt(ctx: Ctx, id: string, points: readonly { pointId: string; counterGroup: string }[]) {
  const list = JSON.stringify(points.map(({ pointId, counterGroup }) => ({ pointId, counterGroup })))
  return exec(
    ctx.db,
    sql`INSERT INTO waiting_point (service_point_id, counter_group, waiting_id, joined_at)
        SELECT value ->> 'pointId', value ->> 'counterGroup', ${id}, ${ctx.clock.now()} FROM json_each(${list})`,
  )
}
