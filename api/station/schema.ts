import { z } from '@hono/zod-openapi'
import { answeredItem } from '../complaint/public/item.ts'
import { newestBandSchema } from '../evaluation/ofStation.ts'
import { counterGroupSchema } from '../matter/catalogue.ts'
import { newsItem } from '../notice/public/schema.ts'
import { listOf, textSchema } from '../openapi.ts'
import { dayHoursSchema, weekDay } from './weekSchema.ts'

export const kindSchema = z.enum(['hall', 'station', 'room'])
const townCode = z
  .string()
  .regex(/^\d{9}$/)
  .openapi({ example: '990101100', description: '9 digits' })
const cursor = z.string().max(200)
const audienceSchema = z.enum(['everyone', 'foreigners', 'not-foreigners'])
export const townSchema = z.object({ code: z.string(), name: textSchema }).openapi('Town')

export const stationQuery = z.strictObject({
  q: z.string().max(60).optional().openapi({
    description:
      'Any part of a name in Chinese, English, pinyin or initials, of a station, town, village or community',
  }),
  town: townCode.optional(),
  area: z
    .string()
    .regex(/^\d{12}$/)
    .optional()
    .openapi({ description: 'A village or community, 12 digits' }),
  street: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: 'With `area`: only who answers for streets whose name holds this' }),
  number: z.coerce.number().int().min(1).max(99_999).optional().openapi({
    description:
      'A house number, with `area` or `q`: only who answers for it. Words that end in one (鼓楼大街15号) say it as well',
  }),
  kind: kindSchema.optional(),
  matter: z.string().max(12).optional().openapi({
    description:
      'Only where this matter is handled. A page may be short, even empty, and still have a next one',
  }),
  near: townCode.optional().openapi({
    description:
      'Without words: the points of this town stand before the first page, at most 20, and on no other. Keep it with the cursor',
  }),
  with: z
    .literal('towns')
    .optional()
    .openapi({ description: 'Also lists the towns, for a page with a choice' }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor.optional(),
})
export type StationQuery = z.infer<typeof stationQuery>

export const stationItem = z
  .object({
    slug: z.string().openapi({ example: 'qingshi' }),
    code: z.string(),
    kind: kindSchema,
    name: textSchema,
    address: textSchema,
    phone: z.string(),
    dutyLineAllDay: z.boolean(),
    stepFree: z.boolean(),
    town: townSchema.nullable(),
    /** The village or community of the query that this service point answers for. */
    matchedArea: textSchema.nullable(),
    near: z
      .literal(true)
      .optional()
      .openapi({ description: 'Stands before the page: of the town asked for' }),
    audience: audienceSchema.optional().openapi({ description: 'With `matter`: whom it is for here' }),
    room: z
      .object({ week: z.array(weekDay), officers: z.array(textSchema) })
      .optional()
      .openapi({ description: 'With `kind=room`: the days on which somebody is there, and who' }),
    nextFree: z
      .object({ day: z.string(), startsAt: z.string() })
      .nullable()
      .optional()
      .openapi({ description: 'With `matter`: the first free place at its counter, or null' }),
  })
  .openapi('StationItem')
export type StationItem = z.infer<typeof stationItem>

/** Who answers for an area, or for a stretch of one of its streets. `street` null: all of it. */
const partSchema = z.object({
  street: textSchema.nullable(),
  fromNumber: z.number().int().nullable(),
  toNumber: z.number().int().nullable(),
  parity: z.enum(['odd', 'even']).nullable(),
  point: z.object({
    slug: z.string(),
    kind: kindSchema,
    name: textSchema,
    address: textSchema,
    phone: z.string(),
    week: z.array(weekDay).openapi({
      description: 'The hours of an ordinary week; of a community room the days on which somebody is there',
    }),
  }),
  officers: z
    .array(z.object({ name: textSchema, badge: z.string(), dutyPhone: z.string() }))
    .openapi({ description: 'Empty: nobody is named, the service point itself answers' }),
})
export type Part = z.infer<typeof partSchema>

export const areaAnswer = z
  .object({
    id: z.string(),
    kind: z.enum(['village', 'community']),
    name: textSchema,
    town: townSchema,
    numberListed: z.boolean().openapi({
      description: 'false: the house number is in none of its stretches, so all of them are given',
    }),
    parts: z.array(partSchema),
  })
  .openapi('AreaAnswer')
export type AreaAnswer = z.infer<typeof areaAnswer>

export const stationList = listOf(stationItem).extend({
  /** Villages and communities the query names, each with the stations that answer for it. First page only. */
  areas: z.array(areaAnswer),
  towns: z.array(townSchema).optional().openapi({ description: 'The first hundred' }),
  townsCursor: z
    .string()
    .nullable()
    .optional()
    .openapi({ description: 'Where `/towns` goes on, or null when `towns` are all' }),
})
export type StationList = z.infer<typeof stationList>

export const townQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  cursor: cursor.optional(),
})
export const townList = listOf(townSchema)

export const directoryQuery = z.strictObject({ cursor: cursor.optional() })
export const directoryList = listOf(
  z.object({ kind: z.enum(['matter', 'notice', 'paper', 'station']), id: z.string() }),
)
export type DirectoryList = z.infer<typeof directoryList>

export const stationParams = z.strictObject({ slug: z.string().min(1).max(80) })

export const feedQuery = z.strictObject({
  lang: z
    .enum(['zh', 'en'])
    .optional()
    .openapi({ description: 'Wins over Accept-Language: a calendar app sends its own' }),
})

export const officerSchema = z.object({
  name: textSchema,
  badge: z.string(),
  post: textSchema,
  dutyPhone: z.string(),
  pledge: textSchema.nullable(),
  mobile: z.string().nullable().openapi({ description: 'Only when the officer chose to publish it' }),
  photoUrl: z.string().nullable().openapi({ description: 'Only when the officer chose to publish it' }),
})

export const stationDetail = z
  .object({
    slug: z.string(),
    code: z.string(),
    kind: kindSchema,
    name: textSchema,
    honour: textSchema.nullable(),
    address: textSchema,
    directions: textSchema.nullable(),
    stepFree: z.boolean(),
    town: townSchema.nullable(),
    dutyLine: z.object({ phone: z.string(), allDay: z.boolean() }),
    /** The station a room belongs to. */
    parent: z
      .object({ slug: z.string(), name: textSchema, phone: z.string(), allDay: z.boolean() })
      .nullable(),
    chat: z
      .object({ name: textSchema, url: z.string() })
      .nullable()
      .openapi({ description: 'Of a community room: its group on another platform, https only' }),
    openNow: z.boolean(),
    callsNumbers: z.boolean().openapi({ description: 'Its queue can be seen: /stations/{slug}/queue' }),
    /** What it published last, three at most. */
    news: z.array(newsItem),
    evaluation: newestBandSchema,
    answered: z.array(answeredItem).openapi({
      description: 'The newest three small problems that were put right, and three questions answered',
    }),
    nextOpening: z
      .string()
      .nullable()
      .openapi({ description: 'When it is shut: the moment it opens next, as far as 37 days go' }),
    usualWeek: z.array(weekDay).openapi({
      description: 'The hours of an ordinary week, 1 Monday to 7 Sunday; a day without is left out',
    }),
    /** Seven days from today. */
    week: z.array(dayHoursSchema),
    /** The 30 days after those, only where they differ from the usual week. */
    changes: z.array(dayHoursSchema),
    officers: z.array(officerSchema),
    rooms: z.array(
      z.object({
        slug: z.string(),
        name: textSchema,
        honour: textSchema.nullable(),
        address: textSchema,
        phone: z.string(),
        duty: z.array(
          z.object({ weekday: z.number().int().min(1).max(7), opens: z.string(), closes: z.string() }),
        ),
      }),
    ),
    areas: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['village', 'community']),
        name: textSchema,
        street: textSchema.nullable(),
        fromNumber: z.number().int().nullable(),
        toNumber: z.number().int().nullable(),
        parity: z.enum(['odd', 'even']).nullable(),
      }),
    ),
    /** The commonest first. */
    matters: z.array(
      z.object({
        code: z.string(),
        name: textSchema,
        plainName: textSchema,
        counter: counterGroupSchema,
        audience: audienceSchema,
        bookable: z.boolean(),
        fee: textSchema,
        time: textSchema,
        /** Fee or time differ here from the catalogue. */
        ownTerms: z.boolean(),
        note: textSchema.nullable(),
      }),
    ),
    nextFree: z.array(z.object({ counter: counterGroupSchema, startsAt: z.string() })).openapi({
      description: 'The first free place at each counter; a counter without one is not listed',
    }),
  })
  .openapi('Station')
export type StationDetail = z.infer<typeof stationDetail>
