import type { Act, Case } from '../../../../api/application/desk/caseSchema.ts'
import { provedEnough } from '../../../lib/staffApplication.ts'
import type { Item } from './step.ts'

/** What is done by something of its own further down: writing, noting, asking a colleague, looking at what is masked. */
type Elsewhere =
  | 'assign'
  | 'message'
  | 'note'
  | 'ask-opinion'
  | 'give-opinion'
  | 'unmask'
  | 'code'
  | 'hold'
  | 'release'

/** An act as the page offers it: a press where it stands, or a page of its own where something is to be chosen. */
interface Way {
  act: Exclude<Act, Elsewhere>
  /** The page of its own; null: one press does it. */
  step: Item | null
  key: string
}

const ways: readonly Way[] = [
  { act: 'take', step: null, key: 't' },
  { act: 'accept', step: null, key: 'a' },
  { act: 'resume', step: null, key: 'r' },
  { act: 'process', step: null, key: 'p' },
  { act: 'approve', step: 'approve', key: 'y' },
  { act: 'issue', step: 'issue', key: 'i' },
  { act: 'handover', step: 'handover', key: 'h' },
  { act: 'visit-day', step: 'visit-day', key: 'm' },
  { act: 'ask', step: 'ask', key: 'q' },
  { act: 'refuse', step: 'refuse', key: 'n' },
  { act: 'decline', step: 'decline', key: 'd' },
  { act: 'identity', step: 'identity', key: 'v' },
  { act: 'elsewhere', step: 'elsewhere', key: 'e' },
  { act: 'extend', step: 'extend', key: 'x' },
  { act: 'take-over', step: null, key: 'o' },
]

/** What stands first in each state, where it can be done; in others the order of the list above decides. */
const first: Partial<Record<Case['state'], readonly Act[]>> = {
  identity: ['identity'],
  submitted: ['take', 'accept', 'ask'],
  correction: [],
  accepted: ['take', 'process', 'approve'],
  processing: ['take', 'approve', 'refuse'],
  elsewhere: ['take', 'resume'],
  approved: ['issue', 'handover', 'visit-day'],
  issued: ['handover', 'identity'],
  posted: ['handover'],
}

/** The acts of a case: the next one or two, and the others. */
export function waysOf(one: Case): { next: Way[]; others: Way[] } {
  const { state, can, handler } = one
  const possible = ways.filter(({ act }) => can.includes(act))
  // Who proved enough shows nothing more, unless they wish to.
  const wanted = (first[state] ?? []).filter((act) => act !== 'identity' || !provedEnough(one))
  // Nobody's work begins with taking it; accepting does both, and stands beside it.
  const order = handler === null ? wanted : wanted.filter((act) => act !== 'take')
  const next = order.flatMap((act) => possible.find((way) => way.act === act) ?? []).slice(0, 2)
  return { next, others: possible.filter((way) => !next.includes(way)) }
}
