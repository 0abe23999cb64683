/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** 0 <= x < 1. */
  next(): number
  /** A whole number from 0 to n - 1. */
  below(n: number): number
  between(from: number, to: number): number
  often(share: number): boolean
  /** Exponential, of this mean. */
  about(mean: number): number
  shuffled<T>(list: readonly T[]): T[]
}

/** mulberry32: small, fast, and good enough to let people look at a site. */
export function chanceFrom(seed: number): Chance {
  let state = (seed * 0x9e3779b1) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    between: (from, to) => from + next() * (to - from),
    often: (share) => next() < share,
    about: (mean) => -mean * Math.log(1 - next()),
    shuffled: (list) => {
      const out = [...list]
      for (let i = out.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const kept = out[i]!
        out[i] = out[j]!
        out[j] = kept
      }
      return out
    },
  }
}
