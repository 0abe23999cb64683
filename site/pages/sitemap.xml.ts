import type { APIRoute } from 'astro'
import type { DirectoryList } from '../../api/station/schema.ts'
import { settingsOf } from '../lib/api.ts'
import { ask } from '../lib/ask.ts'

/** A sitemap holds at most 50,000 addresses; English is named beside each Chinese one. */
const most = 50_000

const fixed = [
  '/',
  '/matters',
  '/papers',
  '/stations',
  '/book',
  '/track',
  '/open',
  '/open/deadlines',
  '/open/calendar',
  '/open/proof',
  '/contact',
  '/services',
  '/privacy',
  '/accessibility',
]
const folders = { matter: 'matters', paper: 'papers', station: 'stations' } as const

/** Every public page in both languages. */
export const GET: APIRoute = async (context) => {
  const paths = [...fixed]
  for (let cursor: string | undefined; paths.length < most; ) {
    const answer = await ask<DirectoryList>(context, '/directory', { query: { cursor } })
    if (!answer.ok) return new Response(null, { status: 503, headers: { 'retry-after': '60' } })
    const { items, nextCursor } = answer.data
    paths.push(...items.map(({ kind, id }) => `/${folders[kind]}/${encodeURIComponent(id)}`))
    if (!nextCursor) break
    cursor = nextCursor
  }
  const { origin } = settingsOf()
  const urls = paths.slice(0, most).map((path) => entry(origin, path))
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
  return new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}

function entry(origin: string, path: string): string {
  const zh = new URL(path, origin).href
  const en = new URL(path === '/' ? '/en/' : `/en${path}`, origin).href
  const links = [
    ['zh-Hans-CN', zh],
    ['en-GB', en],
  ].map(([language, href]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${href}"/>`)
  return `<url><loc>${zh}</loc>${links.join('')}</url>\n<url><loc>${en}</loc>${links.join('')}</url>`
}
