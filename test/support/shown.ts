/** One figure of what was shown; `npm run prove` collects these lines into its table. */
export function shown(what: string, figures: Record<string, number | string>) {
  console.log(`PROVED ${JSON.stringify({ what, ...figures })}`)
}
