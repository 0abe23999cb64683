import type { APIRoute } from 'astro'
import { settingsOf } from '../lib/api.ts'
import { pagesAFile, publicPaths, served, urlSet } from '../lib/sitemap.ts'

/** One file of a bureau, or a nation, whose pages are too many for /sitemap.xml. */
export const GET: APIRoute = async (context) => {
  const { n = '' } = context.params
  if (!/^[1-9]\d{0,3}$/.test(n)) return new Response(null, { status: 404 })
  const paths = await publicPaths(context)
  if (!paths) return served(null)
  const part = paths.slice((Number(n) - 1) * pagesAFile, Number(n) * pagesAFile)
  if (part.length === 0) return new Response(null, { status: 404 })
  return served(urlSet(settingsOf().origin, part))
}
