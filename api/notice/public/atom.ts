import type { Locale } from '../../shared/text.ts'
import type { Dropped, Feed, FeedEntry } from './feed.ts'

/** Text as XML 1.0 may carry it: the five signs as entities, no control or half characters. */
export const xml = (text: string) =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML has no spelling for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;')

const language = (locale: Locale) => (locale === 'zh' ? 'zh-Hans-CN' : 'en-GB')
const instant = (ms: number) => new Date(ms).toISOString()

/**
 * A feed as Atom (RFC 4287), with what was withdrawn as tombstones (RFC 6721). A correction moves `updated`, never
 * `published` or the id.
 */
export function atomOf(feed: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="${language(feed.locale)}">
<id>${xml(feed.id)}</id>
<title>${xml(feed.title)}</title>
<updated>${instant(feed.updatedAt)}</updated>
<author><name>${xml(feed.author)}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(feed.selfAt('/notices.atom'))}"/>
<link rel="alternate" type="text/html" href="${xml(feed.page)}"/>
${feed.entries.map(entryOf).join('')}${feed.dropped.map(tombstoneOf).join('')}</feed>
`
}

const entryOf = (entry: FeedEntry) => `<entry xml:lang="${language(entry.lang)}">
<id>${xml(entry.id)}</id>
<title>${xml(entry.title)}</title>
<published>${instant(entry.publishedAt)}</published>
<updated>${instant(entry.updatedAt)}</updated>
<author><name>${xml(entry.author)}</name></author>
<category term="${xml(entry.category.code)}" label="${xml(entry.category.name)}"/>
<link rel="alternate" type="text/html" href="${xml(entry.url)}"/>
${entry.files
  .map(
    ({ url, type, size, name }) =>
      `<link rel="enclosure" type="${xml(type)}" length="${size}" title="${xml(name)}" href="${xml(url)}"/>\n`,
  )
  .join('')}<summary>${xml(entry.summary)}</summary>
<content type="html">${xml(entry.html)}</content>
</entry>
`

const tombstoneOf = ({ id, at, reason }: Dropped) =>
  `<at:deleted-entry ref="${xml(id)}" when="${instant(at)}"><at:comment>${xml(reason)}</at:comment></at:deleted-entry>\n`
