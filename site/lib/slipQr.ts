import { encode } from 'uqr'

/**
 * A code for one of hundreds of slips on a page: rows of dark squares as strokes, a fifth of what a path of single squares
 * takes, and with one mask for all, since trying all eight is most of the work.
 */
export function slipQr(link: string): string {
  const { data, size } = encode(link, { border: 4, ecc: 'M', maskPattern: 0, boostEcc: false })
  const strokes = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}`),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -.5 ${size} ${size}" shape-rendering="crispEdges"><path stroke="#000" d="${strokes.join('')}"/></svg>`
}
