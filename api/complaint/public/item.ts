import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { daysBetween } from '../../calendar/day.ts'
import { textSchema } from '../../openapi.ts'

/** What of all that residents tell the police can be public. */
export const openKinds = ['problem', 'question', 'suggestion'] as const
const placeSchema = z.object({ slug: z.string(), name: textSchema })

/** You said, we did: in words staff wrote. */
export const answeredItem = z
  .object({
    id: z.string().openapi({ example: 'P-7K3M9QXC' }),
    kind: z.enum(openKinds),
    category: textSchema.nullable(),
    station: placeSchema.nullable().openapi({ description: 'Null: the bureau' }),
    room: placeSchema.nullable(),
    town: textSchema.nullable(),
    lang: z.enum(['zh', 'en']).openapi({ description: 'The language of both texts' }),
    said: z.string(),
    did: z.string(),
    cameDay: z.string(),
    doneDay: z.string(),
    days: z.number().int().openapi({ description: 'Calendar days from the one to the other' }),
    photos: z.array(z.object({ href: z.string(), shows: z.enum(['before', 'after']) })),
  })
  .openapi('Answered')
export type AnsweredItem = z.infer<typeof answeredItem>

/** A row of `openColumns`. */
export interface OpenRow {
  id: string
  kind: (typeof openKinds)[number]
  categoryZh: string | null
  categoryEn: string
  slug: string | null
  zh: string
  en: string
  roomSlug: string | null
  roomZh: string
  roomEn: string
  townZh: string | null
  townEn: string
  locale: 'zh' | 'en'
  said: string
  did: string
  cameDay: string
  doneDay: string
  publishedAt: number
  photos: string
}

/** Columns and joins of what is public (alias p), behind a FROM that names it. */
export const openColumns = sql.raw(`p.id, p.kind, g.name_zh AS categoryZh, g.name_en AS categoryEn, s.slug,
  s.name_zh AS zh, s.name_en AS en, r.slug AS roomSlug, r.name_zh AS roomZh, r.name_en AS roomEn, t.name_zh AS townZh,
  t.name_en AS townEn, p.locale, p.said, p.did, p.came_day AS cameDay, p.done_day AS doneDay,
  p.published_at AS publishedAt, (SELECT json_group_array(json_array(f.file_id, f.shows) ORDER BY f.shows DESC, f.file_id)
    FROM complaint_public_photo f WHERE f.complaint_id = p.complaint_id) AS photos`)
export const openJoins = sql.raw(`LEFT JOIN complaint_category g ON g.code = p.category
  LEFT JOIN service_point s ON s.id = p.point_id LEFT JOIN service_point r ON r.id = p.room_id
  LEFT JOIN town t ON t.code = p.town_code`)

const name = (zh: string | null, en: string) => (zh === null ? null : { zh, en })
const place = (slug: string | null, zh: string, en: string) =>
  slug === null ? null : { slug, name: { zh, en } }

/** Where a photo that stands beside it is read, below the API. */
export const photoPath = (id: string, photo: string) => `/answered/${id}/photos/${photo}`

/** What everybody reads of a row. */
export const openFrom = (row: OpenRow): AnsweredItem => ({
  id: row.id,
  kind: row.kind,
  category: name(row.categoryZh, row.categoryEn),
  station: place(row.slug, row.zh, row.en),
  room: place(row.roomSlug, row.roomZh, row.roomEn),
  town: name(row.townZh, row.townEn),
  lang: row.locale,
  said: row.said,
  did: row.did,
  cameDay: row.cameDay,
  doneDay: row.doneDay,
  days: daysBetween(row.cameDay, row.doneDay),
  photos: (JSON.parse(row.photos) as [string, 'before' | 'after'][]).map(([id, shows]) => ({
    href: `/api/v1${photoPath(row.id, id)}`,
    shows,
  })),
})
