import type { APIRoute } from 'astro'
import { apiFetch } from './api.ts'

/** A feed at the site's own address: the API's answer as it is, in the language of the address. */
export const feedAt =
  (
    file: '/notices.atom' | '/answered.atom' | '/notices.json' | '/notices.ics' | '/audit/roots.atom',
  ): APIRoute =>
  async (context) => {
    const { request, url } = context
    const asked = new URL(`/api/v1${file}`, url.origin)
    for (const name of ['station', 'category', 'town', 'kind', 'month'])
      for (const value of url.searchParams.getAll(name)) asked.searchParams.append(name, value)
    const headers = new Headers()
    for (const name of ['if-none-match', 'if-modified-since']) {
      const value = request.headers.get(name)
      if (value) headers.set(name, value)
    }
    return apiFetch(context)(asked, { headers })
  }
