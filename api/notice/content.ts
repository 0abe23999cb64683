import { z } from '@hono/zod-openapi'
import { daySchema } from '../calendar/schema.ts'
import { toHex } from '../shared/bytes.ts'
import { canonicalJson } from '../shared/canonical.ts'

/** The most characters of each text: together they stay below the 64 kB that a form or a body may have. */
export const most = {
  title: 60,
  summary: 200,
  body: 10_000,
  titleEn: 160,
  bodyEn: 16_000,
  note: 200,
  matters: 10,
}

const moment = z.iso.datetime({ offset: true, error: 'notice.moment' })

/** Words that can be written out everywhere: no half characters, no control characters but tabs and line ends. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
    .refine((text) => text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), {
      error: 'characters',
    })

/** One line of words. */
export const lineSchema = (longest: number) =>
  words(longest).transform((text) => text.replace(/\s+/g, ' ').trim())

/** What a meeting, a consultation and a report of work have besides their text. */
export const detailsSchema = z
  .union([
    z.strictObject({ startsAt: moment, endsAt: moment, place: lineSchema(80).pipe(z.string().min(1)) }),
    z.strictObject({ closesOn: daySchema }),
    z.strictObject({ from: daySchema, to: daySchema }),
  ])
  .nullable()
  .openapi('NoticeDetails', {
    description:
      'A meeting: startsAt, endsAt, place. A consultation: closesOn. A report of work: from, to. Others: null',
  })
export type NoticeDetails = z.infer<typeof detailsSchema>

/** Lines of words, ended as the database keeps them. */
const text = (longest: number) =>
  words(longest * 2)
    .transform((value) => value.replace(/\r\n?/g, '\n'))
    .pipe(z.string().max(longest))

/** The text of a notice as it is written: Markdown in `body` and `bodyEn`. A draft may be unfinished. */
export const contentSchema = z.strictObject({
  title: lineSchema(most.title),
  summary: lineSchema(most.summary),
  body: text(most.body),
  titleEn: lineSchema(most.titleEn),
  bodyEn: text(most.bodyEn),
  matters: z.array(z.string().regex(/^[A-Z]{2}-\d{2}$/, { error: 'matter.unknown' })).max(most.matters),
  details: detailsSchema,
})
export type NoticeContent = z.infer<typeof contentSchema>

/** The fields of a notice that hold words, in the order in which they are read. */
export const textFields = ['title', 'summary', 'body', 'titleEn', 'bodyEn'] as const
export type TextField = (typeof textFields)[number]

/** A row that holds a text, of a draft or a version. */
export interface ContentRow {
  title: string
  summary: string
  body: string
  titleEn: string
  bodyEn: string
  /** JSON. */
  matters: string
  /** JSON. */
  details: string
}

/** The columns of a text, for a SELECT over a table called `as`. */
export const contentColumns = (as: string) =>
  `${as}.title AS title, ${as}.summary AS summary, ${as}.body AS body, ${as}.title_en AS titleEn, ${as}.body_en AS bodyEn, ${as}.matters AS matters, ${as}.details AS details`

/** A text out of its row. */
export const contentOf = (row: ContentRow): NoticeContent => ({
  title: row.title,
  summary: row.summary,
  body: row.body,
  titleEn: row.titleEn,
  bodyEn: row.bodyEn,
  matters: JSON.parse(row.matters) as string[],
  details: JSON.parse(row.details) as NoticeDetails,
})

/** An attachment as it is attested. */
interface AttestedFile {
  name: string
  sha256: string
}

/**
 * SHA-256 (64 hexadecimal characters) of what a version says: the canonical JSON of its text, what was changed, and its
 * attachments by name and hash, in the order of their names. It stands in the audit leaf, so that whoever has the page
 * can prove that it said this.
 */
export async function contentHash(content: NoticeContent, note: string, files: readonly AttestedFile[]) {
  const sorted = files
    .map(({ name, sha256 }) => ({ name, sha256 }))
    .sort((a, b) => (a.name + a.sha256 < b.name + b.sha256 ? -1 : 1))
  const body = canonicalJson({ ...content, note, files: sorted })
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))
  return toHex(new Uint8Array(digest))
}
