import type { ClickAct, TicketState } from '../../db/schema/queue.ts'
import { Problem } from '../problem.ts'

/** What staff can press on a ticket, as the routes name it. */
export const acts = [
  'recall',
  'serve',
  'park',
  'resume',
  'pass',
  'forward',
  'finish',
  'missed',
  'left',
  'undo',
] as const
export type Act = (typeof acts)[number]

interface Move {
  click: ClickAct
  from: readonly TicketState[]
  /** Where the ticket stands then; two where it depends on whether the counter is free. */
  to: readonly TicketState[]
}

/** Every legal step of a ticket: the one table. Nothing else changes a ticket's state. */
export const moves = {
  call: { click: 'called', from: ['waiting'], to: ['called'] },
  recall: { click: 'recalled', from: ['called'], to: ['called'] },
  serve: { click: 'serving', from: ['called'], to: ['serving'] },
  park: { click: 'parked', from: ['called', 'serving'], to: ['parked'] },
  // To the counter that takes them up when it is free, else first in line; who was missed lines up as come now.
  resume: { click: 'resumed', from: ['parked', 'missed'], to: ['serving', 'waiting'] },
  pass: { click: 'passed', from: ['waiting', 'called', 'serving', 'parked'], to: ['waiting'] },
  forward: { click: 'forwarded', from: ['waiting'], to: ['waiting'] },
  finish: { click: 'done', from: ['serving'], to: ['done'] },
  missed: { click: 'missed', from: ['called'], to: ['missed'] },
  left: { click: 'left', from: ['waiting', 'called', 'parked'], to: ['left'] },
  // What was pressed last, within a minute, and only where it is in `undoable`.
  undo: {
    click: 'undone',
    from: ['called', 'serving', 'parked', 'done', 'missed', 'left'],
    to: ['waiting', 'called', 'serving', 'parked'],
  },
  // By the system at midnight.
  end: { click: 'left', from: ['waiting', 'called', 'serving', 'parked'], to: ['left'] },
} as const satisfies Record<Act | 'call' | 'end', Move>

/** The clicks that can be taken back. */
export const undoable: readonly ClickAct[] = ['called', 'serving', 'parked', 'done', 'missed', 'left']

/** How long a click can be taken back, ms. */
export const undoWithin = 60_000

/** Whether a step can be taken from this state. */
export const canMove = (act: keyof typeof moves, state: TicketState): boolean =>
  (moves[act].from as readonly TicketState[]).includes(state)

/** Throws wrong-step unless the step can be taken from this state. */
export function requireMove(act: keyof typeof moves, state: TicketState): void {
  if (!canMove(act, state)) throw new Problem('wrong-step', { extra: { state } })
}

/** What can be pressed on a ticket that stands like this. */
export const actsFrom = (state: TicketState): Act[] => acts.filter((act) => canMove(act, state))
