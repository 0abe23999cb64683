import type { APIRoute } from 'astro'
import { staffFetch } from '../../../lib/staffAsk.ts'
import { readerOf } from '../../../lib/text.ts'

/** The list of bad ratings as a file; whoever may not have it goes back to the page, which says why. */
export const GET: APIRoute = async (context) => {
  const show = context.url.searchParams.get('show') === 'done' ? 'done' : 'open'
  const response = await staffFetch(context, '/staff/rectifications/csv', { query: { show } })
  if (response.ok) return new Response(response.body, response)
  return context.redirect(readerOf(context).href(`/staff/ratings?show=${show}`), 303)
}
