import { showSlip } from '../../api/queue/slip.ts'
import { walkIn } from '../../api/queue/walkIn.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { staffCtx } from './staff.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

/** What the routes of a queue may cost, on a morning of some numbers. A wrong code is counted, which is a write. */
export function queueBudgets(clock: Clock): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const number = async () => {
    const ctx = await staffCtx(clock, ['sp_qingshi'], 'clerk')
    const { ticket } = await walkIn({ ctx, input: { slug: 'qingshi', matters: ['ID-02'] } })
    const { code } = await showSlip({ ctx, input: { id: ticket.id } })
    return { station: 'qingshi', number: ticket.number, code }
  }
  const display: Call = async () => {
    for (let i = 0; i < 3; i++) await number()
    return ['/stations/qingshi/queue']
  }
  const wrong = { station: 'qingshi', number: 'A099', code: '22222222' }
  return {
    'GET /stations/:slug/queue': {
      trips: 1,
      rows: 50,
      calls: [display, async () => ['/stations/nowhere/queue', undefined, 404]],
    },
    // A list reads what it shows: everybody ahead; and whether its visit can be rated.
    'POST /queue/place': { trips: 1, rows: 64, calls: [async () => ['/queue/place', await number()]] },
    'POST /queue/place (wrong)': { trips: 2, rows: 64, calls: [async () => ['/queue/place', wrong, 404]] },
  }
}

/**
 * What the screen of a counter may cost at each of its refreshes: the session and the question; for six people in the
 * hall, with the hours, the week and the rules that are read along. `list`: what counting the waiting list adds at most.
 */
export const screenBudget = { trips: 2, rows: 250, list: 420 }
