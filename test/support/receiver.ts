import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where another system's receiver of batches listens. */
    receiver: string
  }
}

/** How it answers one POST. */
export type Behaviour =
  | 'take' // a receipt; the same one again for what it has
  | 'fail' // 503
  | 'refuse' // 400
  | 'hang' // never in time
  | 'lose' // takes it, and drops the line before it answers
  | 'silent' // 200 without a receipt
  | 'wrong' // a receipt for another batch
  | 'had' // 409 without a word
  | 'long' // an answer of megabytes

/** A POST as it came in. */
export interface Seen {
  body: string
  /** Whether the HMAC under the shared secret is right. */
  signed: boolean
  key: string | undefined
}

interface Box {
  behaviours: Behaviour[]
  seen: Seen[]
  receipts: Map<string, string>
}

/** The secret it shares with the site in tests. */
export const sharedSecret = 'a secret of two systems'

const boxes = new Map<string, Box>()
const newBox = (): Box => ({ behaviours: [], seen: [], receipts: new Map() })

/**
 * A receiver of batches as another system would have one, on a port of this machine while worker tests run: each path is
 * a box of its own. `PUT` sets how the next POSTs are answered, `GET` tells what came.
 */
export default async function setup({ provide }: TestProject) {
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const box = boxes.get(path) ?? newBox()
    boxes.set(path, box)
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const answer = (status: number, said: string) => {
        // A line kept open would be closed while idle, just as the next batch goes over it.
        response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
        response.end(said)
      }
      if (request.method === 'GET') return answer(200, JSON.stringify(box.seen))
      if (request.method === 'PUT') {
        box.behaviours = JSON.parse(body)
        return answer(200, '{}')
      }
      const { headers } = request
      const mac = createHmac('sha256', sharedSecret).update(`${headers['kaimen-timestamp']}.${body}`)
      const key = headers['idempotency-key']?.toString()
      box.seen.push({ body, signed: headers['kaimen-signature'] === `v1=${mac.digest('hex')}`, key })
      const behaviour = box.behaviours.shift() ?? 'take'
      if (behaviour === 'fail') return answer(503, '')
      if (behaviour === 'refuse') return answer(400, '{"no":"thanks"}')
      if (behaviour === 'silent') return answer(200, 'OK')
      if (behaviour === 'had') return answer(409, '')
      if (behaviour === 'long') return answer(200, 'x'.repeat(4_000_000))
      if (behaviour === 'hang') return
      const { sha256 } = JSON.parse(body) as { sha256: string }
      const receipt =
        box.receipts.get(sha256) ??
        JSON.stringify({ id: `R-${box.receipts.size + 1}`, at: '2026-11-23T08:00:01+08:00', sha256 })
      box.receipts.set(sha256, receipt)
      if (behaviour === 'lose') return request.socket.destroy()
      answer(200, behaviour === 'wrong' ? receipt.replace(sha256, '0'.repeat(64)) : receipt)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  provide('receiver', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return () => {
    server.closeAllConnections()
    server.close()
  }
}
