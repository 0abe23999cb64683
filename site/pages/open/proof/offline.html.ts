import type { APIRoute } from 'astro'
import { localeOf } from '../../../lib/api.ts'
import { offlinePage } from '../../../lib/offlineProof.ts'

/** The page that checks a proof with the line cut, to be saved: opened here its own script would be refused. */
export const GET: APIRoute = async (context) =>
  new Response(await offlinePage(localeOf(context)), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': 'attachment; filename="kaimen-check.html"',
      'Cache-Control': 'public, max-age=3600',
    },
  })
