/** One figure of what was shown: what, and its numbers by name. */
export interface Shown {
  what: string
  [figure: string]: string | number
}

/** Lines of a plain two-column table: what was shown, and its figures. */
export function columnsOf(shown: readonly Shown[]): string[] {
  const width = Math.max(0, ...shown.map(({ what }) => what.length))
  return shown.map(({ what, ...figures }) => {
    const list = Object.entries(figures).map(([name, value]) => `${name} ${value.toLocaleString('en-GB')}`)
    return `${what.padEnd(width)}  ${list.join(', ')}`
  })
}
