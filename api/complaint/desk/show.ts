import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { textSchema } from '../../openapi.ts'
import { maskName, maskPhone } from '../../privacy/mask.ts'
import { may } from '../../staff/permission.ts'
import { complaintReference } from '../access.ts'
import { handledBy } from '../answerers.ts'
import { clockView, turnView } from '../clockView.ts'
import { kindOf } from '../kinds/index.ts'
import { eventsOf, extensionsOf, outsideOf, pausesOf, photosOf, viewsOf, wordsOf } from '../query.ts'
import { unsealed } from '../sealed.ts'
import { answersOf, complaintSchema, openingsFrom, textOf, threadOf } from '../show.ts'
import { states, waitsFor } from '../states.ts'
import { nextOf, timelineOf, toldAt } from '../timeline.ts'
import { deskActs, deskCan } from './can.ts'
import { complaintInSight } from './found.ts'
import { reach } from './reach.ts'
import { inSight } from './sight.ts'
import { colleaguesFor } from './take.ts'
import { noteView, viewedToday } from './viewed.ts'

const sameSchema = z.object({ reference: z.string(), stateText: textSchema, receivedOn: z.string() })

export const deskComplaintSchema = complaintSchema
  .omit({ can: true, joined: true, photosMost: true, remedy: true })
  .extend({
    rev: z.number().int(),
    tray: z.boolean(),
    level: z.number().int(),
    handler: z.string().nullable().openapi({ description: 'Who has it' }),
    mine: z.boolean(),
    name: z.string().nullable().openapi({ description: 'Masked' }),
    phone: z.string().nullable().openapi({ description: 'Masked' }),
    point: z.object({ lat: z.number(), lon: z.number() }).nullable(),
    can: z.array(z.enum(deskActs)),
    declines: z.array(z.object({ key: z.string(), name: textSchema, road: textSchema })),
    colleagues: z.array(z.object({ id: z.string(), name: z.string() })),
    barred: z
      .array(textSchema)
      .nullable()
      .openapi({ description: 'Whom it must not reach; told to the supervision desk alone' }),
    same: z.array(sameSchema).openapi({ description: 'With the very same words, or of the same phone' }),
  })
  .openapi('DeskComplaint')
export type DeskComplaint = z.infer<typeof deskComplaintSchema>

/**
 * Opens a complaint for whoever handles it: the words in clear, name and number masked. That it was opened is noted once a day
 * for each member of staff, and its author sees how often. One read, one write on the first opening of the day. Throws
 * invalid-input, record-not-found (also for whom it must not reach), not-allowed.
 */
export async function openAtDesk({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string }
}): Promise<DeskComplaint> {
  const reference = complaintReference(input.reference)
  const [found, words, events, pauses, extensions, photos, outside, views, seen, people, barred, same] =
    await ctx.db.batch([
      complaintInSight(ctx, reference),
      wordsOf(ctx, reference, true),
      eventsOf(ctx, reference),
      pausesOf(ctx, reference),
      extensionsOf(ctx, reference),
      photosOf(ctx, reference),
      outsideOf(ctx, reference),
      viewsOf(ctx, reference),
      viewedToday(ctx, reference),
      colleaguesFor(ctx, reference),
      barredFrom(ctx, reference),
      sameAs(ctx, reference),
    ])
  const reached = reach(ctx, 'complaint.handle', found)
  const { row, staff } = reached
  if (!seen.length) await ctx.db.batch([...(await noteView(ctx, reached, 0))])
  const kind = kindOf(row.kind)
  const get = (column: 'words' | 'place' | 'name' | 'phone') =>
    unsealed(ctx, 'complaint', row.id, column, row[column])
  const [told, place, name, phone, answers, thread] = await Promise.all([
    get('words'),
    get('place'),
    get('name'),
    get('phone'),
    answersOf(ctx, row),
    threadOf(ctx, row, words),
  ])
  return {
    reference,
    kind: row.kind,
    kindName: kind.name,
    category: textOf(row.categoryZh, row.categoryEn),
    anonymous: row.anonymous === 1,
    away: row.away === 1,
    state: row.state,
    stateText: states[row.state],
    closedHow: row.closedHow,
    waitsFor: waitsFor(row.state),
    threadWaits: row.threadWaits,
    handledBy: handledBy(row),
    about: textOf(row.aboutZh, row.aboutEn),
    where: { town: textOf(row.townZh, row.townEn), area: textOf(row.areaZh, row.areaEn), place },
    words: told,
    answers,
    open: row.openWish === 1,
    clock: clockView(ctx, row, pauses),
    turn: turnView(row),
    thread,
    photos: photos.map(({ id, side, type, size, addedAt }) => ({
      id,
      side,
      type,
      size,
      at: toldAt(row, addedAt),
    })),
    outside: outside.map(({ office, askedAt, answeredAt }) => ({
      office,
      askedAt: toldAt(row, askedAt),
      answered: answeredAt !== null,
    })),
    timeline: [...timelineOf(row, events), ...nextOf(row)],
    openings: openingsFrom(views),
    satisfied: row.satisfied,
    rev: row.rev,
    tray: row.tray === 1,
    level: row.level,
    handler: people.find(({ id }) => id === row.handlerId)?.name ?? null,
    mine: row.handlerId === staff.id,
    name: name === null ? null : maskName(name),
    phone: phone === null ? null : maskPhone(phone),
    point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    can: deskCan(ctx, row, extensions),
    declines: [...kind.declines],
    colleagues: people.filter(({ id }) => id !== row.handlerId),
    barred: may(ctx.actor, 'complaint.supervise', row.desk) ? barred.map(({ zh, en }) => ({ zh, en })) : null,
    same: same.map(({ reference: other, state, receivedAt }) => ({
      reference: other,
      stateText: states[state],
      receivedOn: dayOf(receivedAt),
    })),
  }
}

/** Statement: whom it must not reach, by name. */
const barredFrom = (ctx: Ctx, reference: string) =>
  rows<{ zh: string; en: string }>(
    ctx.db,
    sql`SELECT coalesce(p.name_zh, o.name_zh, u.name) AS zh, coalesce(p.name_en, o.name_en, u.name) AS en
        FROM complaint c JOIN complaint_barred b ON b.complaint_id = c.id
          LEFT JOIN service_point p ON b.who = 'point' AND p.id = b.barred_id
          LEFT JOIN officer o ON b.who = 'officer' AND o.id = b.barred_id
          LEFT JOIN staff_user u ON b.who = 'staff' AND u.id = b.barred_id
        WHERE c.reference = ${reference} ORDER BY b.who, b.barred_id LIMIT 60`,
  )

/** Statement: others with the very same words, or of the same phone, of those in sight. */
const sameAs = (ctx: Ctx, reference: string) =>
  rows<{ reference: string; state: keyof typeof states; receivedAt: number }>(
    ctx.db,
    sql`SELECT c.reference AS reference, c.state AS state, c.received_at AS receivedAt
        FROM complaint x JOIN complaint c ON c.id <> x.id AND c.id IN (
          SELECT id FROM (SELECT id FROM complaint WHERE words_key = x.words_key AND words_key <> '' LIMIT 10)
          UNION SELECT id FROM (SELECT id FROM complaint WHERE phone_key = x.phone_key AND phone_key <> '' LIMIT 10))
        WHERE x.reference = ${reference} AND ${inSight(ctx)} ORDER BY c.received_at DESC, c.id LIMIT 10`,
  )
