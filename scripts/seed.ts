/**
 * Fills the local database: node scripts/seed.ts [--if-empty] [--today 2026-11-23] [--persist-to folder] [--secrets file].
 * With the secrets of the house it also makes invitations to rate, and notes their tokens in that folder. The same database that `wrangler dev` opens in this folder; apply the migrations first.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs, parseEnv } from 'node:util'
import { getPlatformProxy } from 'wrangler'
import { dayOf, isDay } from '../api/calendar/day.ts'
import type { Bindings } from '../api/env.ts'
import { makeCtx } from '../api/middleware/context.ts'
import { systemClock } from '../api/shared/clock.ts'
import { openDb } from '../db/client.ts'
import { seedMeetings } from '../db/seed/demoMeetings.ts'
import { seedNotices } from '../db/seed/demoNotices.ts'
import { seedSurveys } from '../db/seed/demoSurveys.ts'
import { seedDemo, seedReference } from '../db/seed/run.ts'
import { seedRatings } from './demo/pastYear.ts'
import { inviteDemo } from './demo/ratings.ts'
import { freshSecrets } from './secrets.ts'

const { values } = parseArgs({
  options: {
    'if-empty': { type: 'boolean', default: false },
    today: { type: 'string', default: dayOf(Date.now()) },
    'persist-to': { type: 'string' },
    secrets: { type: 'string' },
  },
})

const state = values['persist-to'] ?? '.wrangler/state'
/** `wrangler dev` keeps its state in the folder `v3` under it. */
const persist = { path: `${state}/v3` }

async function seed(env: { DB: D1Database }, today: string): Promise<string> {
  const d1 = env.DB
  const { n } = (await d1.prepare('SELECT count(*) AS n FROM service_point').first<{ n: number }>()) ?? {
    n: 0,
  }
  if (n > 0 && values['if-empty']) return `${n} service points are there already: nothing written`
  const db = openDb(d1)
  await seedReference(db, Date.now())
  await seedDemo(db, today, Date.now())
  await seedNotices(db, today)
  await seedMeetings(db, today)
  await seedSurveys(db, today)
  // What is signed while the past year is written is kept nowhere: without the house's own keys any will do.
  const own = values.secrets === undefined ? null : parseEnv(readFileSync(values.secrets, 'utf8'))
  const made = await makeCtx({
    env: { ...env, ...(own ?? freshSecrets()) } as Bindings,
    clock: systemClock,
    actor: { kind: 'system', job: 'seed' },
    locale: 'zh',
    requestId: 'seed',
    cost: { trips: 0, rowsRead: 0, rowsWritten: 0 },
    after: () => {},
  })
  const ctx = { ...made, db }
  await seedRatings(ctx, today)
  if (own) await inviteDemo(ctx, state)
  return `Wrote the catalogue, the calendar and the demo bureau as of ${today}`
}

if (!isDay(values.today)) {
  console.error(`--today takes a day like 2026-11-23, not ${values.today}`)
  process.exit(2)
}
// Never a remote database: bindings marked `remote` in wrangler.toml stay local here.
const platform = await getPlatformProxy<{ DB: D1Database }>({
  configPath: fileURLToPath(new URL('../wrangler.toml', import.meta.url)),
  persist,
  remoteBindings: false,
})
try {
  console.log(await seed(platform.env, values.today))
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  console.error(cause instanceof Error ? cause.message : cause)
  process.exitCode = 1
} finally {
  await platform.dispose()
}
