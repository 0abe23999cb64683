import { HOUR } from '../../calendar/day.ts'

/** Bytes of a part: what a slow line carries in half a minute, so that little is lost when it breaks. */
export const partSize = 256 * 1024

/** An upload that is not complete by then ends, ms. */
export const openFor = 24 * HOUR

/** How a file is cut: every part but the last is as long as the others. */
interface Cut {
  /** Bytes of the whole. */
  size: number
  partSize: number
}

/** How many parts a file has. */
export const partsOf = ({ size, partSize }: Cut) => Math.ceil(size / partSize)

/** How many bytes the part at this place has, from 0; null where there is no such place. */
export function sizeOfPart(cut: Cut, n: number): number | null {
  if (!Number.isInteger(n) || n < 0 || n >= partsOf(cut)) return null
  return Math.min(cut.partSize, cut.size - n * cut.partSize)
}
