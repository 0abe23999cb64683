import type { APIRoute } from 'astro'
import { staffFetch } from '../../../lib/staffAsk.ts'
import { readerOf } from '../../../lib/text.ts'

/** A register as a file; whoever may not have it goes back to the page, which says why. */
export const GET: APIRoute = async (context) => {
  const { searchParams } = context.url
  const register = searchParams.get('register') === 'team' ? 'team' : 'work'
  const query = { from: searchParams.get('from') ?? undefined, to: searchParams.get('to') ?? undefined }
  const response = await staffFetch(context, `/staff/registers/${register}/csv`, { query })
  if (response.ok) return new Response(response.body, response)
  return context.redirect(readerOf(context).href(`/staff/registers?${searchParams}`), 303)
}
