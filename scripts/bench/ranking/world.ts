import type { Chance } from './chance.ts'

/** A station whose quality is known, because it was drawn. */
export interface Station {
  name: string
  /** Ratings in a quarter that are given without anybody's doing. */
  ratings: number
  /** Shares of the groups of matters, of those who rate. */
  mix: number[]
  /** For each group, how often who rates gives 1 to 5. */
  levels: number[][]
  /** Points that all it served would give, at one mix of matters for all: what is to be found out. */
  truth: number
  /** The same of those who do rate: all that ratings can tell of. */
  told: number
}

const groups = 8
/** How often 1, 1–2, 1–3, 1–4 is given where quality and matter are usual, as log odds: 2 %, 6 %, 15 %, 40 %. */
const steps = [-3.89, -2.75, -1.73, -0.41]
export const points = [20, 40, 60, 80, 100]

/** Shares of 1 to 5 at a quality: the better, the further all of them move up. */
function sharesAt(quality: number): number[] {
  const below = [0, ...steps.map((step) => 1 / (1 + Math.exp(quality - step))), 1]
  return points.map((_, i) => below[i + 1]! - below[i]!)
}

const scaled = (list: readonly number[]) => {
  const sum = list.reduce((a, b) => a + b, 0)
  return list.map((one) => one / sum)
}
const worth = (shares: readonly number[]) => shares.reduce((sum, share, i) => sum + share * points[i]!, 0)

/**
 * Stations with a drawn quality, from 1 to 100,000 ratings (even on a scale of orders of magnitude), each with its own mix of
 * matters, some of which please less than others. The dissatisfied answer more often, at some stations more than at others.
 * The first is poor and the second good, both of 2,000 ratings: the one that games, and the one that is bombed.
 */
export function worldOf(chance: Chance, count: number): Station[] {
  const matters = Array.from({ length: groups }, () => 0.5 * chance.normal())
  const usual = scaled(matters.map(() => 0.2 + chance.next()))
  return Array.from({ length: count }, (_, i) => {
    const drawn = 0.5 * chance.normal()
    const quality = i === 0 ? -0.6 : i === 1 ? 0.4 : drawn
    const size = Math.round(10 ** (5 * chance.next()))
    const mix = scaled(usual.map((share) => share * Math.exp(chance.normal())))
    const anger = 1.4 * Math.exp(0.1 * chance.normal())
    const all = matters.map((matter) => sharesAt(quality + matter))
    const levels = all.map((shares) =>
      scaled(shares.map((share, level) => share * anger ** ((4 - level) / 2))),
    )
    const atUsual = (of: readonly number[][]) =>
      of.reduce((sum, shares, group) => sum + usual[group]! * worth(shares), 0)
    return {
      name: `s${String(i).padStart(4, '0')}`,
      ratings: i < 2 ? 2000 : size,
      mix,
      levels,
      truth: atUsual(all),
      told: atUsual(levels),
    }
  })
}
