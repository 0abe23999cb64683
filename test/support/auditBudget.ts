import { seal } from '../../api/audit/seal.ts'
import { clockAt } from '../../api/shared/clock.ts'
import { monday } from './api.ts'
import { addLeaf } from './audit.ts'
import { testCtx } from './ctx.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

const DAY = 86_400_000

/** Seals the Friday before, with a few leaves: the Monday stays open for what else is written. */
async function sealedDay(): Promise<void> {
  const ctx = await testCtx({ clock: clockAt(monday - 3 * DAY) })
  for (let i = 0; i < 20; i++) await addLeaf(ctx)
  await seal(await testCtx({ clock: clockAt(monday) }))
}

const get =
  (path: string, status = 200): Call =>
  async () => [path, undefined, status]

/** What the published record may cost: a list reads what it shows. */
export const auditBudgets: Record<string, { trips: number; rows: number; calls: Call[] }> = {
  'GET /audit/roots': { trips: 1, rows: 50, calls: [get('/audit/roots')] },
  'GET /audit/roots.atom': { trips: 1, rows: 50, calls: [get('/audit/roots.atom')] },
  'GET /audit/days/:day/hashes': {
    trips: 1,
    rows: 50,
    calls: [
      async () => {
        await sealedDay()
        return ['/audit/days/2026-11-20/hashes']
      },
      get('/audit/days/2026-11-20/hashes?limit=5'),
      get('/audit/days/2026-11-23/hashes', 404),
    ],
  },
}
