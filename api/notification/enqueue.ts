import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { outbox } from '../../db/schema/index.ts'
import type { Ctx } from '../context.ts'
import { seal } from '../privacy/field.ts'
import { newId } from '../shared/id.ts'
import type { Locale } from '../shared/text.ts'
import type { Messages, Recipient, Template } from './message.ts'

type Message<T extends Template> = Recipient & {
  template: T
  /** The recipient's language. */
  locale: Locale
  reference: string
  data: Messages[T]
  /** Epoch ms before which it must not go out: a reminder is a message that waits. At once when absent. */
  notBefore?: number
}

/**
 * One outbox row for the batch of the write it tells about: a message exists exactly when the write does. Recipient
 * and words are sealed. `at` is the moment in its row. Hand the id of a message that may go at once to `ctx.wake` after the batch; what that misses,
 * the cron finds.
 */
export async function messageFor<T extends Template>(ctx: Ctx, message: Message<T>) {
  const now = ctx.clock.now()
  const id = newId('msg')
  const recipient: Recipient = 'phone' in message ? { phone: message.phone } : { email: message.email }
  const place = (column: string) => ({ table: 'outbox', column, row: id })
  const statement = ctx.db.insert(outbox).values({
    id,
    template: message.template,
    locale: message.locale,
    reference: message.reference,
    recipient: await seal(ctx.keys, place('recipient'), JSON.stringify(recipient)),
    data: await seal(ctx.keys, place('data'), JSON.stringify(message.data)),
    state: 'waiting',
    notBefore: message.notBefore ?? now,
    createdAt: now,
  })
  return { id, at: now, statement }
}

/** Statement that withdraws the waiting messages of a reference (of one template, or all): their words are emptied. */
export function voidWaiting(ctx: Ctx, reference: string, template?: Template) {
  return exec(
    ctx.db,
    sql`
    UPDATE outbox SET state = 'void', recipient = '', data = '', settled_at = ${ctx.clock.now()}
    WHERE reference = ${reference} AND state = 'waiting' AND (${template ?? null} IS NULL OR template = ${template ?? null})`,
  )
}
