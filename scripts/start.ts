/** `npm start`: the whole of Kaimen on this machine, with a demonstration bureau. PORT chooses the port. */
import { join } from 'node:path'
import { dayOf } from '../api/calendar/day.ts'
import { systemClock } from '../api/shared/clock.ts'
import { buildIfStale } from './build.ts'
import { fireCron, keepCron } from './cron.ts'
import { prepareDatabase } from './database.ts'
import { showDemoRatings } from './demo/ratings.ts'
import { showDemoCases } from './demo/show.ts'
import { endWith } from './endWith.ts'
import { portOf } from './port.ts'
import { ensureSecrets } from './secrets.ts'
import { localState, root } from './tool.ts'
import { serveWorker } from './worker.ts'

const began = systemClock.now()
const port = await portOf(8787)
const secrets = join(root, '.dev.vars')

console.log('Kaimen is getting ready …')
const kept = ensureSecrets(secrets)
if (kept === 'written') console.log('  secrets    fresh ones for this machine, in .dev.vars')
const [build, database] = await Promise.all([buildIfStale(), prepareDatabase(localState, secrets)])
console.log(`  build      ${build}\n  database   ${database}`)

let open = false
const server = await serveWorker({
  port,
  state: localState,
  secrets,
  onLine: (line) => {
    // The Worker's own lines are JSON; of wrangler's chatter only trouble is worth reading.
    if (open && (line.startsWith('{') || /error|✘/i.test(line))) console.log(line)
  },
})
const stopCron = keepCron(server.origin, (message) => console.error(message))
endWith(server, stopCron)
await fireCron(server.origin)
const cases = await showDemoCases(server.origin, localState, dayOf(systemClock.now()))
const ratings = showDemoRatings(server.origin, localState)
open = true

console.log(`
────────────────────────────────────────────────────────────────────────
  开门 Kaimen is open (${((systemClock.now() - began) / 1000).toFixed(0)} s)

  中文        ${server.origin}/
  English     ${server.origin}/en/
  API         ${server.origin}/api/v1/docs   (openapi.json beside it)
  Health      ${server.origin}/api/v1/health
${cases}${ratings && `\n${ratings}`}
  Simulated   the bureau, its stations and its people are invented;
              messages are printed here and sent to nobody;
              database, queue and cron run on this machine (.wrangler/state);
              the cron is fired every minute.
  Ctrl-C closes. A second start keeps the data and the secrets.
────────────────────────────────────────────────────────────────────────
`)
