import { env } from 'cloudflare:workers'
import { publishSlots } from '../../api/appointment/publish.ts'
import type { Bindings } from '../../api/env.ts'
import { makeCtx } from '../../api/middleware/context.ts'
import type { Clock } from '../../api/shared/clock.ts'
import type { apiClient } from './api.ts'

/** The context of a system job at a test's clock. */
export function systemCtx(clock: Clock, bindings: Partial<Bindings> = {}) {
  return makeCtx({
    env: { ...env, BOT_CHECKS: 'off', ...bindings } as Bindings,
    clock,
    actor: { kind: 'system', job: 'test' },
    locale: 'zh',
    requestId: 'test-request',
    cost: { trips: 0, rowsRead: 0, rowsWritten: 0 },
    after: () => {},
  })
}

/** Publishes every slot whose time has come. */
export const publish = async (clock: Clock) => publishSlots(await systemCtx(clock))

/** The free slots of the first day, for the commonest matter at the first station. */
export async function freeSlots(api: ReturnType<typeof apiClient>, slug = 'qingshi', matter = 'ID-02') {
  const { status, body, text } = await api.get(`/stations/${slug}/slots?matter=${matter}`)
  if (status !== 200) throw new Error(text)
  return body.items as { id: string; startsAt: string; capacity: number; remaining: number }[]
}

let people = 0

/** A booking by a person nobody else is: without a document number, so name and phone tell them apart. */
export function someone(slotId: string, more: Record<string, unknown> = {}) {
  people += 1
  return {
    slotId,
    matterCode: 'ID-02',
    applicant: { name: '张小明', phone: `138${String(people).padStart(8, '0')}`, idType: 'none' },
    ...more,
  }
}
