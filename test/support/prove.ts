import { env } from 'cloudflare:workers'

/** Whether the full counts are wanted (`npm run prove`); the suite runs the same tests with fewer. */
export const proving = (env as { PROVE?: string }).PROVE === 'full'

/** A count for the suite, and the full one. */
export const times = (suite: number, full: number) => (proving ? full : suite)

/** What random tests begin from: drawn anew for each run, and printed, unless KAIMEN_SEED says it. */
export const seed =
  Number((env as { SEED?: string }).SEED) || crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1

export { shown } from './shown.ts'
