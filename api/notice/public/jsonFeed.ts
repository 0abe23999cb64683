import type { Feed } from './feed.ts'

const instant = (ms: number) => new Date(ms).toISOString()

/**
 * A feed as JSON Feed 1.1. The format knows no tombstones: what was withdrawn stands in an extension of ours, and is no
 * longer among the items.
 */
export function jsonFeedOf(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.selfAt('/notices.json'),
    language: feed.locale === 'zh' ? 'zh-Hans-CN' : 'en-GB',
    authors: [{ name: feed.author }],
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      content_html: entry.html,
      date_published: instant(entry.publishedAt),
      date_modified: instant(entry.updatedAt),
      authors: [{ name: entry.author }],
      tags: [entry.category.name],
      language: entry.lang === 'zh' ? 'zh-Hans-CN' : 'en-GB',
      ...(entry.files.length > 0 && {
        attachments: entry.files.map(({ url, type, size, name }) => ({
          url,
          mime_type: type,
          title: name,
          size_in_bytes: size,
        })),
      }),
    })),
    _withdrawn: {
      about: 'Notices that were withdrawn in the last 90 days: id, when, why',
      items: feed.dropped.map(({ id, at, reason }) => ({ id, date_withdrawn: instant(at), reason })),
    },
  })
}
