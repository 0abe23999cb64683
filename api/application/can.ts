import { reaches } from '../identity/level.ts'
import type { ApplicationRow } from './query.ts'
import type { nextSteps } from './schema.ts'
import { canStep, openStates } from './states.ts'

export type NextStep = (typeof nextSteps)[number]

interface Standing {
  /** A visit is needed, or worth one, and none is held. */
  visit: boolean
  /** Something was issued that its holder may have. */
  released: boolean
  /** The outcome is kept back. */
  withheld: boolean
  /** A login with this code brings out what is kept back, whatever was proved before. */
  unlocks: boolean
}

/** What the holder of an application can do next. */
export function nextOf(
  row: Pick<ApplicationRow, 'state' | 'identity' | 'phoneConfirmedAt' | 'name' | 'idNumber'>,
  { visit, released, withheld, unlocks }: Standing,
): NextStep[] {
  const open = openStates.includes(row.state)
  const draft = row.state === 'draft'
  const can: [NextStep, boolean][] = [
    ['save', draft || row.state === 'correction'],
    ['submit', draft],
    ['discard', draft],
    ['answer', row.state === 'correction'],
    [
      'confirm-phone',
      (draft || row.state === 'identity' || row.state === 'correction') &&
        row.name !== null &&
        row.phoneConfirmedAt === null,
    ],
    [
      'log-in',
      row.idNumber !== null &&
        (unlocks || (!withheld && (draft || open) && !reaches(row.identity, 'verified'))),
    ],
    ['message', open && !withheld],
    ['visit', visit],
    ['certificate', released],
    ['withdraw', canStep(row.state, 'withdrawn')],
  ]
  return can.filter(([, may]) => may).map(([step]) => step)
}
