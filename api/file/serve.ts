import { kindOf } from './kind.ts'
import type { OpenFile } from './store.ts'

interface Serving {
  /** The name kept beside the file (api/file/safeName.ts made it). */
  name: string
  /** Show it in the page instead of saving it; heeded for pictures only. */
  inline?: boolean
  /** Default: no-store. A published file may be cached; one that can be withdrawn, briefly. */
  cacheControl?: string
}

/**
 * The answer that hands out a kept file. Everything is saved, not shown: a document opened in the browser runs on our
 * address with a reader that has faults of its own. JPEG, PNG and WebP may be shown, because they are drawn and never
 * run, their type is fixed and not guessed (`nosniff`), and even opened alone the policy lets them load nothing.
 */
export function fileResponse(file: OpenFile, { name, inline = false, cacheControl = 'no-store' }: Serving) {
  const kind = kindOf(file.type)
  const shown = inline && kind?.family === 'image'
  const type = kind
    ? kind.family === 'text'
      ? `${kind.type}; charset=utf-8`
      : kind.type
    : 'application/octet-stream'
  return new Response(file.body, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(file.size),
      'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': cacheControl,
      ...(file.sha256 && { ETag: `"${file.sha256}"` }),
    },
  })
}

/**
 * RFC 6266 with RFC 8187: `filename` in plain ASCII for old programs, `filename*` with the real name. Quotes, backslashes,
 * line ends and % never reach the first; the second is percent-encoded down to attr-char.
 */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`
}
