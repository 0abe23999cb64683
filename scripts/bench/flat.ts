import type { Figures } from './measure.ts'

/** One route from the smallest to the largest size. */
export interface Flat {
  route: string
  kind: Figures['kind']
  p50: number[]
  rows: number[]
  /** The largest size's p50 over the smallest's. */
  ratio: number
  /** The rows read are equal at every size. */
  same: boolean
}

/** Each route along one axis, in the order of the figures. */
export function flatness(figures: Figures[], axis: 'bookings' | 'stations'): Flat[] {
  const routes = new Map(figures.map(({ route, kind }) => [route, kind]))
  return Array.from(routes, ([route, kind]) => {
    const steps = figures.filter((one) => one.route === route).sort((a, b) => a[axis] - b[axis])
    const p50 = steps.map((step) => step.p50)
    const rows = steps.map((step) => step.rowsRead)
    return { route, kind, p50, rows, ratio: p50.at(-1)! / p50[0]!, same: new Set(rows).size === 1 }
  })
}
