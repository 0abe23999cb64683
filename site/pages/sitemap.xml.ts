import type { APIRoute } from 'astro'
import { settingsOf } from '../lib/api.ts'
import { pagesAFile, publicPaths, served, sitemapIndex, urlSet } from '../lib/sitemap.ts'

/** Every public page in both languages; where they are too many for one file, the list of the files. */
export const GET: APIRoute = async (context) => {
  const paths = await publicPaths(context)
  if (!paths) return served(null)
  const { origin } = settingsOf()
  const files = Math.ceil(paths.length / pagesAFile)
  return served(files > 1 ? sitemapIndex(origin, files) : urlSet(origin, paths))
}
