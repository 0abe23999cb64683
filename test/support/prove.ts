import { env } from 'cloudflare:workers'

/** Whether the full counts are wanted (`npm run prove`); the suite runs the same tests with fewer. */
export const proving = (env as { PROVE?: string }).PROVE === 'full'

/** A count for the suite, and the full one. */
export const times = (suite: number, full: number) => (proving ? full : suite)

/** One figure of what was shown; `npm run prove` collects these lines into its table. */
export function shown(what: string, figures: Record<string, number | string>) {
  console.log(`PROVED ${JSON.stringify({ what, ...figures })}`)
}
