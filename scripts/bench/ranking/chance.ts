/** A source of drawn numbers, the same for the same seed. */
export interface Chance {
  /** From 0 to 1, without 1. */
  next(): number
  /** Of a normal distribution. */
  normal(): number
  /** An index, each as often as its weight says. */
  index(weights: readonly number[]): number
}

/** mulberry32: 32 bits of state, enough for a simulation and for nothing else. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    index(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      for (const [i, weight] of weights.entries()) {
        left -= weight
        if (left < 0) return i
      }
      return weights.length - 1
    },
  }
}
