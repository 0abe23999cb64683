import { z } from '@hono/zod-openapi'
import { comingSchema, newsItem } from '../notice/public/schema.ts'
import { listOf, textSchema } from '../openapi.ts'
import {
  audiences,
  certaintySchema,
  channelSchema,
  matterGroupSchema,
  matterSchema,
  timeLimitSchema,
} from './catalogue.ts'
import { ownPromiseSchema } from './overlay.ts'
import { paperAnswerSchema, paperSchema } from './paper.ts'

const townCode = z
  .string()
  .regex(/^\d{9}$/)
  .openapi({ example: '990101100', description: 'Town code, 9 digits' })
const words = z.string().max(60).openapi({ description: 'Words as people say them; all must be found' })
const slug = z.string().min(1).max(80).openapi({ example: 'qingshi' })

export const matterQuery = z.strictObject({
  q: words.optional(),
  audience: z.enum(audiences).optional(),
  group: matterGroupSchema.optional(),
  station: slug
    .optional()
    .openapi({ description: 'Only what this service point handles, with its own terms' }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
})
export type MatterQuery = z.infer<typeof matterQuery>

/** A matter in a list. */
export const matterItem = z.object({
  code: z.string().openapi({ example: 'ID-03' }),
  group: matterGroupSchema,
  name: textSchema,
  /** What people call it. */
  plainName: textSchema,
  summary: textSchema,
  audience: z.array(z.enum(audiences)),
  fee: textSchema,
  time: textSchema,
  channels: z.object({
    online: channelSchema,
    counter: channelSchema,
    home: channelSchema,
    agent: channelSchema,
  }),
  /** Whether this site has a form for it; `channels.online` says what the rules of the field allow. */
  onlineForm: z.boolean(),
  bookable: z.boolean(),
  booking: z.enum(['advised', 'optional', 'not-needed']),
  popular: z.number().int().nullable(),
})
export type MatterItem = z.infer<typeof matterItem>

export const matterList = listOf(matterItem).extend({
  /** With `q`, when nothing holds all its words: the matters nearest to them. */
  suggestions: z.array(matterItem),
})
export type MatterList = z.infer<typeof matterList>

const windowSchema = z.object({ opens: z.string(), closes: z.string() })

/** A place to go, and whether its door is open today. */
export const pointSchema = z.object({
  slug: z.string(),
  kind: z.enum(['hall', 'station', 'room']),
  name: textSchema,
  address: textSchema,
  phone: z.string(),
  stepFree: z.boolean(),
  today: z.object({
    status: z.enum(['open', 'closed']),
    windows: z.array(windowSchema),
    reason: textSchema.nullable(),
    /** The year's holiday notice is not out yet. */
    provisional: z.boolean(),
  }),
  /** The first day with a place left for the public; null when none is open to booking. */
  nextFreeDay: z.string().nullable(),
  /** The names of the few matters a room handles; empty where much more is handled. */
  only: z.array(textSchema),
})
export type Point = z.infer<typeof pointSchema>

const offerPoint = pointSchema.extend({
  audience: z.enum(['everyone', 'foreigners', 'not-foreigners']),
  /** Its own terms; null where the catalogue's hold. A promise longer than the law is never shown. */
  promise: ownPromiseSchema.nullable(),
  fee: matterSchema.shape.fee.nullable(),
  note: textSchema.nullable(),
})
export type OfferPoint = z.infer<typeof offerPoint>

/** The stored content as it is read: its promise is judged by overlay.ts, not by the shape. */
export const storedMatter = matterSchema.extend({ timeLimit: z.object(timeLimitSchema.shape) })

const townSchema = z.object({ code: z.string(), name: textSchema })

export const matterDetail = storedMatter
  .omit({ searchWords: true, offeredAt: true, relatedMatters: true })
  .extend({
    /** Whether this site has a form for it; `channels.online` says what the rules of the field allow. */
    onlineForm: z.boolean(),
    /** The matters its notes point to. */
    related: z.array(z.object({ code: z.string(), plainName: textSchema })),
    groupName: textSchema,
    /** Kinds of service point that handle it. */
    offeredKinds: matterSchema.shape.offeredAt,
    feeSummary: textSchema,
    timeSummary: textSchema,
    /** The station asked for: whether it handles this, and whose promise and fee are shown. */
    station: z
      .object({
        slug: z.string(),
        name: textSchema,
        offered: z.boolean(),
        /** Its own promise where it has one within the law: `timeLimit.promise` is this one then. */
        promise: ownPromiseSchema.nullable(),
        ownFee: z.boolean(),
        note: textSchema.nullable(),
      })
      .nullable(),
    /** The town's own points, then the halls; without a town the halls alone. */
    offeredAt: z.array(offerPoint),
    /** The town has more points that handle it than are named. */
    morePoints: z.boolean(),
    towns: z.array(townSchema),
    /** There are more towns than are named. */
    moreTowns: z.boolean(),
    today: z.string().openapi({ example: '2026-11-23' }),
  })
  .openapi('Matter')
export type MatterDetail = z.infer<typeof matterDetail>

export const matterParams = z.object({ code: z.string().max(12).openapi({ example: 'ID-03' }) })
export const showQuery = z.strictObject({ station: slug.optional(), town: townCode.optional() })

export const homeQuery = z.strictObject({ town: townCode.optional() })
export const homeSchema = z.object({
  popular: z.array(matterItem),
  groups: z.array(z.object({ code: matterGroupSchema, name: textSchema })),
  towns: z.array(townSchema),
  /** There are more towns than are named. */
  moreTowns: z.boolean(),
  town: townSchema
    .extend({
      points: z.array(pointSchema),
      /** The town has more points than are named. */
      morePoints: z.boolean(),
    })
    .nullable(),
  news: z.array(newsItem),
  /** The next meetings, open to everyone. */
  meetings: z.array(comingSchema),
  /** The bureau's halls: whether they are open, now and today. */
  halls: z.array(
    z.object({
      slug: z.string(),
      name: textSchema,
      today: pointSchema.shape.today,
      openNow: z.boolean(),
    }),
  ),
  today: z.string(),
})
export type Home = z.infer<typeof homeSchema>

export const paperQuery = z.strictObject({ q: words.optional() })
export const paperItem = z.object({
  id: z.string().openapi({ example: 'single' }),
  name: textSchema,
  answer: paperAnswerSchema,
  answerName: textSchema,
  matterCode: z.string().nullable(),
})
export type PaperItem = z.infer<typeof paperItem>
export const paperList = listOf(paperItem)
export type PaperList = z.infer<typeof paperList>

const letterSchema = z.object({
  title: z.string(),
  salutation: z.string(),
  paragraphs: z.array(z.string()),
  legalBasis: z.string(),
  closing: z.string(),
  /** To be filled in by hand. */
  blanks: z.array(z.string()),
  signature: z.object({ station: z.string(), date: z.string() }),
})

export const paperDetail = paperSchema
  .omit({ searchWords: true })
  .extend({
    answerName: textSchema,
    whoInsteadCertainty: certaintySchema,
    /** The matters named here, so that a reader can go on. */
    matters: z.array(z.object({ code: z.string(), name: textSchema, plainName: textSchema })),
    /** To hand to whoever asked, in both languages: they may not read the applicant's. */
    letter: z.object({ zh: letterSchema, en: letterSchema }).nullable(),
  })
  .openapi('Paper')
export type PaperDetail = z.infer<typeof paperDetail>
export const paperParams = z.object({ id: z.string().max(60) })
