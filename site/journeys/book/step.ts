import type { ProblemDocument } from '../../lib/ask.ts'
import { isTogetherFault, type Stage, type WantedForm } from './form.ts'

/** The page of the journey that answers a request. */
export type Step =
  | 'matter'
  | 'station'
  | 'time'
  | 'together'
  | 'details'
  | 'check'
  | 'time-again'
  | 'receipt'
  | 'problem'

/** Refusals after which everything typed stays: it may be sent again, or another time chosen. */
const kept = [
  'idempotency-mismatch',
  'proof-invalid',
  'tray-full',
  'too-many',
  'unavailable',
  'internal',
  'booking-over',
  'already-booked',
  'phone-busy',
]

/** Refusals of a link that the page of times sorts out: a time that is gone, a place or matter that is not there. */
const stale = ['not-found', 'matter-not-offered', 'invalid-input']

/** Whether a refused booking can be sent again as it is, or nearly. */
export const canSendAgain = (code: string): boolean => kept.includes(code)

interface Known {
  form: WantedForm
  /** Which button was pressed; a link has none. */
  stage: Stage | null
  problem: ProblemDocument | undefined
  /** Every fault is one that a field of the details can mend. */
  mendable: boolean
  booked: boolean
  /** The time chosen is there. */
  hasVisit: boolean
  /** The link asks what else is done. */
  adds: boolean
}

/** Which page answers, by what was sent and what the API says to it. */
export function stepOf({ form, stage, problem, mendable, booked, hasVisit, adds }: Known): Step {
  if (booked) return 'receipt'
  if (stage === 'together' || (problem && isTogetherFault(problem))) return 'together'
  if (!stage) return linked()
  const code = problem?.code ?? ''
  if (code === 'missed-too-often') return 'check'
  if (stage === 'time' || code === 'slot-full' || code === 'slot-closed') return 'time-again'
  if (stage === 'edit' || mendable) return 'details'
  if (problem) return stage === 'confirm' && kept.includes(code) ? 'check' : 'problem'
  return 'check'

  function linked(): Step {
    if (!form.matter) return 'matter'
    if (!form.station) return 'station'
    if (adds) return 'together'
    if (hasVisit) return 'details'
    if (!problem || stale.includes(problem.code)) return 'time'
    return problem.code === 'slot-full' || problem.code === 'slot-closed' ? 'time-again' : 'problem'
  }
}
