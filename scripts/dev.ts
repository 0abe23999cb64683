/** `npm run dev`: the same Worker under Astro's development server, which shows a change as it is saved. */
import { join } from 'node:path'
import { fireCron, keepCron } from './cron.ts'
import { prepareDatabase } from './database.ts'
import { endWith } from './endWith.ts'
import { portOf } from './port.ts'
import { ensureSecrets } from './secrets.ts'
import { serve } from './serve.ts'
import { localState, root, tools } from './tool.ts'

const port = await portOf(4321)
ensureSecrets(join(root, '.dev.vars'))
console.log(await prepareDatabase(localState))
const server = await serve({
  script: tools.astro,
  args: ['dev', '--port', String(port)],
  port,
  onLine: (line) => console.log(line),
  ready: '/api/v1/health',
})
const tell = (error: unknown) => console.error(String(error))
endWith(server, keepCron(server.origin, tell))
await fireCron(server.origin).catch(tell)
console.log(`\nReady: ${server.origin}/ and ${server.origin}/gallery (every component)\n`)
