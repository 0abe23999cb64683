import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Bindings, OutboxMessage } from '../../../api/env.ts'
import { voidWaiting } from '../../../api/notification/enqueue.ts'
import { failed, refused, type Sender } from '../../../api/notification/sender.ts'
import { deadQueue, runQueue } from '../../../api/queue.ts'
import { type Clock, clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { testCtx } from '../../support/ctx.ts'
import { phone, queueMessage, recordingSender } from '../../support/message.ts'

const rowOf = (id: string) =>
  env.DB.prepare('SELECT state, recipient, data, attempts, settled_at FROM outbox WHERE id = ?')
    .bind(id)
    .first()

async function run(
  ids: string[],
  {
    clock = clockAt(monday),
    sender,
    queue = 'kaimen-outbox',
  }: { clock?: Clock; sender?: Sender; queue?: string },
) {
  const messages = ids.map((id, i) => ({
    id: String(i),
    timestamp: new Date(monday),
    attempts: 1,
    body: { id },
  }))
  const batch = createMessageBatch<OutboxMessage>(queue, messages)
  const context = createExecutionContext()
  await runQueue(batch, env as Bindings, { clock, ...(sender && { sender }) })
  return getQueueResult(batch, context)
}

afterEach(() => void vi.restoreAllMocks())

describe('delivery', () => {
  it('sends what waits once and empties its words', async () => {
    const id = await queueMessage(await testCtx())
    const sealed = await rowOf(id)
    expect(JSON.stringify(sealed)).not.toContain(phone)
    const sender = recordingSender()
    const first = await run([id, id], { sender })
    expect(first.explicitAcks).toEqual(['0', '1'])
    expect(sender.out).toHaveLength(1)
    expect(sender.out[0]).toMatchObject({ id, to: { phone }, reference: 'A-20261123-7K3M9Q' })
    expect(sender.out[0]!.text).toContain('已约11月26日周四09:30到城关派出所')
    expect(await rowOf(id)).toMatchObject({ state: 'sent', recipient: '', data: '', attempts: 1 })
    await run([id, 'msg_unknown'], { sender })
    expect(sender.out).toHaveLength(1)
  })

  it('skips what was withdrawn and what is not due', async () => {
    const ctx = await testCtx()
    const gone = await queueMessage(ctx, { reference: 'A-gone' })
    const later = await queueMessage(ctx, { notBefore: monday + 1, template: 'appointment.reminder' })
    const kept = await queueMessage(ctx, { reference: 'A-gone', template: 'appointment.reminder' })
    await ctx.db.batch([voidWaiting(ctx, 'A-gone', 'appointment.booked')])
    const sender = recordingSender()
    await run([gone, later, kept], { sender })
    expect(sender.out.map(({ id }) => id)).toEqual([kept])
    expect(await rowOf(gone)).toMatchObject({ state: 'void', recipient: '', data: '' })
    expect(await rowOf(later)).toMatchObject({ state: 'waiting', attempts: 0 })
  })

  it('does not remind of a visit that has begun', async () => {
    const id = await queueMessage(await testCtx(), { template: 'appointment.reminder' })
    const sender = recordingSender()
    await run([id], { sender, clock: clockAt(Date.parse('2026-11-26T09:31:00+08:00')) })
    expect(sender.out).toEqual([])
    expect(await rowOf(id)).toMatchObject({ state: 'void' })
  })

  it('tries again later and later, and gives up in the end', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const id = await queueMessage(await testCtx())
    const sender = recordingSender(Array.from({ length: 6 }, () => failed('webhook-503')))
    const clock = clockAt(monday)
    const waits: number[] = []
    for (let i = 0; i < 6; i++) {
      const { retryMessages } = await run([id], { sender, clock })
      expect(retryMessages).toHaveLength(i < 5 ? 1 : 0)
      const row = await env.DB.prepare('SELECT queued_at FROM outbox WHERE id = ?')
        .bind(id)
        .first<number>('queued_at')
      waits.push((row! - clock.now()) / 1000)
      clock.pass(2 * 3_600_000)
    }
    expect(waits).toEqual([30, 120, 480, 1920, 7200, 0])
    expect(await rowOf(id)).toMatchObject({ state: 'dead', recipient: '', data: '', attempts: 6 })
  })

  it('gives up at once what can never be sent', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const id = await queueMessage(await testCtx())
    const { explicitAcks } = await run([id], { sender: recordingSender([refused('webhook-400')]) })
    expect(explicitAcks).toEqual(['0'])
    expect(await rowOf(id)).toMatchObject({ state: 'dead' })
  })

  it('marks dead what the queue gave up on', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    const id = await queueMessage(await testCtx())
    await run([id], { queue: deadQueue })
    expect(await rowOf(id)).toMatchObject({ state: 'dead', recipient: '' })
    expect(errors).toHaveBeenCalledWith('{"deadMessages":1}')
  })

  it('keeps names and full numbers out of the log, whatever happens', async () => {
    const lines: string[] = []
    for (const level of ['log', 'error', 'warn', 'info'] as const) {
      vi.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.join(' ')))
    }
    const ctx = await testCtx()
    const id = await queueMessage(ctx)
    const broken = await queueMessage(ctx)
    await env.DB.prepare('UPDATE outbox SET data = (SELECT data FROM outbox WHERE id = ?) WHERE id = ?')
      .bind(id, broken)
      .run()
    const { retryMessages } = await run([id, broken], {})
    expect(retryMessages).toHaveLength(1)
    const log = lines.join('\n')
    expect(log).toContain('138****0001')
    expect(log).toContain('已约11月26日')
    expect(log).toContain('FieldError')
    expect(log).not.toContain(phone)
  })
})
