import type { Known } from './queue.ts'
import { nextAddress } from './visitor.ts'
import { overWire } from './wire.ts'

/** Tells the police something over the wire, as a program without proof of work does: it waits in the tray. */
export async function tellOnline(origin: string, told: object): Promise<Known & { read(): Promise<Read> }> {
  const headers = { 'content-type': 'application/json', 'cf-connecting-ip': nextAddress() }
  const call = async (path: string, body: object) => {
    const { status, text } = await overWire(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
    return JSON.parse(text)
  }
  const { reference, accessCode } = await call('/complaints', told)
  return { reference, accessCode, read: () => call(`/complaints/${reference}/open`, { accessCode }) }
}

/** What its author reads of it. */
interface Read {
  state: string
  thread: { kind: string; words: string | null; done: { done: string } | null }[]
  photos: { side: string }[]
}
