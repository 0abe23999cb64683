import { z } from '@hono/zod-openapi'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { textSchema } from '../../openapi.ts'
import { maskName, maskPhone } from '../../privacy/mask.ts'
import { may } from '../../staff/permission.ts'
import { complaintReference } from '../access.ts'
import { categoryOf, categoryRows } from '../categories.ts'
import { clockView } from '../clockView.ts'
import { kindOf, kinds } from '../kinds/index.ts'
import { mediationsOf, roomsFor } from '../mediation/query.ts'
import { mediationView } from '../mediation/view.ts'
import { downWhyFrom, letStandFrom, publicOf, publishedFrom } from '../own.ts'
import { eventsOf, extensionsOf, outsideOf, pausesOf, photosOf, viewsOf, wordsOf } from '../query.ts'
import { readByBoth, threadOf } from '../readByBoth.ts'
import { unsealed } from '../sealed.ts'
import { complaintSchema, wordSchema } from '../show.ts'
import { toldAt } from '../timeline.ts'
import { barredFrom, eventOf, extensionOf, followersOf, namesIn, saidBy, sameAs, shownOf } from './beside.ts'
import { deskActs, deskCan } from './can.ts'
import { complaintInSight } from './found.ts'
import { reach, readsOn } from './reach.ts'
import { partFor, rowFor, stateFor } from './readOn.ts'
import { deskPauses } from './stateText.ts'
import { colleaguesFor } from './take.ts'
import { noteView, viewedToday } from './viewed.ts'

const sortedCodes = kinds.filter(({ sorted }) => sorted).map(({ code }) => code)
const sameSchema = z.object({ reference: z.string(), stateText: textSchema, receivedOn: z.string() })

// Whether it can be rated, and by what, is its author's alone.
export const deskComplaintSchema = complaintSchema
  .omit({ can: true, joined: true, photosMost: true, rating: true, remedy: true, timeline: true })
  .extend({
    rev: z.number().int(),
    thread: z.array(
      wordSchema.extend({
        rev: z.number().int().openapi({ description: 'The revision it was said at' }),
        by: z.string().nullable().openapi({ description: 'Who said it, of those at work' }),
      }),
    ),
    events: z.array(
      z.object({
        rev: z.number().int(),
        at: z.string(),
        text: textSchema,
        who: z.enum(['resident', 'staff', 'outside', 'system']),
        by: z.string().nullable(),
      }),
    ),
    pauses: z.array(z.object({ reason: textSchema, from: z.string(), to: z.string().nullable() })),
    extended: z.array(
      z.object({ value: z.number().int(), unit: z.string(), at: z.string(), by: z.string().nullable() }),
    ),
    extension: z
      .object({ value: z.number().int(), unit: z.string() })
      .nullable()
      .openapi({ description: 'How far the rule of its clock lets it be extended' }),
    evidence: z.enum(['none', 'needed', 'there']).openapi({
      description: 'Whether an answer needs a photo of what was done, and whether one is there',
    }),
    categories: z.array(z.object({ code: z.string(), name: textSchema })),
    letStand: z.string().nullable().openapi({
      description: 'Why somebody let stand what looks like personal data in what is public',
    }),
    tray: z.boolean(),
    followers: z.number().int().openapi({ description: 'How many neighbours wait for it; who, nobody sees' }),
    level: z.number().int(),
    above: z
      .boolean()
      .openapi({ description: 'It went one level up; you read on, and can add a note or a photo' }),
    handler: z.string().nullable().openapi({ description: 'Who has it' }),
    mine: z.boolean(),
    name: z.string().nullable().openapi({ description: 'Masked' }),
    phone: z.string().nullable().openapi({ description: 'Masked' }),
    point: z.object({ lat: z.number(), lon: z.number() }).nullable(),
    can: z.array(z.enum(deskActs)),
    declines: z.array(z.object({ key: z.string(), name: textSchema, road: textSchema })),
    outcomes: z
      .array(z.object({ key: z.string(), name: textSchema }))
      .openapi({ description: 'How an answer can come out, of what the police promised' }),
    rooms: z
      .array(z.object({ slug: z.string(), name: textSchema }))
      .openapi({ description: 'Of a dispute: where it can be mediated' }),
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
 * for each member of staff, and its author sees how often. Whoever reads on is shown what was before the objection (readOn.ts). One read, one write on the first opening of the day. Throws
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
  const [
    found,
    allWords,
    allEvents,
    allPauses,
    allExtensions,
    allPhotos,
    allOutside,
    allViews,
    seen,
    people,
    barred,
    allSame,
    named,
    categories,
    own,
    allDates,
    rooms,
    [waiting],
  ] = await ctx.db.batch([
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
    namesIn(ctx, reference),
    categoryRows(ctx, sortedCodes),
    publicOf(ctx, reference),
    mediationsOf(ctx, reference),
    roomsFor(ctx, reference),
    followersOf(ctx, reference),
  ])
  const reached = reach(ctx, 'complaint.handle', found, {}, { reads: true })
  const { row: whole, staff } = reached
  if (!seen.length) await ctx.db.batch([...(await noteView(ctx, reached, 0))])
  const above = readsOn(ctx.actor, whole)
  const all = {
    words: allWords,
    events: allEvents,
    pauses: allPauses,
    photos: allPhotos,
    outside: allOutside,
    dates: allDates,
  }
  const row = above ? rowFor(whole) : whole
  const { words, events, pauses, photos, outside, dates } = above ? partFor(whole, all) : all
  // Of what is at the supervision desk, or comes from what it does, whoever reads on is told nothing.
  const atDesk = <T>(list: readonly T[]): readonly T[] => (above ? [] : list)
  const kind = kindOf(row.kind)
  const nameOf = (id: string | null) => named.find((one) => one.id === id)?.name ?? null
  const clock = clockView(ctx, row, pauses)
  const open = pauses.find(({ toAt }) => toAt === null)
  const get = (column: 'name' | 'phone') => unsealed(ctx, 'complaint', row.id, column, row[column])
  const [name, phone, thread] = await Promise.all([get('name'), get('phone'), threadOf(ctx, row, words)])
  return {
    ...(await readByBoth(ctx, row, { photos, outside, views: atDesk(allViews) })),
    stateText: stateFor(above, whole.state).stateText,
    // What stops it is told to those at work in words of their own.
    clock: clock && { ...clock, paused: clock.paused && open ? deskPauses[open.reason] : null },
    thread: thread.map((word, i) => ({ ...word, ...saidBy(words.at(-1 - i), nameOf) })),
    events: events.map((event) => eventOf(row, event, nameOf)),
    pauses: pauses.map(({ reason, fromAt, toAt }) => ({
      reason: deskPauses[reason],
      from: toldAt(row, fromAt),
      to: toAt === null ? null : toldAt(row, toAt),
    })),
    extended: atDesk(allExtensions).map(({ value, unit, at, approverId }) => ({
      value,
      unit,
      at: toldAt(row, at),
      by: nameOf(approverId),
    })),
    extension: extensionOf(row),
    evidence: kind.evidence ? shownOf(row, photos) : 'none',
    categories: kind.sorted
      ? categories
          .filter((each) => each.kind === row.kind)
          .map(categoryOf)
          .map(({ code, name }) => ({ code, name }))
      : [],
    rev: row.rev,
    tray: row.tray === 1,
    followers: above ? 0 : (waiting?.followers ?? 0),
    level: row.level,
    above,
    handler: nameOf(row.handlerId),
    mine: row.handlerId === staff.id,
    name: name === null ? null : maskName(name),
    phone: phone === null ? null : maskPhone(phone),
    point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    published: publishedFrom(atDesk(own)),
    downWhy: downWhyFrom(atDesk(own)),
    letStand: letStandFrom(atDesk(own)),
    can: deskCan(ctx, whole, allExtensions, allDates, own[0]?.state),
    dates: await mediationView(ctx, dates),
    rooms: atDesk(rooms).map(({ slug, zh, en }) => ({ slug, name: { zh, en } })),
    declines: [...kind.declines],
    outcomes: [...(kind.own?.outcomes ?? [])],
    colleagues: atDesk(people).filter(({ id }) => id !== row.handlerId),
    barred: may(ctx.actor, 'complaint.supervise', row.desk) ? barred.map(({ zh, en }) => ({ zh, en })) : null,
    same: atDesk(allSame).map((other) => ({
      reference: other.reference,
      stateText: stateFor(readsOn(ctx.actor, other), other.state).stateText,
      receivedOn: dayOf(other.receivedAt),
    })),
  }
}
