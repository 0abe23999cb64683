import { type IncomingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { nextAddress } from './visitor.ts'

/** An answer as it came over the wire. */
export interface Wire {
  status: number
  headers: IncomingHttpHeaders
  /** Bytes of the body as sent, still compressed. */
  bytes: number
  text: string
}

/** Asks as a browser that takes brotli does, and counts what came before unpacking it. */
export function overWire(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Wire> {
  return new Promise((done, failed) => {
    const asked = request(
      url,
      { method, headers: { 'accept-encoding': 'br', 'cf-connecting-ip': nextAddress(), ...headers } },
      (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('error', failed)
        response.on('end', () => {
          const raw = Buffer.concat(pieces)
          const packed = response.headers['content-encoding'] === 'br'
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: raw.length,
            text: (packed ? brotliDecompressSync(raw) : raw).toString('utf8'),
          })
        })
      },
    )
    asked.on('error', failed)
    asked.end(body)
  })
}
