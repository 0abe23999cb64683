import type { Bindings, OutboxMessage } from './env.ts'

/** Hands queued outbox rows to the sender; see api/notification. */
export async function runQueue(batch: MessageBatch<OutboxMessage>, _env: Bindings) {
  batch.ackAll()
}
