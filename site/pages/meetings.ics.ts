import type { APIRoute } from 'astro'
import { apiFetch } from '../lib/api.ts'

/** The meetings as a calendar at the site's own address, in the language of the address or the one asked for. */
export const GET: APIRoute = async (context) => {
  const { request, url } = context
  const asked = new URL('/api/v1/meetings.ics', url.origin)
  for (const name of ['station', 'lang']) {
    const value = url.searchParams.get(name)
    if (value) asked.searchParams.set(name, value)
  }
  const headers = new Headers()
  for (const name of ['if-none-match', 'if-modified-since']) {
    const value = request.headers.get(name)
    if (value) headers.set(name, value)
  }
  return apiFetch(context)(asked, { headers })
}
