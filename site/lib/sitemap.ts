import type { APIContext } from 'astro'
import type { FormList } from '../../api/application/form/schema.ts'
import { toldCodes } from '../../api/complaint/kinds/declaration.ts'
import type { DirectoryList } from '../../api/station/schema.ts'
import { ask } from './ask.ts'

/** Pages named in one file: a sitemap holds at most 50,000 addresses, and each page has two, Chinese and English. */
export const pagesAFile = 25_000

const fixed = [
  '/',
  '/matters',
  '/papers',
  '/stations',
  '/book',
  '/apply',
  '/track',
  '/rate',
  '/open',
  '/notices',
  '/open/deadlines',
  '/open/calendar',
  '/open/releases',
  '/open/booking',
  '/open/problems',
  '/open/complaints',
  '/evaluations/checklist',
  '/evaluations',
  '/evaluations/method',
  '/open/proof',
  '/open/proof/source',
  '/meetings',
  '/surveys',
  '/volunteer',
  '/complaints',
  '/complaints/problem/near',
  '/contact',
  '/services',
  '/verify',
  '/verify/offline',
  '/report-error',
  '/privacy',
  '/accessibility',
  '/sitemap',
]
const folders = { matter: 'matters', notice: 'notices', paper: 'papers', station: 'stations' } as const

/** The path of every public page, or null when the API does not answer. */
export async function publicPaths(context: APIContext): Promise<string[] | null> {
  const forms = await ask<FormList>(context, '/forms')
  if (!forms.ok) return null
  const paths = [...fixed, ...toldCodes.map((code) => `/complaints/${code}`)]
  paths.push(...forms.data.items.map(({ matter }) => `/apply/${matter}`))
  for (let cursor: string | undefined; ; ) {
    const answer = await ask<DirectoryList>(context, '/directory', { query: { cursor } })
    if (!answer.ok) return null
    const { items, nextCursor } = answer.data
    paths.push(...items.map(({ kind, id }) => `/${folders[kind]}/${encodeURIComponent(id)}`))
    if (!nextCursor) return paths
    cursor = nextCursor
  }
}

const head = '<?xml version="1.0" encoding="UTF-8"?>'
const schemas = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** These pages in both languages, as a sitemap. */
export function urlSet(origin: string, paths: readonly string[]): string {
  const urls = paths.map((path) => entry(origin, path)).join('\n')
  return `${head}
<urlset xmlns="${schemas}" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls}
</urlset>
`
}

/** The list of `count` sitemaps, /sitemap-1.xml and on. */
export function sitemapIndex(origin: string, count: number): string {
  const files = Array.from({ length: count }, (_, i) => new URL(`/sitemap-${i + 1}.xml`, origin).href)
  return `${head}
<sitemapindex xmlns="${schemas}">
${files.map((href) => `<sitemap><loc>${href}</loc></sitemap>`).join('\n')}
</sitemapindex>
`
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

/** A sitemap as it is served, or, without one, a request to come back. */
export function served(xml: string | null): Response {
  if (xml === null) return new Response(null, { status: 503, headers: { 'retry-after': '60' } })
  return new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
