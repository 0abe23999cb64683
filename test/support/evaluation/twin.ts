import type { Chance } from '../../../scripts/bench/ranking/chance.ts'
import { type Happened, published } from './stream.ts'

/** A count: what of one week, group and level. */
export interface Asked {
  week: number
  group: number
  level: number
}

const at = (happened: Happened, { week, group, level }: Asked) => happened[week]![group]![level - 1]!

/** The same with some events elsewhere; null where there is none to take. */
function moved(happened: Happened, moves: readonly [from: Asked, to: Asked][]): Happened | null {
  const other = happened.map((week) => week.map((levels) => [...levels]))
  for (const [from, to] of moves) {
    if (at(other, from) < 1) return null
    other[from.week]![from.group]![from.level - 1]! -= 1
    other[to.week]![to.group]![to.level - 1]! += 1
  }
  return other
}

/**
 * Something else that may have happened, with another count at the place that is asked for and the very same publications;
 * null where none was found. Where there is one, nobody can tell the count, however clever.
 */
export function twinOf(happened: Happened, asked: Asked, chance: Chance, tries = 4000): Happened | null {
  const shown = JSON.stringify(published(happened))
  const some = (length: number) => Math.floor(chance.next() * length)
  const beside = (one: Asked): Asked => {
    const draw = chance.next()
    if (draw < 0.5) return { ...one, level: 1 + some(5) }
    return draw < 0.85
      ? { ...one, week: some(happened.length) }
      : { ...one, group: some(happened[0]!.length) }
  }
  for (let i = 0; i < tries; i += 1) {
    const near = beside(asked)
    const moves: [Asked, Asked][] = [chance.next() < 0.5 ? [asked, near] : [near, asked]]
    // One the other way round, in another week or level, so that sums stay.
    if (chance.next() < 0.6) {
      const [from, to] = moves[0]!
      const turn = chance.next() < 0.5 ? { week: some(happened.length) } : { level: 1 + some(5) }
      moves.push([
        { ...to, ...turn },
        { ...from, ...turn },
      ])
    }
    const other = moved(happened, moves)
    if (other && at(other, asked) !== at(happened, asked) && JSON.stringify(published(other)) === shown)
      return other
  }
  return null
}
