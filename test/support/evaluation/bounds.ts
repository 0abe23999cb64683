/** A sum of unknowns, each with a factor, that is known to lie between two values. */
interface Known {
  parts: readonly (readonly [unknown: number, factor: number])[]
  low: number
  high: number
}

/**
 * What follows of counts from what is known of their sums: whole numbers from nought on, narrowed in turns until nothing
 * more follows. Whoever can subtract does no better by hand.
 */
export class Bounds {
  private readonly low: number[] = []
  private readonly high: number[] = []
  private readonly known: Known[] = []
  private readonly of: number[][] = []

  /** A count, from nought on unless said. */
  count(low = 0, high = Number.POSITIVE_INFINITY): number {
    this.low.push(low)
    this.high.push(high)
    this.of.push([])
    return this.low.length - 1
  }

  /** These, each times its factor, add up to something between the two. */
  know(parts: Known['parts'], low: number, high = low): void {
    this.known.push({ parts, low, high })
    for (const [unknown] of parts) this.of[unknown]!.push(this.known.length - 1)
  }

  /** A count that is the sum of others. */
  sum(of: readonly number[]): number {
    const all = this.count()
    this.know([[all, -1], ...of.map((one) => [one, 1] as const)], 0)
    return all
  }

  /** Narrows until nothing more follows. Throws where nothing can be so: what was known is wrong. */
  narrow(): void {
    let waits = new Set(this.known.keys())
    while (waits.size > 0) {
      const next = new Set<number>()
      for (const i of waits)
        for (const changed of this.follow(this.known[i]!))
          for (const other of this.of[changed]!) next.add(other)
      waits = next
    }
  }

  private follow({ parts, low, high }: Known): number[] {
    // The ends of the whole sum, what has no end counted apart, so that those of all but one are a subtraction away.
    let [least, most, openBelow, openAbove] = [0, 0, 0, 0]
    const ends = ([i, factor]: readonly [number, number]) =>
      factor > 0
        ? [factor * this.low[i]!, factor * this.high[i]!]
        : [factor * this.high[i]!, factor * this.low[i]!]
    for (const part of parts) {
      const [from, to] = ends(part) as [number, number]
      if (from === Number.NEGATIVE_INFINITY) openBelow += 1
      else least += from
      if (to === Number.POSITIVE_INFINITY) openAbove += 1
      else most += to
    }
    const changed: number[] = []
    for (const part of parts) {
      const [i, factor] = part
      const [own, ownMost] = ends(part) as [number, number]
      const below = own === Number.NEGATIVE_INFINITY
      const above = ownMost === Number.POSITIVE_INFINITY
      const othersLeast = openBelow - Number(below) > 0 ? Number.NEGATIVE_INFINITY : least - (below ? 0 : own)
      const othersMost =
        openAbove - Number(above) > 0 ? Number.POSITIVE_INFINITY : most - (above ? 0 : ownMost)
      const [one, other] = [(low - othersMost) / factor, (high - othersLeast) / factor]
      const [from, to] = [Math.ceil(Math.min(one, other) - 1e-9), Math.floor(Math.max(one, other) + 1e-9)]
      if (from <= this.low[i]! && to >= this.high[i]!) continue
      this.low[i] = Math.max(from, this.low[i]!)
      this.high[i] = Math.min(to, this.high[i]!)
      changed.push(i)
      if (this.low[i]! > this.high[i]!) throw new Error('what is known contradicts itself')
    }
    return changed
  }

  /** What a count must be; null while it may be more than one. */
  exactly(unknown: number): number | null {
    return this.low[unknown] === this.high[unknown] ? this.low[unknown]! : null
  }
}
