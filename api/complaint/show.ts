import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { callbacksAbout } from '../callback/openCallback.ts'
import { lineOf } from '../callback/words.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { textSchema } from '../openapi.ts'
import { type Role, roles } from '../shared/actor.ts'
import type { Text } from '../shared/text.ts'
import { roleWords } from '../staff/permission.ts'
import { openingsSchema } from '../track/openings.ts'
import { timelineSchema } from '../track/timelineSchema.ts'
import { complaintReference, letAuthorIn } from './access.ts'
import { handledBy } from './answerers.ts'
import { clockView, complaintClockSchema, turnSchema, turnView } from './clockView.ts'
import { doneSchema, readDone } from './done.ts'
import { handledBySchema } from './handledBy.ts'
import { holderActs, holderCan } from './holderCan.ts'
import { kindCodes } from './kinds/declaration.ts'
import { kindOf } from './kinds/index.ts'
import {
  answerOfJoined,
  type ComplaintRow,
  complaintByReference,
  eventsOf,
  outsideOf,
  pausesOf,
  photosOf,
  viewsOf,
  type WordRow,
  wordsOf,
} from './query.ts'
import { unsealed } from './sealed.ts'
import { type ComplaintState, stateNames, states, waitsFor } from './states.ts'
import { nextOf, timelineOf, toldAt } from './timeline.ts'

export const wordSchema = z.object({
  id: z.string(),
  kind: z.string(),
  side: z.enum(['resident', 'office', 'outside']),
  at: z.string().openapi({ description: 'A day where the complaint is anonymous' }),
  words: z.string().nullable(),
  done: doneSchema.nullable().openapi({ description: 'Of an answer: what was done, and by whom' }),
})

export const photoSchema = z.object({
  id: z.string(),
  side: z.enum(['resident', 'office']),
  type: z.string(),
  size: z.number().int(),
  at: z.string(),
})

export const complaintSchema = z
  .object({
    reference: z.string(),
    kind: z.enum(kindCodes),
    kindName: textSchema,
    category: textSchema.nullable(),
    anonymous: z.boolean(),
    away: z.boolean(),
    state: z.enum(stateNames),
    stateText: textSchema,
    closedHow: z.string().nullable(),
    waitsFor: z.enum(['resident', 'office', 'other', 'nobody']),
    threadWaits: z.enum(['resident', 'office']).nullable(),
    handledBy: handledBySchema,
    about: textSchema.nullable(),
    where: z.object({
      town: textSchema.nullable(),
      area: textSchema.nullable(),
      place: z.string().nullable(),
    }),
    words: z.string().nullable().openapi({ description: 'null once its keeping time is over' }),
    answers: z.array(z.object({ key: z.string(), label: textSchema, value: z.string() })),
    open: z.boolean(),
    clock: complaintClockSchema.nullable(),
    turn: turnSchema.nullable(),
    thread: z.array(wordSchema),
    photos: z.array(photoSchema),
    outside: z.array(z.object({ office: z.string(), askedAt: z.string(), answered: z.boolean() })),
    timeline: z.array(timelineSchema),
    openings: openingsSchema,
    can: z.array(z.enum(holderActs)),
    photosMost: z.number().int(),
    remedy: textSchema.nullable(),
    satisfied: z.number().int().nullable(),
    joined: z
      .object({ stateText: textSchema, done: doneSchema.nullable() })
      .nullable()
      .openapi({ description: 'Of one that was joined to another: how that stands, and its answer' }),
  })
  .openapi('Complaint')
export type Complaint = z.infer<typeof complaintSchema>

/**
 * A complaint as its author reads it: what was said on both sides, whose move it is, by when and how that was counted, who
 * looked. One round trip. Throws invalid-input, record-not-found, too-many-tries.
 */
export async function showComplaint({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<Complaint> {
  const reference = complaintReference(input.reference)
  const [tries, found, words, events, pauses, photos, outside, views, joined, calls] = await ctx.db.batch([
    triesFor(ctx, reference),
    complaintByReference(ctx, reference),
    wordsOf(ctx, reference, false),
    eventsOf(ctx, reference),
    pausesOf(ctx, reference),
    photosOf(ctx, reference),
    outsideOf(ctx, reference),
    viewsOf(ctx, reference),
    answerOfJoined(ctx, reference),
    callbacksAbout(ctx, sql`(${reference})`),
  ])
  const row = await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  const kind = kindOf(row.kind)
  const own = photos.filter(({ side }) => side === 'resident').length
  const [told, place, answers] = await Promise.all([
    unsealed(ctx, 'complaint', row.id, 'words', row.words),
    unsealed(ctx, 'complaint', row.id, 'place', row.place),
    answersOf(ctx, row),
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
    thread: await threadOf(ctx, row, words),
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
    timeline: [...timelineOf(row, events), ...calls.map(lineOf), ...nextOf(row)],
    openings: openingsFrom(views),
    can: holderCan(ctx, row, own, kind.photos),
    photosMost: kind.photos,
    remedy: ['answered', 'closed', 'declined', 'unanswered'].includes(row.state) ? kind.remedy : null,
    satisfied: row.satisfied,
    joined: await joinedOf(ctx, joined),
  }
}

async function joinedOf(
  ctx: Ctx,
  [found]: readonly { state: ComplaintState; id: string | null; words: string | null }[],
) {
  if (!found) return null
  const clear =
    found.id === null ? null : await unsealed(ctx, 'complaint_word', found.id, 'words', found.words)
  return { stateText: states[found.state], done: clear === null ? null : readDone(clear) }
}

/** A name in both languages, or null. */
export const textOf = (zh: string | null, en: string | null): Text | null =>
  zh === null ? null : { zh, en: en ?? zh }

/** The thread in clear, the oldest first. */
export function threadOf(ctx: Ctx, row: Pick<ComplaintRow, 'anonymous'>, words: readonly WordRow[]) {
  return Promise.all(
    words.toReversed().map(async ({ id, kind, side, at, words: kept }) => {
      const clear = await unsealed(ctx, 'complaint_word', id, 'words', kept)
      const done = kind === 'answer' && clear !== null ? readDone(clear) : null
      return { id, kind, side, at: toldAt(row, at), words: done ? null : clear, done }
    }),
  )
}

/** The answers to the questions of its kind, with their labels. */
export async function answersOf(ctx: Ctx, row: ComplaintRow) {
  const clear = await unsealed(ctx, 'complaint', row.id, 'answers', row.answers)
  if (clear === null) return []
  const given = JSON.parse(clear) as Record<string, string>
  const fields = [
    ...kindOf(row.kind).fields,
    { key: 'officer', label: { zh: '说的是哪位民警', en: 'Which officer' }, choices: undefined },
  ]
  return fields.flatMap(({ key, label, choices }) => {
    const said = given[key]
    if (said === undefined) return []
    const choice = choices?.find((one) => one.key === said)
    return [{ key, label, value: choice ? choice.name[row.locale] : said }]
  })
}

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role)

/** How often people at work looked at it, by role; never who. */
export function openingsFrom(
  views: readonly { role: string; times: number; unmasked: number; lastDay: string }[],
) {
  const known = views.filter((view): view is (typeof views)[number] & { role: Role } => isRole(view.role))
  return {
    times: known.reduce((all, { times }) => all + times, 0),
    roles: known.map(({ role, times }) => ({ role, name: roleWords[role], times })),
    unmasked: known.reduce((all, { unmasked }) => all + unmasked, 0),
    lastDay:
      known
        .map(({ lastDay }) => lastDay)
        .sort()
        .at(-1) ?? null,
  }
}
