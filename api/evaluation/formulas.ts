import type { Period } from '../calendar/period.ts'
import { FORMULA } from './formula/evaluate.ts'
import { type Line, recompute, resultLines } from './formula/files.ts'
import type { CellRow } from './formula/sums.ts'
import type { Rule } from './indicator.ts'

/** A formula: from the rules and cells of a period to its results, and from its two files to the third. */
export interface Formula {
  resultLines(rules: readonly Rule[], cells: readonly CellRow[]): Line[]
  recompute(cells: string, indicators: string): string
}

/**
 * Every formula a period ever ended with, by its number, the newest last. A period that runs is counted by the newest; from its
 * end on it keeps the one it ended with, which its results can be made with again for good.
 *
 * A new one: copy `formula/` to `formula3/`, change it there, give its FORMULA the next number, and add it here as the last.
 * The old folder stays as it is: test/check/formulas.test.ts has its fingerprint. What pages say of the newest (the method
 * page, “why this number” in site/lib/evaluation.ts, docs/evaluation.md) goes along. Number 1 was never used for a period that
 * was frozen, and is gone.
 */
export const formulas = new Map<string, Formula>([[FORMULA, { resultLines, recompute }]])

/** The number of the newest formula. */
export const newestFormula = (): string => [...formulas.keys()].at(-1)!

/** The formula of a period: the newest while it runs, then the one it ended with. Throws where that one is gone. */
export function formulaOf(row: {
  period: Period
  state: string
  formula: string
}): Formula & { number: string } {
  const number = row.state === 'open' ? newestFormula() : row.formula
  const found = formulas.get(number)
  if (!found) throw new TypeError(`evaluation: formula ${number} of ${row.period} is not here any more`)
  return { number, ...found }
}
