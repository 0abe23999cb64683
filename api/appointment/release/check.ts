import { drawMinute } from './minute.ts'
import { commitmentOf, lotOf } from './seed.ts'

/** A ticket as it is published: `recent` stands behind all others, then the day of joining counts, then the lot. */
export interface DrawnTicket {
  ticket: string
  recent: boolean
  joinedDay: string
}

/** What is published of a draw, instants in ms. */
export interface Draw {
  commitment: string
  seed: string
  windowFrom: number
  windowTo: number
  drawAt: number
  /** In the order they were drawn. */
  tickets: readonly DrawnTicket[]
}

export const drawFaults = ['seed', 'minute', 'order'] as const
/** seed: not the one promised; minute: not the one it gives; order: not the one it gives. */
export type DrawFault = (typeof drawFaults)[number]

/** The order a seed gives these tickets. Pure; anyone can repeat it with a SHA-256 program. */
export async function drawnOrder<T extends DrawnTicket>(seed: string, tickets: readonly T[]): Promise<T[]> {
  const lots = await Promise.all(
    tickets.map(async (ticket) => ({ ticket, lot: await lotOf(seed, ticket.ticket) })),
  )
  const key = ({ ticket, lot }: (typeof lots)[number]) =>
    `${ticket.recent ? 1 : 0}|${ticket.joinedDay}|${lot}`
  return lots.sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ ticket }) => ticket)
}

/** Whether a draw went as was promised: everything that did not, nothing when all did. */
export async function checkDraw(draw: Draw): Promise<DrawFault[]> {
  const { commitment, seed, windowFrom: from, windowTo: to, drawAt, tickets } = draw
  const faults: DrawFault[] = []
  if ((await commitmentOf(seed)) !== commitment) faults.push('seed')
  if ((await drawMinute(seed, { from, to })) !== drawAt) faults.push('minute')
  const right = await drawnOrder(seed, tickets)
  if (right.some((ticket, i) => ticket !== tickets[i])) faults.push('order')
  return faults
}
