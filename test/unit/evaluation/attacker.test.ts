import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Figures, shownOf } from '../../../api/complaint/figures/figures.ts'
import { figureCells } from '../../../api/evaluation/close/figureCells.ts'
import { evaluate } from '../../../api/evaluation/formula/evaluate.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'
import { K, suppressed } from '../../../api/privacy/suppress.ts'
import { chanceOf } from '../../../scripts/bench/ranking/chance.ts'
import { attackCells, attackNaive, type Found } from '../../support/evaluation/attacker.ts'
import { drawn, type Happened, published } from '../../support/evaluation/stream.ts'
import { twinOf } from '../../support/evaluation/twin.ts'

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

describe('ten weeks of everything that is published', { timeout: 600_000 }, () => {
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

  test('whatever single count from 1 to 4 is asked for, something else may have happened', () => {
    const chance = chanceOf(99)
    for (const happened of places)
      for (const [week, groups] of happened.entries())
        for (const [group, counts] of groups.entries())
          for (const [i, n] of counts.entries()) {
            if (n < 1 || n >= K) continue
            const asked = { week, group, level: i + 1 }
            const twin = twinOf(happened, asked, chance)
            expect(twin, JSON.stringify({ asked, n, week: happened[week] })).not.toBeNull()
            // Results, shares and badges are made of the cells, so they are the same as well.
            expect(resultsOf(twin!)).toBe(resultsOf(happened))
          }
  })
})

/** Everything else that is published of a place: results with their hundredths, made of the cells alone. */
function resultsOf(happened: Happened): string {
  const cells = published(happened)
    .flat()
    .map((cell) => ({ station: 'here', indicator: 'satisfaction', ...cell }))
  const others = [1, 2, 3, 4, 5].map((level) => ({
    ...{ station: 'there', indicator: 'satisfaction', group: '0' },
    ...{ from: level, to: level, topped: null, n: 20 * level },
  }))
  return JSON.stringify(evaluate(indicators, [...cells, ...others], ['here', 'there']))
}

test('cells of complaints are made of the published monthly figures: who has those learns nothing from them', () => {
  const figures = fc.record({
    received: fc.nat(30),
    inTime: fc.nat(12),
    late: fc.nat(9),
    reopened: fc.nat(6),
    unanswered: fc.nat(6),
  })
  const month = fc.tuple(figures, figures)
  const same = (n: number, other: number) => (n > 0 && n < K && other > 0 && other < K ? other : n)
  fc.assert(
    fc.property(fc.array(month, { maxLength: 3 }), (months) => {
      const of = (list: Figures[]) => figureCells(list.map((one) => ({ ...one, desk: 'here' })))
      // Another truth that is published alike: small figures are other small ones.
      const others = months.map(([one, other]) => ({
        received: same(one.received, other.received),
        inTime: same(one.inTime, other.inTime),
        late: same(one.late, other.late),
        reopened: same(one.reopened, other.reopened),
        unanswered: same(one.unanswered, other.unanswered),
      }))
      expect(others.map(shownOf)).toEqual(months.map(([one]) => shownOf(one)))
      expect(of(others)).toEqual(of(months.map(([one]) => one)))
    }),
  )
})
