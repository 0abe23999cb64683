import type { APIRoute } from 'astro'
import { staffFetch } from '../../../lib/staffAsk.ts'
import { readerOf } from '../../../lib/text.ts'

/** The list of objections as a file; whoever may not have it goes back to the page, which says why. */
export const GET: APIRoute = async (context) => {
  const state = context.url.searchParams.get('state') === 'open' ? 'open' : undefined
  const response = await staffFetch(context, '/staff/evaluations/objections/csv', { query: { state } })
  if (response.ok) return new Response(response.body, response)
  return context.redirect(readerOf(context).href('/staff/evaluations/objections'), 303)
}
