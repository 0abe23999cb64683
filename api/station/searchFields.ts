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

/** A village or community, and the streets by which it is split. */
export interface SpelledArea extends Spelled {
  town: Spelled
  streets: readonly Spelled[]
}

/** The words a service point is found by: its own, its town's, and every place it answers for. */
export function stationFields(
  point: Spelled & { address: Text; code: string },
  towns: readonly Spelled[],
  areas: readonly SpelledArea[],
): string[] {
  const own = [point.code, point.address.zh, point.address.en, ...spelled(point)]
  return [...own, ...towns.flatMap(spelled), ...areas.flatMap(areaFields)]
}

/** The words a village or community is found by: its own, its town's, both in one, its streets. */
export function areaFields(area: SpelledArea): string[] {
  const whole = area.town.name.zh + area.name.zh
  return [...spelled(area), ...spelled(area.town), whole, ...area.streets.flatMap(spelled)]
}

function spelled({ name, pinyin, initials }: Spelled): string[] {
  return [name.zh, name.en, pinyin, initials]
}
