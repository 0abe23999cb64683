import type { Ctx } from '../context.ts'
import { signedHeaders } from '../shared/signedHeaders.ts'
import { type Batch, wireOf } from './batch.ts'

/** What a receiver said that it has the batch. */
export interface Receipt {
  id: string | null
  at: string | null
  /** All of it, as it came. */
  text: string | null
}

/** What became of one try; `reason` is for the list and quotes nothing of the answer. */
export type Posted = { ok: true; receipt: Receipt } | { ok: false; reason: string }

/** A receipt is a few hundred characters. */
const longestReceipt = 4000

/**
 * Sends a batch to a receiver. It is delivered when the receiver answers 2xx with a receipt for this very batch, or 409:
 * it has it already. Everything else is tried again, for a batch is never given up. Never throws.
 */
export async function postBatch(
  { clock, settings }: Pick<Ctx, 'clock' | 'settings'>,
  url: string,
  batch: Batch,
  { fetch: call = fetch, timeout = 10_000 }: { fetch?: typeof fetch; timeout?: number } = {},
): Promise<Posted> {
  const { key } = settings.exchange
  if (!key) return { ok: false, reason: 'key-not-set' }
  const body = wireOf(batch)
  try {
    const response = await call(url, {
      method: 'POST',
      headers: await signedHeaders({ key, clock, id: batch.id, body }),
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    })
    if (!response.ok && response.status !== 409) {
      // An unread body would hold the connection.
      await response.body?.cancel()
      return { ok: false, reason: `status-${response.status}` }
    }
    const receipt = readReceipt(await start(response), batch)
    if (receipt) return { ok: true, receipt }
    return response.status === 409
      ? { ok: true, receipt: { id: null, at: null, text: null } }
      : { ok: false, reason: 'no-receipt' }
  } catch (error) {
    return {
      ok: false,
      reason: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'lost',
    }
  }
}

/** The beginning of an answer, as long as a receipt may be and a little more; the rest is not waited for. */
async function start(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  while (text.length <= longestReceipt) {
    const { value, done } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  return text
}

/** A receipt of this batch: `{id, at, sha256}` and whatever else the receiver puts in it, such as its signature. */
export function readReceipt(text: string, { sha256 }: Pick<Batch, 'sha256'>): Receipt | null {
  if (text.length > longestReceipt) return null
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return null
  }
  const { id, at, sha256: of } = Object(said) as Record<string, unknown>
  if (typeof id !== 'string' || !id || id.length > 200 || of !== sha256) return null
  const time = typeof at === 'string' && at.length <= 40 && Number.isFinite(Date.parse(at)) ? at : null
  return time === null ? null : { id, at: time, text }
}
