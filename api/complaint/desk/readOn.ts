import type { Text } from '../../shared/text.ts'
import type { MediationRow } from '../mediation/query.ts'
import type { ComplaintRow, EventRow, OutsideRow, PauseRow, PhotoRow, WordRow } from '../query.ts'
import { type ComplaintState, isOver } from '../states.ts'
import { deskStates } from './stateText.ts'

/** What is said of the state to whoever reads on, until it is answered again. */
const withDesk: Text = { zh: '现在由督察办理', en: 'With the supervision desk now' }

/**
 * The state as whoever looks may know it. Who reads on (`above`) knows that it is with the supervision desk, that it is
 * answered, and how it ended; not what the desk asks, of whom, or whether its author is called back.
 */
export function stateFor(above: boolean, state: ComplaintState): { state: ComplaintState; stateText: Text } {
  if (!above || isOver(state)) return { state, stateText: deskStates[state] }
  if (state === 'answered' || state === 'followup')
    return { state: 'answered', stateText: deskStates.answered }
  return { state: 'reopened', stateText: withDesk }
}

/** A complaint with no more of where it stands than whoever reads on may know. */
export function rowFor<R extends ComplaintRow>(row: R): R {
  const over = isOver(row.state)
  return {
    ...row,
    state: stateFor(true, row.state).state,
    tray: 0,
    openWish: 0,
    handlerId: null,
    threadWaits: null,
    closedHow: over ? row.closedHow : null,
    satisfied: over ? row.satisfied : null,
    clock: null,
    rule: null,
    dueAt: null,
    pausedAt: null,
    raised: 0,
    turn: null,
    turnDueAt: null,
  }
}

/** At which step its author objected. Where that is not among the steps that were read, everything counts as said after it. */
function objectedAt(events: readonly EventRow[]): { n: number; at: number } {
  return events.find(({ toState }) => toState === 'reopened') ?? { n: -1, at: Number.NEGATIVE_INFINITY }
}

/** The photos of before the objection, and of those after it what the readers on added. Of an anonymous one only the day is known: what is of that day counts as after. */
export function photosFor(photos: readonly PhotoRow[], events: readonly EventRow[]): PhotoRow[] {
  const { at } = objectedAt(events)
  return photos.filter(({ addedAt, readsOn }) => addedAt < at || readsOn === 1)
}

interface Whole {
  words: readonly WordRow[]
  events: readonly EventRow[]
  pauses: readonly PauseRow[]
  photos: readonly PhotoRow[]
  outside: readonly OutsideRow[]
  dates: readonly MediationRow[]
}

/**
 * What whoever reads on may know of what happened: everything before the objection, that it came, what they added
 * themselves, and once it is answered again the answer and the end. What its author and the desk say to each other from the
 * objection on, beginning with its words, is about them and not for them. Who acted at the desk is not said.
 */
export function partFor({ state }: Pick<ComplaintRow, 'state'>, all: Whole) {
  const { n, at } = objectedAt(all.events)
  const known = stateFor(true, state).state
  const final =
    known === 'answered' || known === 'closed'
      ? all.words.find((word) => word.kind === 'answer' && word.n > n)
      : undefined
  const ends = (to: ComplaintState) => isOver(to) || (to === 'answered' && final !== undefined)
  return {
    words: all.words
      .filter((word) => word.n < n || word.readsOn === 1 || word === final)
      .map((word) => (word === final ? { ...word, staffId: null } : word)),
    events: all.events.flatMap((event) => {
      if (event.n <= n) return [event]
      const moved = event.fromState !== event.toState
      return moved && ends(event.toState) ? [{ ...event, by: deskBy(event.by) }] : []
    }),
    pauses: all.pauses.filter((pause) => pause.n < n),
    photos: photosFor(all.photos, all.events),
    outside: all.outside.filter(({ askedAt }) => askedAt < at),
    dates: all.dates.filter(({ setAt }) => setAt < at),
  }
}

/** Who ended it: its author or the machine, or (without a name) the desk. */
const deskBy = (by: string) => (by === 'resident' || by === 'system' ? by : '')
