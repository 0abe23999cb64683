import type { APIRoute } from 'astro'
import { apiFetch } from '../../lib/api.ts'

/** The public keys of certificates, where anybody's verifier finds them (docs/certificate.md). */
export const GET: APIRoute = async (context) => {
  const answer = await apiFetch(context)(new URL('/api/v1/certificates/keys', context.url.origin))
  if (!answer.ok) return new Response(null, { status: 503, headers: { 'retry-after': '60' } })
  return new Response(answer.body, {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    },
  })
}
