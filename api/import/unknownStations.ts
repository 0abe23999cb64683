import type { Fault } from './fault.ts'

/** Faults for rows whose station nobody has imported. */
export function unknownStations(
  rows: readonly { line: number; stationCode: string }[],
  known: ReadonlyMap<string, unknown>,
): Fault[] {
  return rows
    .filter(({ stationCode }) => !known.has(stationCode))
    .map(({ line, stationCode }) => ({
      line,
      column: 'stationCode',
      code: 'unknown-station',
      found: stationCode,
    }))
}
