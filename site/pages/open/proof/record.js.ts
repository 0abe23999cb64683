import type { APIRoute } from 'astro'
import { checkSource } from '../../../lib/proofFile.ts'

/** The check itself, letter by letter as it stands in the source. */
export const GET: APIRoute = () =>
  new Response(checkSource, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  })
