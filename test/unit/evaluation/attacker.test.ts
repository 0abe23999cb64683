import { describe, expect, test } from 'vitest'
import { suppressed } from '../../../api/privacy/suppress.ts'
import { chanceOf } from '../../../scripts/bench/ranking/chance.ts'
import { attackCells, attackNaive, type Found } from '../../support/evaluation/attacker.ts'
import { drawn, type Happened, published } from '../../support/evaluation/stream.ts'

const full = process.env.KAIMEN_PROVE === 'full'

/** What a page would show that only withholds small numbers. */
const naive = (happened: Happened) =>
  happened.map((_, week) => {
    const groups = happened[0]!.map((levels, group) =>
      levels.map((_, i) => happened.slice(0, week + 1).reduce((sum, of) => sum + of[group]![i]!, 0)),
    )
    return {
      groups: groups.map((counts) => counts.map((n) => suppressed(n))),
      total: groups.flat().reduce((a, b) => a + b, 0),
    }
  })

const truly = (happened: Happened, { weeks: [from, to], group, levels }: Found) =>
  happened
    .slice(from, to + 1)
    .flatMap((week) => (group === null ? week : [week[group]!]))
    .reduce((sum, counts) => sum + levels.reduce((of, level) => of + counts[level - 1]!, 0), 0)

describe('ten weeks of everything that is published', () => {
  const places = Array.from({ length: full ? 400 : 12 }, (_, i) => drawn(chanceOf(i + 1)))

  test('the attacker is sure of no count from 1 to 4', () => {
    for (const happened of places)
      for (const end of [false, true])
        expect(attackCells(published(happened, { end }), happened[0]!.length, end)).toEqual([])
  })

  test('and can attack: pages that withhold small numbers give them away, and rightly', () => {
    let found = 0
    for (const happened of places)
      for (const one of attackNaive(naive(happened))) {
        expect(truly(happened, one)).toBe(one.n)
        found += 1
      }
    expect(found).toBeGreaterThan(20 * places.length)
  })
})
