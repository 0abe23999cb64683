import type { RectificationRow } from './query.ts'

type Part = Pick<
  RectificationRow,
  'stationPart' | 'stationAsked' | 'stationDueAt' | 'stationMissedAt' | 'moreState' | 'fixedAt' | 'state'
>

/** Who was sent back once and still did not put it right missed its part. */
const chances = 2

const counts = ({ stationPart, stationMissedAt }: Part) => stationPart === 1 && stationMissedAt === null
const behind = ({ stationDueAt }: Part, at: number) => stationDueAt !== null && at > stationDueAt

/** What a report of the station at a moment notes: that its day was missed, unless more time is still to be decided about. */
export const onReport = (row: Part, at: number) =>
  counts(row) && behind(row, at) && row.moreState !== 'asked' ? { stationMissedAt: at } : {}

/** What sending something back notes: that it was reported too late, or did not solve it a second time. */
export const onBack = (row: Part, at: number) =>
  counts(row) && (row.stationAsked >= chances || behind(row, row.fixedAt ?? at))
    ? { stationMissedAt: at }
    : {}

/**
 * What it means that the desk sees to it itself: nothing for a station whose day was not over, and a missed part where it was, or
 * where the call-back had found its work unsolved.
 */
export function onTakenOver(row: Part, at: number) {
  if (!counts(row) || row.state !== 'fixing') return {}
  const late = behind(row, at) && row.moreState !== 'asked'
  return late || row.stationAsked > 1 ? { stationMissedAt: at } : ({ stationPart: 0 } as const)
}
