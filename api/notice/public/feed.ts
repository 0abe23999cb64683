import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { type Locale, say, type Text } from '../../shared/text.ts'
import {
  correctedEntries,
  type EntryRow,
  feedNames,
  type NamesRow,
  newestEntries,
  withdrawnEntries,
} from './feedQuery.ts'
import { publisherOf } from './query.ts'
import type { FeedQuery } from './schema.ts'
import { filesAt } from './show.ts'

/** An attachment as a feed offers it. */
interface Enclosure {
  url: string
  type: string
  size: number
  name: string
}

export interface FeedEntry {
  /** A tag URI (RFC 4151): the same wherever the site stands and whatever the notice says. */
  id: string
  url: string
  title: string
  /** Plain text. */
  summary: string
  /** Every address in it is absolute. */
  html: string
  lang: Locale
  author: string
  category: { code: string; name: string }
  publishedAt: number
  updatedAt: number
  files: Enclosure[]
}

/** A notice that was withdrawn: readers are told to drop it. */
export interface Dropped {
  id: string
  at: number
  reason: string
}

/** What a feed says, before it is written in a format. */
export interface Feed {
  id: string
  title: string
  locale: Locale
  /** The feed's own address, for one format; and the page with the same list. */
  selfAt: (file: string) => string
  page: string
  /** Epoch ms of the last change; 0 where there is nothing. */
  updatedAt: number
  author: string
  entries: FeedEntry[]
  dropped: Dropped[]
}

const title: Text = { zh: '警务公开', en: 'Open police work' }

/** Stays with a notice for ever: an address may change, this does not. */
const tagOf = (origin: string, id: string) => `tag:${new URL(origin).hostname},2026:${id}`

/** The address of a feed or a page of notices, with what it is narrowed to. */
export function addressOf(
  origin: string,
  locale: Locale,
  file: string,
  narrowed: Omit<FeedQuery, 'lang'>,
): string {
  const url = new URL(`${locale === 'en' ? '/en' : ''}${file}`, origin)
  for (const name of ['station', 'category'] as const)
    if (narrowed[name]) url.searchParams.set(name, narrowed[name])
  return url.href
}

/** What a feed is called: whose it is, and of which column. Throws not-found for an unknown station or column. */
export function feedTitle(
  { settings }: Ctx,
  { station, category }: FeedQuery,
  [names]: readonly NamesRow[],
  locale: Locale,
): { whose: string; title: string } {
  const who =
    station === undefined || station === 'bureau'
      ? settings.bureauName
      : pairOf(names?.stationZh, names?.stationEn)
  const column = category === undefined ? title : pairOf(names?.columnZh, names?.columnEn)
  if (!who || !column) throw new Problem('not-found')
  const whose = say(who, locale)
  return { whose, title: `${whose} · ${say(column, locale)}` }
}

const pairOf = (zh: string | null | undefined, en: string | null | undefined): Text | null =>
  zh ? { zh, en: en ?? '' } : null

/**
 * The newest notices, those corrected or withdrawn in the last ninety days, of everyone, one publisher or one column.
 * One round trip. Throws not-found.
 */
export async function noticeFeed({ ctx, input }: { ctx: Ctx; input: FeedQuery }): Promise<Feed> {
  const { db, settings } = ctx
  const locale = input.lang ?? ctx.locale
  const now = ctx.clock.now()
  const [[names, newest, corrected, withdrawn], writing] = await Promise.all([
    db.batch([
      feedNames(db, input),
      newestEntries(db, input),
      correctedEntries(db, input, now),
      withdrawnEntries(db, input, now),
    ]),
    import('../markdown.ts'),
  ])
  const called = feedTitle(ctx, input, names, locale)
  const { origin } = settings
  const known = new Set(newest.map(({ id }) => id))
  const entries = [...newest, ...corrected.filter(({ id }) => !known.has(id))]
    .map((row) => entryOf(row, ctx, locale, writing))
    .sort((a, b) => b.updatedAt - a.updatedAt)
  const dropped = withdrawn.map(({ id, at, zh, en }) => ({
    id: tagOf(origin, id),
    at,
    reason: say({ zh, en }, locale),
  }))
  const narrowed = { station: input.station, category: input.category }
  return {
    id: tagOf(origin, ['notices', input.station ?? '', input.category ?? '', locale].join(':')),
    title: called.title,
    locale,
    selfAt: (file) => addressOf(origin, locale, file, narrowed),
    page: addressOf(origin, locale, '/notices', narrowed),
    updatedAt: Math.max(0, ...entries.map(({ updatedAt }) => updatedAt), ...dropped.map(({ at }) => at)),
    author: called.whose,
    entries,
    dropped,
  }
}

function entryOf(
  row: EntryRow,
  { settings }: Ctx,
  locale: Locale,
  { opening, toHtml, toPlain }: typeof import('../markdown.ts'),
): FeedEntry {
  const { origin, bureauName } = settings
  const files = JSON.parse(row.files) as { id: string; name: string; type: string; size: number }[]
  const english = locale === 'en' && row.bodyEn !== ''
  const body = english ? row.bodyEn : row.body
  const html = toHtml(body, { locale, filesAt: `${origin}${filesAt(row.id)}`, files, origin })
  return {
    id: tagOf(origin, row.id),
    url: addressOf(origin, locale, `/notices/${row.id}`, {}),
    title: say({ zh: row.title, en: row.titleEn }, locale),
    summary: english ? opening(toPlain(body), 200) : row.summary || opening(body, 200),
    // Own addresses begin with one slash, in attributes only: quotes in the text are written as entities.
    html: html.replace(/ (href|src)="\/(?!\/)/g, ` $1="${origin}/`),
    lang: english ? 'en' : 'zh',
    author: say(publisherOf(row, bureauName).name, locale),
    category: {
      code: row.categoryCode,
      name: say({ zh: row.categoryZh, en: row.categoryEn }, locale),
    },
    publishedAt: row.publishedAt,
    updatedAt: Math.max(row.publishedAt, row.changedAt ?? 0),
    files: files.map(({ id, name, type, size }) => ({
      url: `${origin}${filesAt(row.id)}/${id}`,
      name,
      type,
      size,
    })),
  }
}
