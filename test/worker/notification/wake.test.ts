import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { purgeSettled, wakeDue } from '../../../api/notification/wake.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { testCtx } from '../../support/ctx.ts'
import { queueMessage } from '../../support/message.ts'
import { queued } from '../../support/queued.ts'

describe('waking', () => {
  it('queues what is due and was missed, and not again for ten minutes', async () => {
    const clock = clockAt(monday)
    const woken: string[][] = []
    const ctx = { ...(await testCtx({ clock })), wake: async (ids: string[]) => void woken.push(ids) }
    const missed = await queueMessage(ctx)
    const reminder = await queueMessage(ctx, { notBefore: monday + 3_600_000 })
    expect(await wakeDue(ctx)).toEqual({ queued: 0 })
    clock.pass(60_000)
    expect(await wakeDue(ctx)).toEqual({ queued: 1 })
    expect(await wakeDue(ctx)).toEqual({ queued: 0 })
    clock.pass(600_000)
    expect(await wakeDue(ctx)).toEqual({ queued: 1 })
    clock.set(monday + 3_600_000)
    expect(await wakeDue(ctx)).toEqual({ queued: 2 })
    expect(woken[0]).toEqual([missed])
    expect(woken[2]!.toSorted()).toEqual([missed, reminder].toSorted())
  })

  it('queues in calls of a hundred', async () => {
    const clock = clockAt(monday)
    const woken: number[] = []
    const ctx = { ...(await testCtx({ clock })), wake: async (ids: string[]) => void woken.push(ids.length) }
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 520)
       INSERT INTO outbox (id, template, locale, reference, recipient, data, state, not_before, created_at)
       SELECT 'm' || i, 'appointment.booked', 'zh', 'A', '', '', 'waiting', 0, 0 FROM n`,
    ).run()
    expect(await wakeDue(ctx)).toEqual({ queued: 500 })
    expect(woken).toEqual([100, 100, 100, 100, 100])
    expect(await wakeDue(ctx)).toEqual({ queued: 20 })
  })

  it('deletes what was settled a month ago', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    const id = await queueMessage(ctx)
    await env.DB.prepare("UPDATE outbox SET state = 'sent', settled_at = ? WHERE id = ?")
      .bind(monday, id)
      .run()
    clock.pass(30 * 86_400_000)
    expect(await purgeSettled(ctx)).toEqual({ deleted: 0 })
    clock.pass(1)
    expect(await purgeSettled(ctx)).toEqual({ deleted: 1 })
  })

  it('goes through the real queue to the sender', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    queued.sent = true
    const ctx = await testCtx({ clock: clockAt(0) })
    const id = await queueMessage(ctx, { startsAt: '2126-11-26T09:30:00+08:00' })
    await ctx.wake([id])
    await vi.waitFor(
      async () => expect(await env.DB.prepare('SELECT state FROM outbox').first('state')).toBe('sent'),
      { timeout: 15_000, interval: 250 },
    )
  })
})
