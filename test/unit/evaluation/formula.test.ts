import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, evaluateWhole } from '../../../api/evaluation/formula/evaluate.ts'
import { scoreIndicator } from '../../../api/evaluation/formula/indicatorScore.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'
import { type PlainCell, plainFormula } from '../../support/evaluation/plainFormula.ts'

const satisfaction = indicators.find(({ code }) => code === 'satisfaction')!
const stations = ['east', 'hall', 'north', 'west']
const runs = { numRuns: process.env.KAIMEN_PROVE === 'full' ? 5000 : 60 }

const cell = fc
  .record({
    station: fc.constantFrom(...stations, 'elsewhere'),
    rule: fc.constantFrom(...indicators),
    group: fc.constantFrom('id-card', 'household', 'several'),
    ends: fc.tuple(fc.nat(4), fc.nat(4)),
    topped: fc.boolean(),
    n: fc.oneof(fc.integer({ min: 5, max: 12 }), fc.integer({ min: 5, max: 80 })),
  })
  .map(({ station, rule, group, ends, topped, n }): PlainCell => {
    const levels = rule.levels.map(({ level }) => level)
    const [from, to] = ends.map((i) => levels[i % levels.length]!).sort((a, b) => a - b) as [number, number]
    const above = levels.filter((level) => level > to)
    const filled = topped && above.length > 0
    return {
      station,
      indicator: rule.code,
      group,
      from,
      to,
      topped: filled ? above[0]! : null,
      n: filled ? 5 : n,
    }
  })
const tables = fc.array(cell, { maxLength: 40 })

test('no interval reaches beyond the points there are, not that of all together either', () => {
  const of = (station: string, levels: Record<number, number>): PlainCell[] =>
    Object.entries(levels).map(([level, n]) => ({
      ...{ station, indicator: 'satisfaction', group: 'id-card', topped: null, n },
      ...{ from: Number(level), to: Number(level) },
    }))
  const rows = evaluate(
    indicators,
    [...of('east', { 5: 90, 4: 10 }), ...of('west', { 5: 20, 4: 25, 3: 12, 1: 6 })],
    ['east', 'west'],
  )
  const whole = rows.find(({ station, indicator }) => station === 'east' && indicator === '')!
  expect(whole.score).toBeLessThan(100)
  expect(whole.high).toBe(100)
})

test('a second writing of the formula comes to the same', () => {
  fc.assert(
    fc.property(tables, (cells) => {
      const plain = plainFormula(indicators, cells, stations)
      for (const rule of indicators) {
        const own = cells.filter(({ indicator }) => indicator === rule.code)
        const { rows } = scoreIndicator(rule, own, stations)
        for (const station of stations) {
          const [a, b] = [
            rows.get(station)!,
            plain.find((row) => row.station === station && row.indicator === rule.code)!,
          ]
          expect(a.n).toBe(b.n)
          for (const of of ['mean', 'score', 'low', 'high'] as const) near(a[of], b[of], 1e-9)
        }
      }
      // Of all together hundredths, as they are published, made of hundredths: one of these may be rounded the other way.
      for (const [i, row] of evaluate(indicators, cells, stations).entries()) {
        expect([row.station, row.indicator]).toEqual([plain[i]!.station, plain[i]!.indicator])
        for (const of of ['score', 'low', 'high'] as const) near(row[of], plain[i]![of], 0.015 + 1e-9)
      }
    }),
    runs,
  )
})

function near(a: number | null, b: number | null, most: number) {
  if (a === null || b === null) expect(a).toBe(b)
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(most)
}

test('in whatever order the cells come, the results are the same to the last byte', () => {
  fc.assert(
    fc.property(tables, fc.infiniteStream(fc.nat()), (cells, draws) => {
      const mixed = cells
        .map((one) => ({ one, at: draws.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
      const text = JSON.stringify(evaluate(indicators, cells, stations))
      expect(JSON.stringify(evaluate(indicators, mixed, stations))).toBe(text)
      expect(JSON.stringify(evaluate(indicators, cells, stations))).toBe(text)
    }),
    runs,
  )
})

describe('what comes out', () => {
  const of = (station: string, level: number, n: number, group = 'id-card'): PlainCell => ({
    station,
    indicator: 'satisfaction',
    group,
    from: level,
    to: level,
    topped: null,
    n,
  })
  const score = (cells: readonly PlainCell[]) => {
    const { rows } = scoreIndicator(satisfaction, cells, stations)
    return (station: string) => rows.get(station)!
  }
  const usual = stations.flatMap((station) => [of(station, 5, 300), of(station, 3, 100)])

  test('below the least number there is no score and no band', () => {
    const one = score([...usual.filter(({ station }) => station !== 'west'), of('west', 5, 29)])('west')
    expect(one).toMatchObject({ n: 29, mean: null, score: null, low: null, high: null, band: '' })
  })
  test('few ratings are drawn toward what is usual, many are not', () => {
    const others = usual.filter(({ station }) => station !== 'west')
    const few = score([...others, of('west', 5, 30)])('west').score!
    const many = score([...others, of('west', 5, 3000)])('west').score!
    expect(few).toBeLessThan(many)
    expect(many).toBeGreaterThan(98)
    expect(few).toBeLessThan(98)
  })
  test('a place is not blamed for matters that please nobody', () => {
    const mixed = stations.flatMap((station) => {
      const hard = station === 'west' ? 900 : 100
      return [
        of(station, 5, 1000 - hard, 'easy'),
        of(station, 3, hard / 2, 'hard'),
        of(station, 4, hard / 2, 'hard'),
      ]
    })
    const at = score(mixed)
    expect(at('west').mean!).toBeLessThan(at('east').mean! - 10)
    expect(Math.abs(at('west').score! - at('east').score!)).toBeLessThan(0.5)
    expect(at('west').band).toBe('B')
  })
  test('an interval is never narrower than what stays unsure, and lies within the scale', () => {
    const at = score(usual.map((one) => ({ ...one, n: one.n * 1000 })))('east')
    expect(at.high! - at.low!).toBeCloseTo(2 * 1.96, 1)
    const best = score([of('east', 5, 1000), of('west', 5, 1000)])('east')
    expect(best.high).toBe(100)
  })
  test('A is wholly above what is usual, C wholly below', () => {
    const at = score([
      ...['north', 'hall'].flatMap((station) => [of(station, 5, 300), of(station, 3, 100)]),
      of('east', 5, 400),
      of('west', 5, 200),
      of('west', 3, 200),
    ])
    expect([at('east').band, at('north').band, at('west').band]).toEqual(['A', 'B', 'C'])
  })
  test('joined levels are worth what they hold on average where they are joined', () => {
    const at = score([{ ...of('east', 1, 100), to: 2 }])
    // Shares 0.02 and 0.04: by their square roots nearer to the middle than by themselves.
    expect(at('east').mean!).toBeCloseTo(
      (Math.sqrt(0.02) * 20 + Math.sqrt(0.04) * 40) / (Math.sqrt(0.02) + 0.2),
      9,
    )
  })
})

describe('all together', () => {
  const whole = (station: string, rows: ReturnType<typeof evaluate>) =>
    rows.find((row) => row.station === station && row.indicator === '')!
  const cellsOf = (station: string, indicator: string, levels: readonly (readonly [number, number])[]) =>
    levels.map(
      ([level, n]): PlainCell => ({
        station,
        indicator,
        group: 'traffic',
        from: level,
        to: level,
        topped: null,
        n,
      }),
    )
  const twelve = Array.from({ length: 12 }, (_, i) => `s${i}`)
  const alike = twelve.flatMap((station) =>
    cellsOf(station, 'satisfaction', [
      [5, 300],
      [3, 60],
    ]),
  )
  const seenAt = (stations: readonly string[], levels: readonly (readonly [number, number])[]) =>
    stations.flatMap((station) => cellsOf(station, 'visibility', levels))
  const low = [
    [1, 20],
    [3, 20],
    [5, 20],
  ] as const

  test('who was not asked about something stands neither above nor below who is as good', () => {
    // The usual of visibility is far below that of satisfaction: to leave it out is no gift.
    const rows = evaluate(indicators, [...alike, ...seenAt(twelve.slice(1), low)], twelve)
    const [without, with_] = [whole('s0', rows), whole('s1', rows)]
    expect(with_.score).toBeLessThan(90)
    expect(without).toMatchObject({ n: 1, score: with_.score, band: 'B' })
    expect(with_.n).toBe(2)
    // What is not known of it makes it less sure.
    expect(without.high! - without.low!).toBeGreaterThan(with_.high! - with_.low!)
    // Too few is as none.
    const few = evaluate(
      indicators,
      [...alike, ...seenAt(twelve.slice(1), low), ...cellsOf('s0', 'visibility', [[5, 5]])],
      twelve,
    )
    expect(Math.abs(whole('s0', few).score! - whole('s1', few).score!)).toBeLessThan(0.05)
  })
  test('what nobody has anything in counts for nobody', () => {
    const rows = evaluate(indicators, alike, twelve)
    for (const station of twelve)
      expect(whole(station, rows).score).toBe(
        rows.find((row) => row.station === station && row.indicator === 'satisfaction')!.score,
      )
  })
  test('without a score for satisfaction there is none', () => {
    const rows = evaluate(indicators, [...alike, ...seenAt(['new'], [[5, 400]])], [...twelve, 'new'])
    expect(whole('new', rows)).toMatchObject({ n: 0, score: null, low: null, high: null, band: '' })
  })
  test('it adds up from what is published, to the hundredth, the same weights for every place', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const { rows, usual } = evaluateWhole(indicators, cells, stations)
        const weighs = indicators.flatMap(({ code, weight }) => {
          const expected = usual.find(({ indicator }) => indicator === code)!.score
          return weight > 0 && expected !== null ? [{ code, weight, expected }] : []
        })
        const weights = weighs.reduce((sum, { weight }) => sum + weight, 0)
        for (const station of stations) {
          const { score, low, high } = whole(station, rows)
          if (score === null) continue
          const points = ({ code, expected }: (typeof weighs)[number]) =>
            rows.find((row) => row.station === station && row.indicator === code)!.score ?? expected
          // In whole hundredths, as somebody with a calculator would.
          const sum = weighs.reduce((all, one) => all + one.weight * Math.round(points(one) * 100), 0)
          expect(score).toBe(Math.round(sum / weights) / 100)
          expect(low).toBeGreaterThanOrEqual(0)
          expect(high).toBeLessThanOrEqual(100)
        }
      }),
      runs,
    )
  })
})
