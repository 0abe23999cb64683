import { z } from '@hono/zod-openapi'
import { noticeTakes } from '../../../db/schema/notice.ts'
import { countedDay } from '../../calendar/schema.ts'
import { listOf, textSchema } from '../../openapi.ts'
import { detailsSchema } from '../content.ts'

const category = z
  .string()
  .regex(/^[a-z][a-z-]{1,39}$/)
  .openapi({ example: 'meeting', description: 'Code of a column' })
const publisher = z.string().min(1).max(80).openapi({
  example: 'qingshi',
  description: 'Slug of a service point, or `bureau` for what the bureau itself publishes',
})

const filters = { category: category.optional(), station: publisher.optional() }

export const noticeQuery = z
  .strictObject({
    q: z.string().max(60).optional().openapi({ description: 'Words; all must be found in one notice' }),
    ...filters,
    from: countedDay.optional().openapi({ description: 'First day of publication' }),
    to: countedDay.optional().openapi({ description: 'Last day of publication' }),
    choices: z.literal('1').optional().openapi({ description: 'Also what the filters can be set to' }),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(200).optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], error: 'day-range' })
export type NoticeQuery = z.infer<typeof noticeQuery>

/** A stretch of a text that was asked for, in UTF-16 units: `text.slice(from, to)`. */
const markSchema = z.object({ from: z.number().int(), to: z.number().int() }).openapi('Mark')
export type Mark = z.infer<typeof markSchema>

const publisherSchema = z
  .object({
    /** Null: the bureau. */
    slug: z.string().nullable(),
    name: textSchema,
  })
  .openapi('NoticePublisher')
const categorySchema = z.object({ code: z.string(), name: textSchema }).openapi('NoticeCategoryName')

/** What every answer says of a notice. `en` is empty where nothing was translated. */
const aboutNotice = {
  id: z.string(),
  number: z.string().openapi({ example: '2026-0015' }),
  title: textSchema,
  category: categorySchema,
  publisher: publisherSchema,
  publishedAt: z.string(),
  /** Of the last correction; null where there was none. */
  changedAt: z.string().nullable(),
  version: z.number().int(),
}

export const newsItem = z.object(aboutNotice).openapi('NoticeNews')
export type NewsItem = z.infer<typeof newsItem>

const noticeItem = newsItem
  .extend({
    titleMarks: z.object({ zh: z.array(markSchema), en: z.array(markSchema) }),
    /** The summary or the beginning; with `q` the place of the first hit. Plain text. */
    excerpt: z.object({ lang: z.enum(['zh', 'en']), text: z.string(), marks: z.array(markSchema) }),
  })
  .openapi('NoticeItem')
export type NoticeItem = z.infer<typeof noticeItem>

const choicesSchema = z.object({
  /** The columns that have something. */
  categories: z.array(categorySchema.extend({ published: z.number().int() })),
  /** Those who have published, forty at most. */
  publishers: z.array(publisherSchema),
})

export const noticeList = listOf(noticeItem).extend({
  /** With `choices=1`. */
  choices: choicesSchema.optional(),
})
export type NoticeList = z.infer<typeof noticeList>

/** A meeting to come. */
export const comingSchema = z
  .object({
    id: z.string(),
    title: textSchema,
    publisher: publisherSchema,
    startsAt: z.string(),
    endsAt: z.string(),
    place: z.string(),
  })
  .openapi('NoticeMeeting')
export type Coming = z.infer<typeof comingSchema>

export const columnQuery = z.strictObject({ station: publisher.optional() })
export const columnList = z.object({
  items: z.array(
    categorySchema.extend({
      about: textSchema,
      takes: z.enum(noticeTakes),
      published: z.number().int(),
      lastAt: z.string(),
      newest: z.object({ id: z.string(), title: textSchema, publishedAt: z.string() }).nullable(),
    }),
  ),
  meetings: z.array(comingSchema),
})
export type ColumnList = z.infer<typeof columnList>

export const noticeParams = z.strictObject({ id: z.string().min(1).max(80) })
const versionNumber = z.coerce.number().int().min(1).max(10_000)
export const shownQuery = z.strictObject({
  version: versionNumber
    .optional()
    .openapi({ description: 'An earlier version; the one in force unless said' }),
  against: versionNumber.optional().openapi({ description: 'Also what was changed since this version' }),
})

const counted = z.number().int()
/** Nothing is told of fewer than this many answers. */
export const fewestAnswers = 5

const answersSchema = z.object({
  /** Null until five have answered. */
  clear: z.object({ yes: counted, no: counted }).nullable(),
  /** `given[0]` of them gave 1, `given[4]` gave 5. Null until five have answered, and where no score is taken. */
  score: z.object({ given: z.array(counted).length(5), average: z.number() }).nullable(),
})

export const noticeDetail = newsItem
  .extend({
    state: z.enum(['published', 'withdrawn']),
    /** A withdrawn notice says when and why, and nothing else; its title stays unless it held personal data. */
    withdrawn: z.object({ at: z.string(), reason: textSchema }).nullable(),
    takes: z.enum(noticeTakes),
    /** The newest version; `version` is the one that is shown. */
    latest: z.number().int(),
    summary: z.string(),
    /** Ready for a page: no script, no style, no markup of the writer's own. */
    html: textSchema,
    text: textSchema,
    versions: z.array(
      z.object({
        version: z.number().int(),
        at: z.string(),
        note: z.string(),
        /** An earlier version that held personal data is named, not shown. */
        readable: z.boolean(),
      }),
    ),
    changes: z
      .object({
        against: z.number().int(),
        lines: z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })),
      })
      .nullable(),
    details: detailsSchema,
    matters: z.array(z.object({ code: z.string(), name: textSchema, plainName: textSchema })),
    files: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        size: z.number().int(),
        type: z.string(),
        href: z.string(),
      }),
    ),
    answers: answersSchema,
  })
  .openapi('Notice')
export type NoticeDetail = z.infer<typeof noticeDetail>
export type NoticeAnswers = z.infer<typeof answersSchema>

export const answerBody = z
  .strictObject({
    question: z.enum(['clear', 'score']),
    answer: z.number().int().min(0).max(5).openapi({ description: '`clear`: 1 yes, 0 no. `score`: 1 to 5' }),
    proof: z.string().max(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
    website: z.string().max(200).optional().openapi({ description: 'Stays empty: a trap for programs' }),
  })
  .refine(({ question, answer }) => (question === 'clear' ? answer <= 1 : answer >= 1), {
    path: ['answer'],
    error: 'wrong-value',
  })
export type AnswerBody = z.infer<typeof answerBody>
export const answeredSchema = z.object({ answers: answersSchema })

export const feedQuery = z.strictObject({
  ...filters,
  lang: z.enum(['zh', 'en']).optional().openapi({ description: 'Wins over Accept-Language' }),
})
export type FeedQuery = z.infer<typeof feedQuery>
