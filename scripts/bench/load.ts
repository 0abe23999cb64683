import { connect, type Socket } from 'node:net'

/** One request as it goes out, and what is told to the caller of its answer. */
export interface Asked {
  method?: 'GET' | 'POST'
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** The status it must answer; anything else counts as an error. */
  status?: number
  /** Called with the body of a right answer, while the clock runs: keep it short. */
  keep?(body: string): void
}

export interface Measured {
  requests: number
  errors: number
  /** What the first wrong answer said. */
  complaint: string
  seconds: number
  /** Of each right answer, in ms, sorted. */
  times: Float64Array
}

/** One answer: a HTTP/1.1 response with a length or in chunks. */
interface Answer {
  status: number
  body: string
}

/**
 * Asks in a closed loop over so many connections: each asks again as soon as it is answered, until the time is over
 * or `next` has no more. Sockets are written by hand: a client library spends more on a request than the plain
 * routes measured, and would hide what lies between them.
 */
export async function load(
  port: number,
  next: () => Asked | null,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Measured> {
  const times: number[] = []
  let errors = 0
  let complaint = ''
  const began = performance.now()
  const end = began + seconds * 1000
  const wrong = (asked: Asked, what: string) => {
    errors += 1
    complaint ||= `${asked.method ?? 'GET'} ${asked.path}: ${what}`
  }
  const one = async () => {
    let line = await open(port)
    try {
      for (let now = performance.now(); now < end; now = performance.now()) {
        const asked = next()
        if (!asked) return
        if (line.closed) line = await open(port)
        const answer = await line.ask(asked).catch((error: Error) => error)
        if (answer instanceof Error) wrong(asked, answer.message)
        else if (answer.status !== (asked.status ?? 200))
          wrong(asked, `${answer.status} ${answer.body.slice(0, 300)}`)
        else {
          times.push(performance.now() - now)
          asked.keep?.(answer.body)
        }
      }
    } finally {
      line.close()
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return {
    requests: times.length + errors,
    errors,
    complaint,
    seconds: (performance.now() - began) / 1000,
    times: Float64Array.from(times).sort(),
  }
}

/** The value below which this share of the sorted values lies. */
export function quantile(sorted: Float64Array | number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Asks once. */
export async function ask(port: number, asked: Asked): Promise<Answer> {
  const line = await open(port)
  try {
    return await line.ask(asked)
  } finally {
    line.close()
  }
}

async function open(port: number) {
  const socket = await connected(port)
  socket.setNoDelay(true)
  let waiting: { done(answer: Answer): void; failed(error: Error): void } | null = null
  let pieces: Buffer[] = []
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece)
    const answer = readAnswer(pieces)
    if (!answer) return
    pieces = []
    waiting?.done(answer)
  })
  socket.on('error', (error) => waiting?.failed(error))
  socket.on('close', () => waiting?.failed(new Error('The server closed the connection')))
  return {
    get closed() {
      return socket.destroyed
    },
    ask: (asked: Asked) =>
      new Promise<Answer>((done, failed) => {
        waiting = { done, failed }
        socket.write(written(asked, port))
      }),
    close: () => {
      waiting = null
      socket.destroy()
    },
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => done(socket))
    socket.once('error', failed)
  })
}

function written({ method = 'GET', path, body, headers = {} }: Asked, port: number): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all: Record<string, string | number> = {
    host: `127.0.0.1:${port}`,
    'accept-language': 'zh',
    ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`
}

/** The answer once all of it is there; null before. */
function readAnswer(pieces: Buffer[]): Answer | null {
  const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  if (pieces.length > 1) pieces.splice(0, pieces.length, bytes)
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return null
  const top = bytes.toString('latin1', 0, head).toLowerCase()
  const status = Number(top.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/.exec(top)?.[1]
  const rest = bytes.subarray(head + 4)
  if (length !== undefined)
    return rest.length < Number(length) ? null : { status, body: rest.toString('utf8') }
  const body = /\r\ntransfer-encoding: *chunked/.test(top) ? unchunked(rest) : ''
  return body === null ? null : { status, body }
}

function unchunked(bytes: Buffer): string | null {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const next = line + 4 + size
    if (line < 0 || bytes.length < next) return null
    if (size === 0) return Buffer.concat(parts).toString('utf8')
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = next
  }
}
