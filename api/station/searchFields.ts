import type { Text } from '../shared/text.ts'

/** A name as people may type it. */
export interface Spelled {
  name: Text
  pinyin: string
  initials: string
}

const ranks = { station: 3, hall: 2, room: 1 } as const

/** Stations come before halls, halls before community rooms. */
export const rankOf = (kind: keyof typeof ranks): number => ranks[kind]

/** The words a service point is found by: its own, its town's, and every place it answers for. */
export function stationFields(point: Spelled & { address: Text; code: string }, around: readonly Spelled[]) {
  return [point.code, point.address.zh, point.address.en, ...spelled(point), ...around.flatMap(spelled)]
}

/** The words a village or community is found by. */
export function areaFields(area: Spelled): string[] {
  return spelled(area)
}

function spelled({ name, pinyin, initials }: Spelled): string[] {
  return [name.zh, name.en, pinyin, initials]
}
