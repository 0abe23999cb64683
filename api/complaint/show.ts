import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { callbacksAbout } from '../callback/openCallback.ts'
import { lineOf } from '../callback/words.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { textSchema } from '../openapi.ts'
import { offered, offerIn, offerOf } from '../survey/offer.ts'
import { openingsSchema } from '../track/openings.ts'
import { timelineSchema } from '../track/timelineSchema.ts'
import { complaintReference, letAuthorIn } from './access.ts'
import { clockView, complaintClockSchema, turnSchema } from './clockView.ts'
import { doneSchema, readDone } from './done.ts'
import { handledBySchema } from './handledBy.ts'
import { holderActs, holderCan } from './holderCan.ts'
import { answerOfJoined } from './joined.ts'
import { kindCodes } from './kinds/declaration.ts'
import { kindOf } from './kinds/index.ts'
import { mediationsOf } from './mediation/query.ts'
import { mediationSchema, mediationView } from './mediation/view.ts'
import { downWhyFrom, ownPublicSchema, publicOf, publishedFrom } from './own.ts'
import { complaintByReference, eventsOf, outsideOf, pausesOf, photosOf, viewsOf, wordsOf } from './query.ts'
import { readByBoth, threadOf } from './readByBoth.ts'
import { unsealed } from './sealed.ts'
import { type ComplaintState, stateNames, states } from './states.ts'
import { nextOf, timelineOf } from './timeline.ts'

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
    open: z.boolean().openapi({ description: 'Its author agrees to have it published' }),
    published: ownPublicSchema.nullable().openapi({ description: 'What of it is public now' }),
    downWhy: z.string().nullable().openapi({ description: 'Why the police took it down again' }),
    clock: complaintClockSchema.nullable(),
    turn: turnSchema.nullable(),
    thread: z.array(wordSchema),
    photos: z.array(photoSchema),
    outside: z.array(z.object({ office: z.string(), askedAt: z.string(), answered: z.boolean() })),
    timeline: z.array(timelineSchema),
    openings: openingsSchema,
    rating: offered,
    can: z.array(z.enum(holderActs)),
    photosMost: z.number().int(),
    remedy: textSchema.nullable(),
    satisfied: z.number().int().nullable(),
    dates: z
      .array(mediationSchema)
      .openapi({ description: 'Of a dispute: to which both sides come, the last first' }),
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
  const [tries, found, words, events, pauses, photos, outside, views, joined, calls, shown, dates, offer] =
    await ctx.db.batch([
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
      publicOf(ctx, reference),
      mediationsOf(ctx, reference),
      offerOf(ctx, reference),
    ])
  const row = await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  const kind = kindOf(row.kind)
  const own = photos.filter(({ side }) => side === 'resident').length
  return {
    ...(await readByBoth(ctx, row, { photos, outside, views })),
    stateText: states[row.state],
    clock: clockView(ctx, row, pauses),
    thread: await threadOf(ctx, row, words),
    timeline: [...timelineOf(row, events), ...calls.map(lineOf), ...nextOf(row)],
    published: publishedFrom(shown),
    downWhy: downWhyFrom(shown),
    can: holderCan(ctx, row, own, kind.photos),
    photosMost: kind.photos,
    remedy: ['answered', 'closed', 'declined', 'unanswered'].includes(row.state) ? kind.remedy : null,
    dates: await mediationView(ctx, dates),
    joined: await joinedOf(ctx, joined),
    rating: await offerIn(ctx, offer),
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
