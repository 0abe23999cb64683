import { env } from 'cloudflare:workers'
import type { Ctx } from '../../api/context.ts'
import type { Bindings } from '../../api/env.ts'
import { makeCtx } from '../../api/middleware/context.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { monday } from './api.ts'

/** What a verb is handed, on the real D1. `cost` counts as a request's would. */
export function testCtx({
  clock = clockAt(monday),
  bindings = {},
  cost = { trips: 0, rowsRead: 0, rowsWritten: 0 },
}: {
  clock?: Clock
  bindings?: Partial<Bindings>
  cost?: { trips: number; rowsRead: number; rowsWritten: number }
} = {}): Promise<Ctx> {
  return makeCtx({
    env: { ...env, ...bindings } as Bindings,
    clock,
    actor: { kind: 'system', job: 'test' },
    locale: 'zh',
    requestId: 'test',
    cost,
    after: () => {},
  })
}
