import type { Chance } from './chance.ts'
import type { Given } from './quarter.ts'
import type { Station } from './world.ts'

/** Ratings that somebody brought about: how many of a level count in the score, and how many a table without rules takes. */
interface Pushed {
  counted: number
  all: number
}

/**
 * Staff of the first station talk people into praise: a quarter more ratings than it would have, all of them 5. Three in ten
 * say that they were asked in front of staff, which counts for nothing. Half of the others stand out (one counter within
 * minutes, seconds of typing, the same words) and are set aside.
 */
export const gamed = ({ ratings }: Station): Pushed => {
  const all = Math.round(ratings / 4)
  return { all, counted: Math.round(all * 0.7 * 0.5) }
}

/**
 * A campaign sends a quarter as many 1s to the second station as it has ratings. One in twenty holds a token, the others
 * write without an occasion, which is shown apart; half of those with a token stand out and are set aside.
 */
export const bombed = ({ ratings }: Station): Pushed => {
  const all = Math.round(ratings / 4)
  return { all, counted: Math.round(all * 0.05 * 0.5) }
}

/** What counts with so many more ratings of a level, in one week of it as in another, by the station's mix. */
export function withMore(
  chance: Chance,
  given: Given,
  station: Station,
  level: number,
  count: number,
): Given {
  const more = given.map((week) => week.map((counts) => [...counts]))
  for (let i = 0; i < count; i += 1) {
    const week = more[Math.floor(chance.next() * more.length)]!
    week[chance.index(station.mix)]![level - 1]! += 1
  }
  return more
}
