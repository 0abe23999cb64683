import { randomUUID } from 'node:crypto'
import type { Killable } from './server.ts'

/** A booking as its holder knows it: what was answered, and what was asked for and never answered. */
export interface Held {
  key: string
  body: { slotId: string; matterCode: string; applicant: { name: string; phone: string; idType: string } }
  /** Null until the receipt arrived. */
  receipt: { reference: string; accessCode: string } | null
  slotId: string
  state: 'booked' | 'cancelled'
  /** Moves that were acknowledged. */
  moves: number
  /** Asked for when the server died. */
  doubt: Doubt | null
}

export type Doubt = { kind: 'book' } | { kind: 'move'; slotId: string } | { kind: 'cancel' }

/** What all clients did and were told. */
export interface Ledger {
  held: Held[]
  /** Acknowledged writes, by what they did. */
  done: { book: number; move: number; cancel: number }
  refused: number
  unanswered: number
  /** Answers that should never be given, and broken promises. */
  wrong: string[]
}

export const newLedger = (): Ledger => ({
  held: [],
  done: { book: 0, move: 0, cancel: 0 },
  refused: 0,
  unanswered: 0,
  wrong: [],
})

interface Answer {
  status: number
  body: { reference?: string; accessCode?: string; status?: string; code?: string }
}

let people = 0

/** Several people at once, each with bookings of their own, until the server dies. Resolves when all have stopped. */
export async function work(
  ledger: Ledger,
  server: Killable,
  slots: readonly string[],
  clients: number,
): Promise<void> {
  const client = async (own: number) => {
    const mine = ledger.held.filter((_, i) => i % clients === own)
    // First of all, everyone asks again for what was never answered.
    for (const held of mine) if (held.doubt && !server.dying) await ask(ledger, server, held, held.doubt)
    while (!server.dying) {
      const held = pick(mine.filter(changeable))
      const dice = Math.random()
      if (held && dice < 0.3) await ask(ledger, server, held, { kind: 'move', slotId: pick(slots)! })
      else if (held && dice < 0.5) await ask(ledger, server, held, { kind: 'cancel' })
      else mine.push(await bookAs(ledger, server, pick(slots)!))
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, own) => client(own)))
}

/** Booked, in its holder's hands, and not yet moved as often as is allowed. */
const changeable = ({ receipt, state, doubt, moves }: Held) =>
  receipt !== null && state === 'booked' && doubt === null && moves < 4

const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(Math.random() * from.length)]

async function bookAs(ledger: Ledger, server: Killable, slotId: string): Promise<Held> {
  people += 1
  const phone = `138${String(people).padStart(8, '0')}`
  const held: Held = {
    key: randomUUID(),
    body: { slotId, matterCode: 'ID-02', applicant: { name: '张小明', phone, idType: 'none' } },
    receipt: null,
    slotId,
    state: 'booked',
    moves: 0,
    doubt: null,
  }
  ledger.held.push(held)
  // One in eight clicks twice.
  const copies = Array.from({ length: people % 8 === 0 ? 2 : 1 }, () =>
    ask(ledger, server, held, { kind: 'book' }),
  )
  await Promise.all(copies)
  return held
}

/** Asks for one change and writes down what was answered. Asking again for the same is always allowed. */
export async function ask(ledger: Ledger, server: Killable, held: Held, doubt: Doubt): Promise<void> {
  held.doubt = doubt
  const answer = await send(server, held, doubt)
  if (answer === null || answer.status === 503) {
    if (!server.dying) ledger.wrong.push(`${doubt.kind}: ${answer ? JSON.stringify(answer) : 'no answer'}`)
    ledger.unanswered += 1
    return
  }
  if (answer.status === 409) {
    held.doubt = null
    ledger.refused += 1
    return
  }
  if (answer.status !== (doubt.kind === 'book' ? 201 : 200)) {
    ledger.wrong.push(`${doubt.kind}: ${JSON.stringify(answer)}`)
    return
  }
  held.doubt = null
  note(ledger, held, doubt, answer)
}

function note(ledger: Ledger, held: Held, doubt: Doubt, { body }: Answer) {
  const { reference = '', accessCode = '' } = body
  if (doubt.kind === 'book') {
    const before = held.receipt
    if (before && (before.reference !== reference || before.accessCode !== accessCode))
      ledger.wrong.push(`two receipts for one key: ${before.reference} and ${reference}`)
    if (!before) ledger.done.book += 1
    held.receipt = { reference, accessCode }
  } else if (doubt.kind === 'move') {
    // A move to where it stands is none.
    if (held.slotId !== doubt.slotId) held.moves += 1
    held.slotId = doubt.slotId
    ledger.done.move += 1
  } else {
    held.state = 'cancelled'
    ledger.done.cancel += 1
  }
}

/** Null when no whole answer arrived. */
async function send({ origin }: Killable, held: Held, doubt: Doubt): Promise<Answer | null> {
  const { reference, accessCode } = held.receipt ?? {}
  const [path, body] =
    doubt.kind === 'book'
      ? ['', held.body]
      : doubt.kind === 'move'
        ? [`/${reference}/reschedule`, { accessCode, slotId: doubt.slotId }]
        : [`/${reference}/cancel`, { accessCode }]
  try {
    const response = await fetch(`${origin}/api/v1/appointments${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(doubt.kind === 'book' && { 'idempotency-key': held.key }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    return { status: response.status, body: await response.json() } as Answer
  } catch {
    return null
  }
}
