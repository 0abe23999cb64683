import { reaches } from '../identity/level.ts'
import type { Form } from './form/declaration.ts'
import type { ApplicationRow } from './query.ts'
import type { nextSteps } from './schema.ts'
import { canStep, openStates } from './states.ts'

export type NextStep = (typeof nextSteps)[number]

interface Standing {
  form: Form
  /** A visit is needed, or worth one, and none is held. */
  visit: boolean
  /** Something was issued that its holder may have. */
  released: boolean
}

/** What the holder of an application can do next. */
export function nextOf(
  row: Pick<ApplicationRow, 'state' | 'identity' | 'phoneConfirmedAt' | 'name' | 'idNumber'>,
  { visit, released }: Standing,
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
    ['log-in', (draft || open) && row.idNumber !== null && !reaches(row.identity, 'verified')],
    ['message', open],
    ['visit', visit],
    ['certificate', released],
    ['withdraw', canStep(row.state, 'withdrawn')],
  ]
  return can.filter(([, may]) => may).map(([step]) => step)
}
