import { endPast } from './appointment/end.ts'
import { publishSlots } from './appointment/publish.ts'
import { seal } from './audit/seal.ts'
import type { Ctx } from './context.ts'
import type { Bindings } from './env.ts'
import { faultOf } from './fault.ts'
import { makeCtx } from './middleware/context.ts'
import { purgeSettled, wakeDue } from './notification/wake.ts'
import { purge } from './privacy/purge.ts'
import { rotate } from './privacy/rotate.ts'
import { clockAt } from './shared/clock.ts'

/** One piece of regular work. Each is safe to run twice and to miss once. */
export type Job = { name: string; run(ctx: Ctx): Promise<unknown> }

export const jobs: Job[] = [
  { name: 'appointment.publish', run: publishSlots },
  { name: 'appointment.end', run: endPast },
  { name: 'notification.wake', run: wakeDue },
  { name: 'notification.purge', run: purgeSettled },
  { name: 'audit.seal', run: seal },
  { name: 'key.rotate', run: rotate },
  { name: 'privacy.purge', run: purge },
]

/** Runs every job in turn; one that fails does not stop the next. */
export async function runSchedule(env: Bindings, now: number, context: ExecutionContext) {
  const failed: string[] = []
  for (const { name, run } of jobs) {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    const ctx = await makeCtx({
      env,
      clock: clockAt(now),
      actor: { kind: 'system', job: name },
      locale: 'zh',
      requestId: crypto.randomUUID(),
      cost,
      after: (work) => context.waitUntil(work()),
    })
    try {
      const done = await run(ctx)
      console.log(JSON.stringify({ job: name, done, d1: cost.trips, rowsRead: cost.rowsRead }))
    } catch (error) {
      failed.push(name)
      console.error(JSON.stringify({ job: name, ...faultOf(error) }))
    }
  }
  if (failed.length) throw new Error(`jobs failed: ${failed.join(', ')}`)
}
