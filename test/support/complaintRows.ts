import { env } from 'cloudflare:workers'
import { type ComplaintState, steps } from '../../api/complaint/states.ts'

/** The steps from where every complaint begins to a state, the fewest there are. */
export function wayTo(state: ComplaintState, from: ComplaintState = 'received'): ComplaintState[] {
  const ways: ComplaintState[][] = [[from]]
  const seen = new Set<ComplaintState>([from])
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1)!
    if (last === state) return way.slice(1)
    for (const next of steps[last]) {
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  throw new Error(`no way from ${from} to ${state}`)
}

/** What has to stand beside a state that the database would else refuse. */
const beside: Partial<Record<ComplaintState, string>> = {
  closed: ", closed_at = updated_at, closed_how = 'silent'",
  declined: ", closed_at = updated_at, closed_how = 'declined'",
  unanswered: ", closed_at = updated_at, closed_how = 'unanswered'",
  withdrawn: ", closed_at = updated_at, closed_how = 'withdrawn'",
  merged: ", closed_at = updated_at, closed_how = 'merged', merged_into = id",
  reopened: ', closed_at = NULL, closed_how = NULL',
}

/** Walks a complaint to a state by the table of steps, whatever else a verb would write; `set` goes with the last step. */
export async function walkTo(reference: string, state: ComplaintState, set = ''): Promise<void> {
  for (const next of wayTo(state))
    await env.DB.prepare(
      `UPDATE complaint SET state = ?, rev = rev + 1${beside[next] ?? ''} WHERE reference = ?`,
    )
      .bind(next, reference)
      .run()
  if (set) await env.DB.prepare(`UPDATE complaint SET ${set} WHERE reference = ?`).bind(reference).run()
}
