import { createMiddleware } from 'hono/factory'
import { countCost, type D1Cost, openDb } from '../../db/client.ts'
import type { AppEnv, Ctx } from '../context.ts'
import { type Bindings, botChecksMisused, settingsOf } from '../env.ts'
import { faultOf } from '../fault.ts'
import { fileStore } from '../file/store.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { loadKeys } from '../privacy/keys.ts'
import { Problem } from '../problem.ts'
import { type Actor, resident } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Locale } from '../shared/text.ts'

interface Maker {
  env: Bindings
  clock: Clock
  actor: Actor
  locale: Locale
  requestId: string
  cost: D1Cost
  /** The caller's address as the platform says it; absent for jobs. */
  address?: string | undefined
  /** What the caller's browser calls itself. */
  agent?: string | undefined
  after(work: () => Promise<unknown>): void
}

/** Builds what a verb is handed, for a request, a cron run or a queue batch alike. */
export async function makeCtx({
  env,
  clock,
  actor,
  locale,
  requestId,
  cost,
  address,
  agent,
  after,
}: Maker): Promise<Ctx> {
  const keys = await loadKeys(env)
  const counting = (into: D1Cost): Ctx => ({
    db: openDb(countCost(env.DB, into)),
    files: fileStore(env.FILES),
    clock,
    settings: settingsOf(env),
    keys,
    actor,
    locale,
    requestId,
    network: (width = 'line') => blindIndex(keys, 'network', networkOf(address, width)),
    device: () => blindIndex(keys, 'device', `${networkOf(address)}\n${agent ?? ''}`),
    // Nobody waits for what is done after the answer: it has a cost and a line of its own.
    after: (work) =>
      after(async () => {
        const own: D1Cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
        await work(counting(own))
        if (own.trips)
          console.log(
            JSON.stringify({
              after: requestId,
              d1: own.trips,
              rowsRead: own.rowsRead,
              rowsWritten: own.rowsWritten,
            }),
          )
      }),
    wake: async (ids) => {
      // The queue takes a hundred messages at a time.
      for (let sent = 0; sent < ids.length; sent += 100)
        await env.OUTBOX.sendBatch(ids.slice(sent, sent + 100).map((id) => ({ body: { id } })))
    },
  })
  return counting(cost)
}

/**
 * One home or hall is one network: an IPv6 line has 2^64 addresses of its own, so its /64 counts. Some lines are given a
 * whole /48, with 65,536 of those: that is their block. Requests of unknown origin share one bucket.
 */
export function networkOf(address: string | undefined, width: 'line' | 'block' = 'line'): string {
  if (!address) return 'unknown'
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head ? head.split(':') : []
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0)
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])]
    .slice(0, width === 'block' ? 3 : 4)
    .join(':')
}

/** English when the reader prefers it, else Chinese. */
export function localeOf(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q = 'q=1'] = part.trim().toLowerCase().split(/;\s*/)
      return { tag: tag.slice(0, 2), q: Number(q.replace('q=', '')) || 0 }
    })
    .filter(({ tag, q }) => (tag === 'zh' || tag === 'en') && q > 0)
    .sort((a, b) => b.q - a.q)
  return wanted[0]?.tag === 'en' ? 'en' : 'zh'
}

export function context(clock: Clock) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const settings = settingsOf(c.env)
    if (botChecksMisused(settings, new URL(c.req.url).hostname)) throw new Problem('misconfigured')
    const cost: D1Cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    c.set('cost', cost)
    c.set(
      'ctx',
      await makeCtx({
        env: c.env,
        clock,
        actor: resident,
        locale: c.get('locale'),
        requestId: c.get('requestId'),
        cost,
        address: c.req.header('cf-connecting-ip'),
        agent: c.req.header('user-agent'),
        after: (work) => {
          const quiet = work().catch((error: unknown) =>
            console.error(JSON.stringify({ after: c.get('requestId'), ...faultOf(error) })),
          )
          try {
            c.executionCtx.waitUntil(quiet)
          } catch {
            // No execution context when called in process by a test: the work still runs.
          }
        },
      }),
    )
    await next()
  })
}
