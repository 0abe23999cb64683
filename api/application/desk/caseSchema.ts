import { z } from '@hono/zod-openapi'
import { clockNames, correctionKinds, identityReached } from '../../../db/schema/application.ts'
import { bookingStates, idTypes } from '../../../db/schema/appointment.ts'
import { certificateStates } from '../../../db/schema/certificate.ts'
import { textSchema } from '../../openapi.ts'
import { openingsSchema } from '../../track/openings.ts'
import { clockSchema } from '../clockSchema.ts'
import { deliveryWays, formSchema, materialFrom } from '../form/declaration.ts'
import { visitOnSchema } from '../homeVisit.ts'
import { printedSchema } from '../printedSchema.ts'
import { stateNames } from '../states.ts'
import { templateSchema } from './templateSchema.ts'
import { colleagueSchema } from './workSchema.ts'

/** What staff can do with an application, by the name of its route. */
export const acts = [
  'take',
  'take-over',
  'assign',
  'accept',
  'decline',
  'ask',
  'process',
  'elsewhere',
  'resume',
  'extend',
  'approve',
  'refuse',
  'issue',
  'handover',
  'visit-day',
  'message',
  'note',
  'ask-opinion',
  'give-opinion',
  'identity',
  'unmask',
  'code',
  'hold',
  'release',
] as const
export type Act = (typeof acts)[number]

const by = colleagueSchema.nullable()

export const caseSchema = z
  .object({
    reference: z.string(),
    rev: z.number().int(),
    state: z.enum(stateNames),
    stateText: textSchema,
    waitsFor: z.enum(['resident', 'office', 'other', 'nobody']),
    matter: z.object({ code: z.string(), name: textSchema }),
    form: formSchema,
    station: z.object({ slug: z.string(), name: textSchema, phone: z.string() }),
    channel: z.enum(['online', 'counter']),
    locale: z.enum(['zh', 'en']).openapi({ description: 'The language the resident reads' }),
    inner: z.boolean().openapi({
      description: 'Whether they handle applications here: only then answers, files and words are shown',
    }),
    person: z
      .object({
        name: z.string(),
        phone: z.string(),
        idType: z.enum(idTypes),
        idNumber: z.string(),
        address: z.string(),
        helper: z
          .object({ name: z.string(), phone: z.string(), relation: textSchema, authority: z.string() })
          .nullable(),
        kept: z.boolean(),
      })
      .openapi({ description: 'Masked' }),
    identity: z.object({
      reached: z.enum(identityReached),
      toFile: z.enum(identityReached),
      toReceive: z.enum(identityReached),
      own: z.boolean().openapi({
        description:
          'Whether the person reads the result, by a code of their own: only then somebody else can collect it',
      }),
    }),
    questions: z.array(z.object({ ask: textSchema, answer: textSchema })),
    answers: printedSchema.nullable().openapi({
      description: 'Names, numbers, addresses and what is sensitive are masked',
    }),
    materials: z.array(
      z.object({
        key: z.string(),
        name: textSchema,
        note: textSchema.nullable(),
        from: z.enum(materialFrom),
        required: z.boolean(),
        files: z.number().int(),
      }),
    ),
    files: z.array(
      z.object({
        id: z.string(),
        material: z.string(),
        label: textSchema,
        round: z.number().int(),
        name: z.string().openapi({ description: 'Masked but for its ending' }),
        type: z.string(),
        size: z.number().int(),
        addedAt: z.string(),
        byStaff: z.boolean(),
        sensitive: z.boolean(),
      }),
    ),
    thread: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['message', 'reason']),
        side: z.enum(['resident', 'office']),
        by,
        words: z.string(),
        at: z.string(),
      }),
    ),
    threadWaits: z.enum(['resident', 'office']).nullable(),
    notes: z.array(z.object({ id: z.string(), by, words: z.string(), at: z.string() })),
    opinions: z.array(
      z.object({
        id: z.string().openapi({ description: '`wordId` for the answer' }),
        by,
        to: by,
        words: z.string(),
        at: z.string(),
        answer: z.object({ by, words: z.string(), at: z.string() }).nullable(),
      }),
    ),
    corrections: z.array(
      z.object({
        round: z.number().int(),
        target: z.string(),
        label: textSchema,
        kind: z.enum(correctionKinds),
        words: z.string(),
        askedAt: z.string(),
        answeredAt: z.string().nullable(),
      }),
    ),
    events: z.array(
      z.object({
        from: z.enum(stateNames).nullable(),
        to: z.enum(stateNames),
        text: textSchema,
        at: z.string(),
        who: z.enum(['resident', 'system', 'staff']),
        by,
      }),
    ),
    clock: clockSchema.nullable(),
    pauses: z.array(
      z.object({
        office: textSchema,
        reason: textSchema.nullable(),
        from: z.string(),
        to: z.string().nullable(),
        stops: z.boolean().openapi({ description: 'Whether the clock stood still' }),
      }),
    ),
    pausable: z
      .array(z.string())
      .openapi({ description: 'Keys of `form.pauses` for which whoever looks can still stop the clock' }),
    extension: z
      .object({ most: z.number().int(), unit: z.string(), left: z.number().int() })
      .nullable()
      .openapi({ description: 'What the rule allows, and how many times more' }),
    extensions: z.array(
      z.object({ value: z.number().int(), unit: z.string(), by, words: z.string(), at: z.string() }),
    ),
    hold: z
      .object({ reason: textSchema.nullable(), by, words: z.string(), at: z.string() })
      .nullable()
      .openapi({
        description: 'Held back from being emptied; for those who handle it or may hold it',
      }),
    lapses: z.array(z.object({ clock: z.enum(clockNames), dueAt: z.string(), notedAt: z.string() })),
    receivedAt: z.string().nullable(),
    acceptedAt: z.string().nullable(),
    acceptedHow: z.enum(['staff', 'silence']).nullable(),
    decidedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    tookDays: z.number().int().nullable(),
    pausedDays: z.number().int().nullable(),
    similar: z.array(
      z.object({
        reference: z.string().nullable().openapi({
          description:
            'Null, with everything else: there is another, at a service point whose records one may not open, or this one is not proved yet',
        }),
        station: textSchema.nullable(),
        state: z.enum(stateNames).nullable(),
        stateText: textSchema.nullable(),
        madeAt: z.string().nullable(),
        open: z.boolean().nullable().openapi({ description: 'Open beside this one: a duplicate' }),
      }),
    ),
    delivery: z.enum(deliveryWays).nullable(),
    tracking: z.string().nullable(),
    needsFinding: z.boolean().openapi({ description: '`issue` asks what was found' }),
    certificates: z.array(
      z.object({
        number: z.string(),
        type: z.string(),
        state: z.enum(certificateStates),
        issuedAt: z.string(),
      }),
    ),
    visitOn: visitOnSchema.nullable(),
    comesHome: z
      .boolean()
      .openapi({ description: 'Approving it needs `visitOn`; handing over makes the record' }),
    visits: z.array(z.object({ reference: z.string(), startsAt: z.string(), state: z.enum(bookingStates) })),
    handler: by,
    first: by,
    colleagues: z.array(colleagueSchema),
    templates: z.array(templateSchema),
    openings: openingsSchema,
    can: z.array(z.enum(acts)),
  })
  .openapi('StaffApplication')
export type Case = z.infer<typeof caseSchema>
