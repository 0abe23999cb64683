import type { CaseKind, CaseState } from '../../db/schema/casefile.ts'
import type { Day } from '../calendar/day.ts'
import type { Certainty } from '../calendar/deadlineRule.ts'
import type { Text } from '../shared/text.ts'

/** What kind of case it is. */
export const kindWords: Record<CaseKind, Text> = {
  report: { zh: '接报案', en: 'Report' },
  security: { zh: '治安（行政）案件', en: 'Public order case' },
  criminal: { zh: '刑事案件', en: 'Criminal case' },
}

const review: Record<CaseState, readonly CaseState[]> = {
  received: ['accepted', 'filed', 'not-filed', 'transferred'],
  accepted: ['filed', 'not-filed', 'transferred'],
  filed: ['transferred', 'concluded'],
  // What was not opened may be, after a review.
  'not-filed': ['filed', 'concluded'],
  transferred: [],
  concluded: [],
}

/** Where a case of each kind can go from each stage: the same steps stand in the database, which refuses all others. */
export const steps: Record<CaseKind, Record<CaseState, readonly CaseState[]>> = {
  report: {
    received: ['accepted', 'transferred', 'concluded'],
    accepted: ['transferred', 'concluded'],
    filed: [],
    'not-filed': [],
    transferred: [],
    concluded: [],
  },
  security: review,
  criminal: review,
}

/** Whether a case can go from one stage to another. */
export const canStep = (kind: CaseKind, from: CaseState, to: CaseState): boolean =>
  steps[kind][from].includes(to)

/** Whether the work on it has ended, for now or for good: its sealed fields are kept for a time from then. */
export const isAtAnEnd = (state: CaseState): boolean =>
  state === 'not-filed' || state === 'transferred' || state === 'concluded'

/** A row of casefile_wording. */
export interface WordingRow {
  kind: CaseKind
  state: CaseState
  from: Day
  zh: string
  en: string
  certainty: Certainty
}

/** What a stage was called on a day; `rows` in the order of their days. */
export function wordsFor(
  rows: readonly WordingRow[],
  kind: CaseKind,
  state: CaseState,
  day: Day,
): { text: Text; certainty: Certainty } {
  const found = rows.findLast((row) => row.kind === kind && row.state === state && row.from <= day)
  if (!found) throw new TypeError(`casefile: no words for ${kind} ${state}`)
  return { text: { zh: found.zh, en: found.en }, certainty: found.certainty }
}
