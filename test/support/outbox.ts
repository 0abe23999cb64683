import { env } from 'cloudflare:workers'
import type { Messages, Template } from '../../api/notification/message.ts'
import { open } from '../../api/privacy/field.ts'
import { testCtx } from './ctx.ts'

interface Waiting<T extends Template> {
  id: string
  template: T
  state: string
  phone: string
  data: Messages[T]
}

/** The messages of a template that wait for a reference, in clear, oldest first. */
export async function waitingMessages<T extends Template>(
  template: T,
  reference: string,
): Promise<Waiting<T>[]> {
  const { keys } = await testCtx()
  const { results } = await env.DB.prepare(
    "SELECT id, template, state, recipient, data FROM outbox WHERE template = ? AND reference = ? AND state = 'waiting' ORDER BY created_at, rowid",
  )
    .bind(template, reference)
    .all<{ id: string; state: string; recipient: string; data: string }>()
  return Promise.all(
    results.map(async ({ id, state, recipient, data }) => {
      const clear = (column: string, value: string) => open(keys, { table: 'outbox', column, row: id }, value)
      const { phone } = JSON.parse(await clear('recipient', recipient)) as { phone: string }
      return { id, template, state, phone, data: JSON.parse(await clear('data', data)) as Messages[T] }
    }),
  )
}
