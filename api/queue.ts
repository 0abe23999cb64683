import type { Bindings, OutboxMessage } from './env.ts'
import { makeCtx } from './middleware/context.ts'
import { chooseSender } from './notification/chooseSender.ts'
import { deliver } from './notification/deliver.ts'
import { settle } from './notification/query.ts'
import type { Sender } from './notification/sender.ts'
import { type Clock, systemClock } from './shared/clock.ts'

/** Messages that the queue gave up on arrive here, so that none is lost without a word. */
export const deadQueue = 'kaimen-outbox-dead'

/** Hands queued outbox rows to the sender. What throws is tried again by the queue as a whole. */
export async function runQueue(
  batch: MessageBatch<OutboxMessage>,
  env: Bindings,
  { clock = systemClock, sender }: { clock?: Clock; sender?: Sender } = {},
) {
  const ctx = await makeCtx({
    env,
    clock,
    actor: { kind: 'system', job: 'notification.send' },
    locale: 'zh',
    requestId: crypto.randomUUID(),
    cost: { trips: 0, rowsRead: 0, rowsWritten: 0 },
    after: () => {},
  })
  const ids = [...new Set(batch.messages.map((message) => message.body.id))]
  if (batch.queue === deadQueue) {
    const [{ changes }] = await ctx.db.batch([settle(ctx, ids, 'dead')])
    console.error(JSON.stringify({ deadMessages: changes }))
    return batch.ackAll()
  }
  const chosen = sender ?? chooseSender(ctx.settings, { clock, email: env.EMAIL })
  const again = await deliver({ ctx, sender: chosen, ids })
  for (const message of batch.messages) {
    const delaySeconds = again.get(message.body.id)
    if (delaySeconds === undefined) message.ack()
    else message.retry({ delaySeconds })
  }
}
