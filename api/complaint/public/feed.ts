import { DAY } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { xml } from '../../notice/public/atom.ts'
import type { Feed } from '../../notice/public/feed.ts'
import { Problem } from '../../problem.ts'
import { say, type Text } from '../../shared/text.ts'
import { kindOf } from '../kinds/index.ts'
import { type OpenRow, openFrom } from './item.ts'
import { downSince, namesOf, openRows } from './query.ts'
import type { OpenFeedQuery } from './schema.ts'

/** Entries of a feed, and for how long whoever follows it is told that something came down. */
const newest = 40
const droppedFor = 90 * DAY

const title: Text = { zh: '您说，我们办', en: 'You said, we did' }
const gone: Text = { zh: '不再公开', en: 'No longer published' }
const tookDays = (days: number): Text =>
  days === 0
    ? { zh: '当天办好', en: 'The same day' }
    : { zh: `用了 ${days} 天`, en: days === 1 ? 'It took a day' : `It took ${days} days` }

/**
 * The newest that is public, of all or of a station, a town, a kind; and, by its name alone, what came down in the last ninety
 * days. One round trip. Throws not-found for an unknown station or town.
 */
export async function openFeed({ ctx, input }: { ctx: Ctx; input: OpenFeedQuery }): Promise<Feed> {
  const { lang, ...filters } = input
  const locale = lang ?? ctx.locale
  const { origin, bureauName } = ctx.settings
  const [found, [names], down] = await ctx.db.batch([
    openRows(ctx, filters, [Number.MAX_SAFE_INTEGER, ''], newest),
    namesOf(ctx, filters),
    downSince(ctx, ctx.clock.now() - droppedFor),
  ])
  const station = filters.station === undefined ? bureauName : pair(names?.stationZh, names?.stationEn)
  const town = filters.town === undefined ? null : pair(names?.townZh, names?.townEn)
  if (!station || (filters.town !== undefined && !town)) throw new Problem('not-found')
  const whose = say(filters.station === undefined && town ? town : station, locale)
  const host = new URL(origin).hostname
  const at = (path: string, narrowed: Partial<typeof filters> = {}) => {
    const url = new URL(`${locale === 'en' ? '/en' : ''}${path}`, origin)
    for (const [key, value] of Object.entries(narrowed)) if (value) url.searchParams.set(key, value)
    return url.href
  }
  const entries = found.map((row) => entryOf(row, { host, at, whose: say(bureauName, locale), locale }))
  const dropped = down.map(({ id, at: when }) => ({
    id: `tag:${host},2026:${id}`,
    at: when,
    reason: say(gone, locale),
  }))
  return {
    id: `tag:${host},2026:${['answered', ...Object.values(filters).map((value) => value ?? ''), locale].join(':')}`,
    title: `${whose} · ${say(title, locale)}`,
    locale,
    selfAt: () => at('/open/problems.atom', filters),
    page: at('/open/problems', filters),
    updatedAt: Math.max(
      0,
      ...entries.map(({ updatedAt }) => updatedAt),
      ...dropped.map(({ at: when }) => when),
    ),
    author: whose,
    entries,
    dropped,
  }
}

const pair = (zh: string | null | undefined, en: string | null | undefined): Text | null =>
  zh ? { zh, en: en ?? '' } : null

interface Writing {
  host: string
  at: (path: string) => string
  /** Where no station stands behind it. */
  whose: string
  locale: 'zh' | 'en'
}

function entryOf(row: OpenRow, { host, at, whose, locale }: Writing): Feed['entries'][number] {
  const one = openFrom(row)
  const lines = (text: string) => `<p>${text.split('\n').map(xml).join('<br/>')}</p>`
  const took = say(tookDays(one.days), locale)
  return {
    id: `tag:${host},2026:${one.id}`,
    url: at(`/open/problems/${one.id}`),
    title: [...one.said.replaceAll('\n', ' ')].slice(0, 60).join(''),
    summary: `${one.did.replaceAll('\n', ' ')} (${took})`,
    html: [lines(one.said), lines(one.did), `<p>${xml(took)}</p>`].join(''),
    lang: one.lang,
    author: one.station ? say(one.station.name, locale) : whose,
    category: {
      code: one.kind,
      name: say(one.category ?? kindOf(one.kind).name, locale),
    },
    publishedAt: row.publishedAt,
    updatedAt: row.publishedAt,
    files: [],
  }
}
