import { z } from '@hono/zod-openapi'
import { bookingStates } from '../../db/schema/appointment.ts'
import { feedbackStates, feedbackWhats } from '../../db/schema/feedback.ts'
import { entryStates, entryWhats } from '../../db/schema/meeting.ts'
import { volunteerStates } from '../../db/schema/volunteer.ts'
import { waitingStates } from '../../db/schema/waiting.ts'
import { shownStates } from '../application/outcome.ts'
import { applicationSchema } from '../application/schema.ts'
import { slotSchema, visitSchema } from '../appointment/schema.ts'
import { standingSchema, waitingCan } from '../appointment/waiting/schema.ts'
import { handledBySchema } from '../complaint/handledBy.ts'
import { stateNames as complaintStates } from '../complaint/states.ts'
import { answererSchema } from '../feedback/schema.ts'
import { meetingList, pointSchema } from '../meeting/schema.ts'
import { textSchema } from '../openapi.ts'
import { offered } from '../survey/offer.ts'
import { casefileTrackSchema } from './casefileSchema.ts'
import { openingsSchema } from './openings.ts'
import { type TimelineEntry, timelineSchema } from './timelineSchema.ts'

export const trackInputSchema = z.strictObject({
  reference: z
    .string({ error: 'reference.invalid' })
    .min(1, { error: 'reference.invalid' })
    .max(80)
    .openapi({ example: 'A-20261123-7K3M9Q' }),
  accessCode: z
    .string({ error: 'code.required' })
    .min(1, { error: 'code.required' })
    .max(80)
    .openapi({ example: 'H4TX9W2C' }),
})

export { type TimelineEntry, timelineSchema }

const bookingTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('appointment'),
    status: z.enum(bookingStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable(),
    /** What the holder can do next. */
    can: z.array(z.enum(['move', 'cancel', 'calendar', 'earlier'])),
    openings: openingsSchema,
    rating: offered,
    appointment: z.object({
      visit: visitSchema,
      applicantName: z.string(),
      applicantPhone: z.string(),
      helperName: z.string().nullable(),
      version: z.number().int(),
      lateCancel: z.object({ minutes: z.number().int(), counts: z.boolean() }).nullable().openapi({
        description: 'Cancelling now is so late that it is marked; counts: like a missed visit. Else null',
      }),
      earlier: standingSchema.nullable().openapi({ description: 'The earlier time it waits for' }),
      phoneConfirmed: z.boolean().openapi({ description: 'Its holder showed that the number is theirs' }),
      closed: z
        .object({ reason: textSchema })
        .nullable()
        .openapi({ description: 'The counter is closed at that time; the booking stands until it is moved' }),
      suggestions: z
        .array(slotSchema)
        .openapi({ description: 'When it is closed: the nearest times free for this visit' }),
    }),
  })
  .openapi('Track')
/** What is known of a booking. */
export type Track = z.infer<typeof bookingTrackSchema>

const waitingTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('waiting'),
    status: z.enum(waitingStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable().openapi({ description: 'When the open offer lapses' }),
    can: z.array(z.enum(waitingCan)),
    openings: openingsSchema,
    waiting: standingSchema.extend({
      applicantName: z.string(),
      applicantPhone: z.string(),
      helperName: z.string().nullable(),
      takenAs: z.string().nullable().openapi({ description: 'Reference of the booking made of it' }),
    }),
  })
  .openapi('WaitingTrack')
/** What is known of a place on the waiting list. */
export type WaitingTrack = z.infer<typeof waitingTrackSchema>

const feedbackTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('feedback'),
    status: z.enum(feedbackStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable().openapi({ description: 'When the answer to a report of an error is due' }),
    can: z.array(z.string()).max(0),
    openings: openingsSchema,
    feedback: z.object({
      what: z.enum(feedbackWhats),
      page: z.string(),
      notice: z.object({ id: z.string(), title: textSchema.nullable() }).nullable(),
      answerer: answererSchema,
      late: z.boolean(),
      counted: z.array(textSchema).openapi({ description: 'How the due day was counted, step by step' }),
      answer: z.string().nullable(),
      corrected: z.boolean().nullable(),
      closesOn: z
        .string()
        .nullable()
        .openapi({ description: 'Of an opinion: the last day of the consultation' }),
      kept: z.boolean().openapi({ description: 'False once the words are deleted' }),
    }),
  })
  .openapi('FeedbackTrack')
/** What is known of a report of an error, or of an opinion. */
export type FeedbackTrack = z.infer<typeof feedbackTrackSchema>

const meetingTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('meeting'),
    status: z.enum(entryStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable().openapi({ description: 'When the meeting begins' }),
    can: z.array(z.literal('cancel')),
    openings: openingsSchema,
    meeting: z.object({
      what: z.enum(entryWhats),
      of: meetingList.shape.items.element,
      persons: z.number().int().nullable(),
      needs: z.object({ stepFree: z.boolean(), interpreter: z.boolean() }).nullable(),
      name: z.string().nullable().openapi({ description: 'Masked' }),
      phone: z.string().nullable().openapi({ description: 'Masked' }),
      words: z.string().nullable().openapi({ description: 'Of a question: what was asked' }),
      answer: z.string().nullable(),
      mayPublish: z.boolean(),
      publishedOn: z.string().nullable(),
      cancelled: textSchema.nullable().openapi({ description: 'Why the meeting was cancelled' }),
      kept: z.boolean().openapi({ description: 'False once what was given is deleted' }),
    }),
  })
  .openapi('MeetingTrack')
/** What is known of a sign-up or a question for a meeting. */
export type MeetingTrack = z.infer<typeof meetingTrackSchema>

const volunteerTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('volunteer'),
    status: z.enum(volunteerStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.null(),
    can: z.array(z.literal('leave')),
    openings: openingsSchema,
    volunteer: z.object({
      kindText: textSchema,
      at: pointSchema,
      name: z.string().nullable().openapi({ description: 'Masked' }),
      phone: z.string().nullable().openapi({ description: 'Masked' }),
      training: z.array(z.object({ what: z.string(), day: z.string(), hours: z.number() })),
    }),
  })
  .openapi('VolunteerTrack')
/** How a volunteer stands. */
export type VolunteerTrack = z.infer<typeof volunteerTrackSchema>

const applicationTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('application'),
    status: z.enum(shownStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable().openapi({ description: 'When the clock that runs is due' }),
    can: z
      .array(z.literal('open'))
      .openapi({ description: 'POST /applications/{reference}/open has the rest' }),
    openings: openingsSchema,
    rating: offered,
    application: z.object({
      matterCode: z.string(),
      title: textSchema,
      station: z.object({ slug: z.string(), name: textSchema, phone: z.string() }),
      waitsFor: applicationSchema.shape.waitsFor,
      threadWaits: applicationSchema.shape.threadWaits,
      clock: applicationSchema.shape.clock,
      corrections: z.number().int().openapi({ description: 'What is still to be put right' }),
      elsewhere: applicationSchema.shape.elsewhere,
      visitOn: applicationSchema.shape.visitOn,
    }),
  })
  .openapi('ApplicationTrack')
/** What is known of an application. */
export type ApplicationTrack = z.infer<typeof applicationTrackSchema>

const complaintTrackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('complaint'),
    status: z.enum(complaintStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable().openapi({ description: 'When the clock or the turn that runs is due' }),
    can: z
      .array(z.literal('open'))
      .openapi({ description: 'POST /complaints/{reference}/open has the rest' }),
    openings: openingsSchema,
    rating: offered,
    complaint: z.object({
      kindName: textSchema,
      handledBy: handledBySchema,
      waitsFor: z.enum(['resident', 'office', 'other', 'nobody']),
      counted: z.array(textSchema),
      anonymous: z.boolean().openapi({ description: 'Then the timeline holds days and no times' }),
    }),
  })
  .openapi('ComplaintTrack')
/** What is known of a complaint. */
export type ComplaintTrack = z.infer<typeof complaintTrackSchema>

export const trackSchema = z.discriminatedUnion('kind', [
  complaintTrackSchema,
  applicationTrackSchema,
  bookingTrackSchema,
  waitingTrackSchema,
  feedbackTrackSchema,
  casefileTrackSchema,
  meetingTrackSchema,
  volunteerTrackSchema,
])
export type AnyTrack = z.infer<typeof trackSchema>
