import { z } from '@hono/zod-openapi'
import { noticeEvents, noticeStates, noticeSteps, noticeTakes } from '../../db/schema/notice.ts'
import { daySchema } from '../calendar/schema.ts'
import { textSchema } from '../openapi.ts'
import { roles } from '../shared/actor.ts'
import { contentSchema, detailsSchema, lineSchema, most } from './content.ts'
import { readings } from './reading.ts'

const id = z.string().regex(/^nt_[0-9a-f]{32}$/, { error: 'wrong-value' })
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })
const category = z.string().max(40)
const publisher = z.object({ slug: z.string().nullable(), name: textSchema }).openapi({
  description: 'slug null: the bureau',
})

export const noticeParam = z.strictObject({ id })
export const fileParam = z.strictObject({
  id,
  fileId: z.string().regex(/^nf_[0-9a-f]{32}$/, { error: 'wrong-value' }),
})

export const workQuery = z.strictObject({
  category: category.optional(),
  cursor: z.string().max(200).optional(),
})

export const beginSchema = z.strictObject({
  publisher: z.string().max(80).openapi({ description: 'Slug of a service point, or * for the bureau' }),
  category: category.min(1),
  aroseOn: daySchema,
  title: lineSchema(most.title).pipe(z.string().min(1, { error: 'required' })),
})
export const saveSchema = contentSchema.extend({
  rev,
  category,
  aroseOn: daySchema,
  note: lineSchema(most.note).default(''),
  hides: z.boolean().default(false),
  redact: z
    .union([z.literal('all'), z.array(z.string().max(120)).max(500)])
    .optional()
    .openapi({ description: 'Findings of the gate in this text to be masked, by their keys' }),
})
export const seenSchema = z.strictObject({ rev })
export const returnSchema = seenSchema.extend({
  remark: lineSchema(500).pipe(z.string().min(1, { error: 'required' })),
})
export const publishSchema = seenSchema.extend({
  publishAt: z.iso.datetime({ offset: true, error: 'notice.moment' }).nullable().default(null),
  over: z.array(z.string().max(120)).max(500).default([]),
  why: lineSchema(300).default(''),
  filesRead: z.boolean().default(false),
})
const reason = lineSchema(200).pipe(z.string().min(1, { error: 'required' }))
export const withdrawSchema = seenSchema.extend({
  reason: z.strictObject({ zh: reason, en: reason }),
  personal: z.boolean().default(false),
})

export const eraseSchema = seenSchema.extend({ why: reason })

export const begunSchema = z.object({ id: z.string(), rev: z.number().int() })
export const movedSchema = z.object({ rev: z.number().int() })
export const savedSchema = movedSchema.extend({ savedAt: z.string() })
export const sentSchema = movedSchema.extend({ findings: z.number().int() })
export const publishedSchema = movedSchema.extend({
  number: z.string().nullable(),
  version: z.number().int(),
  publishAt: z.string().nullable(),
})
export const erasedSchema = movedSchema.extend({
  versions: z.array(z.number().int()).openapi({ description: 'The versions that are empty now' }),
})
export const goneSchema = z.object({ gone: z.boolean() })
export const attachedSchema = z.object({ id: z.string(), name: z.string() })
export const detachedSchema = z.object({ id: z.string() })

/** A notice in a list of work. */
const workItem = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  version: z.number().int(),
  state: z.enum(noticeStates),
  step: z.enum(noticeSteps).nullable(),
  category: z.object({ code: z.string(), name: textSchema }),
  publisher,
  /** Whoever asks wrote on it, so they cannot be its second reader. */
  mine: z.boolean(),
  dueOn: z.string(),
  late: z.boolean(),
  publishAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  updatedAt: z.string(),
})
export type WorkItem = z.infer<typeof workItem>

export const workSchema = z
  .object({
    underWay: z
      .array(workItem)
      .openapi({ description: 'Drafts, those in review or scheduled; the late first' }),
    published: z.array(workItem),
    withdrawn: z.array(workItem).openapi({ description: 'The newest few' }),
    nextCursor: z.string().nullable().openapi({ description: 'Of `published`' }),
    categories: z.array(z.object({ code: z.string(), name: textSchema })),
  })
  .openapi('NoticeWork')
export type Work = z.infer<typeof workSchema>

export const optionsSchema = z
  .object({
    publishers: z.array(publisher),
    categories: z.array(
      z.object({ code: z.string(), name: textSchema, about: textSchema, takes: z.enum(noticeTakes) }),
    ),
  })
  .openapi('NoticeOptions')
export type Options = z.infer<typeof optionsSchema>

const finding = z.object({
  key: z.string(),
  field: z.string().openapi({
    description:
      'title, summary, body, titleEn, bodyEn, note, place, file:<id> (its name) or inside:<id> (its words, masked)',
  }),
  from: z.number().int(),
  to: z.number().int(),
  text: z.string(),
  rule: z.string(),
  title: textSchema,
  basis: textSchema,
  certainty: z.enum(['S', 'P', 'K1', 'K2']),
  advice: textSchema,
  around: z
    .object({ before: z.string(), behind: z.string(), line: z.number().int() })
    .optional()
    .openapi({ description: 'Of a place inside a file: what stands around it, masked, and its line' }),
})
export type DeskFinding = z.infer<typeof finding>

const file = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  /** Not published yet. */
  fresh: z.boolean(),
  read: z.enum(readings).openapi({ description: 'How much of it the privacy gate could read' }),
})

const diffLine = z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })

export const deskSchema = z
  .object({
    id: z.string(),
    rev: z.number().int(),
    state: z.enum(noticeStates),
    step: z.enum(noticeSteps).nullable(),
    number: z.string().nullable(),
    version: z.number().int(),
    category: z.object({ code: z.string(), name: textSchema, takes: z.enum(noticeTakes) }),
    publisher,
    aroseOn: z.string(),
    dueOn: z.string(),
    late: z.boolean(),
    publishAt: z.string().nullable(),
    publishedAt: z.string().nullable(),
    changedAt: z.string().nullable(),
    withdrawn: z.object({ at: z.string(), reason: textSchema, personal: z.boolean() }).nullable(),
    content: z.object({
      title: z.string(),
      summary: z.string(),
      body: z.string(),
      titleEn: z.string(),
      bodyEn: z.string(),
      matters: z.array(z.string()),
      details: detailsSchema,
    }),
    note: z.string(),
    hides: z.boolean(),
    html: z.object({ zh: z.string(), en: z.string() }),
    findings: z.array(finding),
    files: z.array(file),
    /** What a correction changes, by field; empty for a first version. */
    changes: z.array(z.object({ field: z.string(), lines: z.array(diffLine) })),
    versions: z.array(
      z.object({
        version: z.number().int(),
        at: z.string(),
        note: z.string(),
        hides: z.boolean(),
        /** When its text was erased, and why; null: it stands. */
        erased: z.object({ at: z.string(), why: z.string() }).nullable(),
        /** The rules whose findings the second reader let stand, and why. */
        over: z.array(z.string()),
        overWhy: z.string(),
      }),
    ),
    events: z.array(
      z.object({
        at: z.string(),
        what: z.enum(noticeEvents),
        version: z.number().int(),
        by: z.string().nullable(),
        role: z.enum(roles).nullable(),
        remark: z.string(),
      }),
    ),
    may: z.object({
      edit: z.boolean(),
      recall: z.boolean(),
      publish: z.boolean(),
      giveBack: z.boolean(),
      correct: z.boolean(),
      withdraw: z.boolean(),
      /** Texts that held personal data stand, and they may erase them. */
      erase: z.boolean(),
      /** They could, had they not written on it. */
      wroteIt: z.boolean(),
    }),
    mostFiles: z.number().int(),
    categories: z.array(z.object({ code: z.string(), name: textSchema, takes: z.enum(noticeTakes) })),
  })
  .openapi('NoticeDesk')
export type Desk = z.infer<typeof deskSchema>
