import type { APIRoute } from 'astro'
import { apiFetch } from '../../lib/api.ts'
import { formOf } from '../../lib/formOf.ts'
import { readerOf } from '../../lib/text.ts'

/** The date of a dispute for the reader's calendar: a post, so that the code stands in no address. */
export const POST: APIRoute = async (context) => {
  const data = await formOf(context.request)
  const reference = String(data.get('reference') ?? '')
  const accessCode = String(data.get('accessCode') ?? '')
  const response = await apiFetch(context)(
    new URL(`/api/v1/complaints/${encodeURIComponent(reference || '-')}/calendar`, context.url.origin),
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ accessCode }) },
  )
  if (response.ok) return new Response(response.body, response)
  return context.redirect(readerOf(context).href('/complaints/mine'), 303)
}
