import type { APIRoute } from 'astro'
import { settingsOf } from '../lib/api.ts'

/** What search engines may read; the sitemap's address must be a whole one. */
export const GET: APIRoute = () =>
  new Response(
    ['User-agent: *', 'Disallow: /api/', `Sitemap: ${settingsOf().origin}/sitemap.xml`, ''].join('\n'),
    { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' } },
  )
