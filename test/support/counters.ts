import { env } from 'cloudflare:workers'
import { newId } from '../../api/shared/id.ts'
import { monday } from './api.ts'
import { demo } from './bureau.ts'
import { signedIn, type staffApi } from './signedIn.ts'

let counters = 0

/** The fictional bureau, without its counters and without a past: a test makes its own. */
export async function emptyQueue(): Promise<void> {
  await demo(env)
  await env.DB.batch([env.DB.prepare('DELETE FROM counter'), env.DB.prepare('DELETE FROM queue_day')])
}

/** Writes a counter and gives its id. */
export async function addCounterRow({
  point = 'sp_qingshi',
  group = 'household',
  number = ++counters,
}: {
  point?: string
  group?: string
  number?: number
} = {}): Promise<string> {
  const id = newId('ct')
  await env.DB.prepare(
    `INSERT INTO counter (id, service_point_id, counter_group, number, name_zh, name_en, state, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
  )
    .bind(id, point, group, number, `${number} 号窗口`, `Counter ${number}`, monday, monday)
    .run()
  return id
}

type Api = ReturnType<typeof staffApi>

/** Somebody at work at a counter: the presses of their screen, each with what the screen last showed. */
export async function clerkAt(api: Api, counter: string, point = 'sp_qingshi') {
  const slug = point.slice(3)
  const { id, headers } = await signedIn({ grants: [['clerk', point]], clock: api.clock })
  const sat = await api.post(`/staff/counters/${counter}/sit`, {}, headers)
  if (sat.status !== 200) throw new Error(sat.text)
  let version: number = sat.body.version
  return {
    id,
    headers,
    seen: () => version,
    async next(shown = version) {
      const answer = await api.post(`/staff/points/${slug}/next`, { version: shown }, headers)
      if (answer.status === 200) version = answer.body.counter.version
      return answer
    },
    press: (ticket: { id: string; version: number }, act: string, more = {}) =>
      api.post(`/staff/tickets/${ticket.id}/${act}`, { version: ticket.version, ...more }, headers),
    walkIn: async (matters: string[] = ['ID-02'], more = {}) =>
      (await api.post(`/staff/points/${slug}/walk-in`, { matters, ...more }, headers)).body.ticket,
    queue: async () => (await api.get(`/staff/points/${slug}/queue`, headers)).body,
  }
}

/** The clicks of a ticket, in their order. */
export async function clicksOf(id: string) {
  const { results } = await env.DB.prepare(
    'SELECT act, state, at, counter_id AS counter, staff FROM ticket_click WHERE ticket_id = ? ORDER BY version',
  )
    .bind(id)
    .all<{ act: string; state: string; at: number; counter: string | null; staff: string }>()
  return results
}

/** How far the sums of the days are from the tickets they count; empty when they agree. */
export async function queueMiscounts(): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    `SELECT d.service_point_id, d.counter_group, d.waiting, d.walk_ins, d.parked, d.at_counter, d.done FROM queue_day d
     LEFT JOIN (SELECT service_point_id, day, counter_group, sum(state = 'waiting') AS waiting,
                  sum(state = 'waiting' AND booking_id IS NULL AND first_at IS NULL) AS walk_ins,
                  sum(state = 'parked') AS parked, sum(state IN ('called', 'serving')) AS at_counter, sum(state = 'done') AS done
                FROM ticket GROUP BY 1, 2, 3) t USING (service_point_id, day, counter_group)
     WHERE d.waiting <> coalesce(t.waiting, 0) OR d.walk_ins <> coalesce(t.walk_ins, 0)
        OR d.parked <> coalesce(t.parked, 0) OR d.at_counter <> coalesce(t.at_counter, 0)
        OR d.done <> coalesce(t.done, 0)
     UNION ALL
     SELECT t.id, 'clicks', t.version, t.state, 0, 0, 0 FROM ticket t
     WHERE NOT EXISTS (SELECT 1 FROM ticket_click k
       WHERE k.ticket_id = t.id AND k.version = t.version AND k.state = t.state AND k.counter_group = t.counter_group)`,
  ).all()
  return results
}
