import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cut, cut, type Waiting } from '../../../api/privacy/cut.ts'
import { cutGroups, type GroupWaiting, several } from '../../../api/privacy/cutGroups.ts'
import { K } from '../../../api/privacy/suppress.ts'

const waits = (...counts: number[]): Waiting[] => counts.map((n, i) => ({ level: i + 1, n }))
const total = (list: readonly { n: number }[]) => list.reduce((sum, { n }) => sum + n, 0)
const inWords = ({ cells }: Cut) =>
  cells.map(({ from, to, topped, n }) => `${from}–${to}${topped === null ? '' : `+${topped}`}: ${n}`)

describe('what leaves of one stream', () => {
  test('waits for twenty, unless it is the end, where five do', () => {
    expect(inWords(cut(waits(0, 0, 0, 0, 19), { final: false }))).toEqual([])
    expect(inWords(cut(waits(0, 0, 0, 0, 20), { final: false }))).toEqual(['5–5: 20'])
    expect(inWords(cut(waits(0, 0, 0, 0, 4), { final: true }))).toEqual([])
    expect(inWords(cut(waits(0, 0, 0, 0, 5), { final: true }))).toEqual(['5–5: 5'])
  })
  test('levels of fewer than five are joined from the lowest up', () =>
    expect(inWords(cut(waits(2, 1, 3, 7, 9), { final: false }))).toEqual(['1–3: 6', '4–4: 7', '5–5: 9']))
  test('a few low ones are filled up from the next level, which keeps what stands by itself', () =>
    expect(inWords(cut(waits(1, 2, 0, 0, 30), { final: false }))).toEqual(['1–2+5: 5', '5–5: 28']))
  test('or are joined with it, where too little would stand', () =>
    expect(inWords(cut(waits(2, 0, 0, 6, 20), { final: false }))).toEqual(['1–4: 8', '5–5: 20']))
  test('a few best ones go with the cell before', () =>
    expect(inWords(cut(waits(6, 6, 6, 6, 3), { final: false })).at(-1)).toBe('4–5: 9'))
  test('what is public one by one need not wait', () =>
    expect(inWords(cut([{ level: 1, n: 1 }], { final: false, k: 1 }))).toEqual(['1–1: 1']))
})

const level = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: -3, max: 60 }))
const stream = fc.array(level, { minLength: 5, maxLength: 5 }).map((counts) => waits(...counts))
const settings = fc.record({ final: fc.boolean(), k: fc.constantFrom(1, 3, K, 10) })
const runs = { numRuns: process.env.KAIMEN_PROVE === 'full' ? 200_000 : 3000 }

describe('of anything that waits', () => {
  test('every cell stands for k or more, and says only what is true of it', () => {
    fc.assert(
      fc.property(stream, settings, (waiting, { final, k }) => {
        const { cells, taken } = cut(waiting, { final, k })
        for (const cell of cells) {
          expect(cell.n).toBeGreaterThanOrEqual(k)
          if (cell.topped !== null) {
            const low = total(waiting.filter((w) => w.n > 0 && w.level >= cell.from && w.level <= cell.to))
            expect(cell.n).toBe(k)
            expect(low).toBeGreaterThanOrEqual(1)
            expect(low).toBeLessThan(k)
          }
        }
        expect(total(cells)).toBe(total(taken))
        // The levels of cells follow each other: nothing is in two of them.
        for (const [i, cell] of cells.entries()) {
          const next = cells[i + 1]
          if (next) expect(next.from).toBeGreaterThan(cell.to)
        }
      }),
      runs,
    )
  })
  test('what is taken is what waited, level by level, and nothing is lost', () => {
    fc.assert(
      fc.property(stream, settings, (waiting, { final, k }) => {
        const { taken } = cut(waiting, { final, k })
        for (const { level: of, n } of taken) expect(waiting.find((w) => w.level === of)?.n).toBe(n)
        expect(new Set(taken.map((one) => one.level)).size).toBe(taken.length)
      }),
      runs,
    )
  })
  test('all leaves or nothing; at the end all of k or more', () => {
    fc.assert(
      fc.property(stream, settings, (waiting, { final, k }) => {
        const { taken } = cut(waiting, { final, k })
        const stays = total(waiting) - total(taken)
        // What was set aside after it was published may stay below zero beside what left.
        if (taken.length > 0) expect(stays).toBeLessThanOrEqual(0)
        else expect(stays).toBeLessThan(final || k === 1 ? k : 4 * k)
        if (waiting.every(({ n }) => n >= 0) && taken.length > 0) expect(stays).toBe(0)
      }),
      runs,
    )
  })
  test('the order in which levels are told makes no difference', () => {
    fc.assert(
      fc.property(stream, settings, fc.nat(), (waiting, how, turn) => {
        const turned = [...waiting.slice(turn % 5), ...waiting.slice(0, turn % 5)].reverse()
        expect(cut(turned, how)).toEqual(cut(waiting, how))
      }),
      runs,
    )
  })
})

describe('the groups of a place', () => {
  const of = (group: string, ...counts: number[]): GroupWaiting[] =>
    waits(...counts).map((one) => ({ group, ...one }))
  const some = fc.array(
    fc.record({ group: fc.constantFrom('a', 'b', 'c'), level: fc.integer({ min: 1, max: 5 }), n: level }),
    { maxLength: 20 },
  )

  test('small ones are put together at the end, and keep their levels', () => {
    const waiting = [...of('a', 1, 1, 2, 3, 4), ...of('b', 2, 0, 3, 4, 6), ...of('c', 0, 0, 0, 10, 30)]
    expect(cutGroups(waiting, { final: false }).cells.map(({ group }) => group)).toEqual(['c', 'c'])
    const { cells, taken } = cutGroups(waiting, { final: true })
    const together = cells.filter(({ group }) => group === several)
    expect(together.map(({ from, to, n }) => [from, to, n])).toEqual([
      [1, 3, 9],
      [4, 4, 7],
      [5, 5, 10],
    ])
    expect(total(taken)).toBe(total(waiting))
  })
  test('each event is in one cell, each cell stands for k, each group keeps what is its own', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (waiting, final) => {
        const { cells, taken } = cutGroups(waiting, { final })
        expect(total(cells)).toBe(total(taken))
        for (const { n } of cells) expect(n).toBeGreaterThanOrEqual(K)
        const ofKey = (list: readonly GroupWaiting[], group: string, at: number) =>
          total(list.filter((one) => one.group === group && one.level === at))
        const stays = ['a', 'b', 'c'].flatMap((group) =>
          [1, 2, 3, 4, 5].map((at) => ({ n: ofKey(waiting, group, at) - ofKey(taken, group, at) })),
        )
        if (final) expect(total(stays)).toBeLessThan(K)
        if (waiting.every(({ n }) => n >= 0)) for (const { n } of stays) expect(n).toBeGreaterThanOrEqual(0)
        // Made of cells alone, so a cell more or less is what differs between two publications.
        for (const group of ['a', 'b', 'c'])
          if (!final)
            expect(total(cells.filter((cell) => cell.group === group))).toBe(
              total(taken.filter((one) => one.group === group)),
            )
      }),
      runs,
    )
  })
})
