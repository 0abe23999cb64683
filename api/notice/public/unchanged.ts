import { toHex } from '../../shared/bytes.ts'

/** When a feed may have changed is known to the second: a reader that has it already is not sent it again. */
export async function feedAnswer(
  request: Request,
  { text, type, updatedAt }: { text: string; type: string; updatedAt?: number },
): Promise<Response> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const tag = `"${toHex(new Uint8Array(digest)).slice(0, 32)}"`
  const headers = {
    ETag: tag,
    ...(updatedAt !== undefined && { 'Last-Modified': new Date(updatedAt).toUTCString() }),
    'Cache-Control': updatedAt === undefined ? 'no-cache' : 'public, max-age=60',
    Vary: 'Accept-Language',
  }
  const known = request.headers.get('if-none-match')
  const since = Date.parse(request.headers.get('if-modified-since') ?? '')
  // The tag wins (RFC 9110, 13.2.2): it also sees what changed within the second.
  const same =
    known !== null
      ? known.split(/\s*,\s*/).some((one) => one.replace(/^W\//, '') === tag || one === '*')
      : updatedAt !== undefined && since >= Math.floor(updatedAt / 1000) * 1000
  if (same) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'Content-Type': type } })
}
