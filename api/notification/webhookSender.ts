import type { Clock } from '../shared/clock.ts'
import { signedHeaders } from '../shared/signedHeaders.ts'
import { failed, refused, type Sender } from './sender.ts'

interface Webhook {
  url: string
  /** Shared secret, as text. */
  key: string
  clock: Clock
  fetch?: typeof fetch
  /** Milliseconds. */
  timeout?: number
}

/** Answers that pass: the provider asks us to come back. */
const passing = new Set([408, 425, 429])

/**
 * Hands messages to a bureau's own gateway: POST of JSON `{id, to, subject, text, reference}` with
 * `Kaimen-Timestamp` (seconds) and `Kaimen-Signature: v1=<hex>`, an HMAC-SHA-256 over `timestamp.body`. The
 * `Idempotency-Key` is the message's id, so that a repetition need not be sent twice. 2xx is taken, 4xx refused for
 * good, all else tried again.
 */
export function webhookSender({ url, key, clock, fetch: call = fetch, timeout = 10_000 }: Webhook): Sender {
  return {
    async send(message) {
      if (!url || !key) return failed('webhook-not-set')
      const body = JSON.stringify(message)
      try {
        const response = await call(url, {
          method: 'POST',
          headers: await signedHeaders({ key, clock, id: message.id, body }),
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(timeout),
        })
        // An unread body would hold the connection.
        await response.body?.cancel()
        if (response.ok) return { ok: true }
        const reason = `webhook-${response.status}`
        const forGood = response.status >= 400 && response.status < 500 && !passing.has(response.status)
        return forGood ? refused(reason) : failed(reason)
      } catch (error) {
        return failed(
          error instanceof Error && error.name === 'TimeoutError' ? 'webhook-timeout' : 'webhook-lost',
        )
      }
    },
  }
}
