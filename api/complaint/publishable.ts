import { kindOf } from './kinds/index.ts'
import type { ComplaintRow } from './query.ts'
import { type ComplaintState, isOver } from './states.ts'

/** The states in which it is answered and nobody objects. */
const answered: readonly ComplaintState[] = ['answered', 'followup', 'closed']

/** Whether its author may agree to have it published: what is kept from the place it is about never is, an accusation neither. */
export const mayAgree = (row: Pick<ComplaintRow, 'kind' | 'away'>): boolean =>
  kindOf(row.kind).open && row.away === 0

/** Whether there is anything its author could agree to: what ended without an answer is not published. */
export const isPublishable = (row: ComplaintRow): boolean =>
  mayAgree(row) && (!isOver(row.state) || isAnswered(row))

/** Whether it is answered and nobody objects. The database asks again, and whether there is anybody whom it must not reach. */
export const isAnswered = ({ state, closedHow }: Pick<ComplaintRow, 'state' | 'closedHow'>): boolean =>
  answered.includes(state) && (closedHow === null || closedHow === 'accepted' || closedHow === 'silent')
