/** From where to where points are drawn. What lies below is drawn at the edge, with an arrow. */
export const scale = { from: 60, to: 100 } as const

/** Where a number of points stands between two ends of a drawing, to a tenth; below or above the scale at its edge. */
export function placeOf(points: number, first: number, last: number): number {
  const share = (points - scale.from) / (scale.to - scale.from)
  return Math.round((first + Math.min(1, Math.max(0, share)) * (last - first)) * 10) / 10
}

/** Whether it lies below what is drawn. */
export const below = (points: number): boolean => points < scale.from
