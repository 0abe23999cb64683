import type { ClickAct } from '../../db/schema/queue.ts'

export interface Click {
  act: ClickAct
  /** The state from this click on. */
  state: string
  /** Instant, ms. */
  at: number
}

/** What a ticket's clicks say of its times, ms. Nobody types a time. */
export interface Times {
  /** In line, from taking the number to being called, once and again; being early for a booking is not waiting. */
  waited: number
  /** At the counter, from beginning to the end or to being set aside or passed on. */
  served: number
}

/** Waiting and serving time out of a ticket's clicks, in their order; `until` ends what still runs, `dueAt` as booked. */
export function timesOf(clicks: readonly Click[], until: number, dueAt = 0): Times {
  const times: Times = { waited: 0, served: 0 }
  for (const [i, { state, at }] of clicks.entries()) {
    const end = clicks[i + 1]?.at ?? until
    if (state === 'waiting') times.waited += Math.max(0, end - Math.max(at, dueAt))
    if (state === 'serving') times.served += end - at
  }
  return times
}
