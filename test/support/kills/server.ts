import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { unstable_getMiniflareWorkerOptions as optionsOf } from 'wrangler'
import { quiet, root } from '../../../scripts/tool.ts'

/** A server that can be killed at any moment and started again on what it left. */
export interface Killable {
  origin: string
  /** Set before the kill: what fails from then on says nothing of the product. */
  dying: boolean
  /** SIGKILL to the process and its workerd, which stand in a group of their own. Resolves when both are gone. */
  kill(): Promise<void>
}

/** The built Worker on this state folder, without bot checks or limits. Gives what starts it, again and again. */
export function killable(state: string, secrets: Record<string, string>): () => Promise<Killable> {
  const config = join(root, '.wrangler/deploy/config.json')
  const { configPath } = JSON.parse(readFileSync(config, 'utf8')) as { configPath: string }
  const built = join(dirname(config), configPath)
  const folder = dirname(built)
  const { workerOptions, main } = optionsOf(built)
  const modules = globSync('**/*.{js,mjs}', { cwd: folder }).map((name) => join(folder, name))
  const options = {
    host: '127.0.0.1',
    port: 0,
    cf: false,
    unsafeTriggerHandlers: true,
    resourcePersistencePath: join(state, 'v3'),
    workers: [
      {
        ...workerOptions,
        name: 'kaimen',
        modulesRoot: folder,
        // The entry stands first.
        modules: modules
          .sort((a, b) => Number(b === main) - Number(a === main))
          .map((path) => ({ type: 'ESModule', path })),
        bindings: { ...Object(workerOptions.bindings), ...secrets, BOT_CHECKS: 'off' },
      },
    ],
  }
  const file = join(state, 'options.json')
  writeFileSync(file, JSON.stringify(options))
  return () => start(file)
}

async function start(file: string): Promise<Killable> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', fileURLToPath(new URL('./workerd.ts', import.meta.url)), file],
    { env: quiet, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  )
  const gone = new Promise<void>((done) => child.on('close', () => done()))
  const said: string[] = []
  const origin = new Promise<string>((found) => {
    for (const stream of [child.stdout, child.stderr]) {
      // Both are read to the end, or a full pipe would stop the server.
      createInterface({ input: stream }).on('line', (line) => {
        const [, url] = /^serving (\S+)$/.exec(line) ?? []
        if (url) found(url)
        else if (said.push(line) > 50) said.shift()
      })
    }
  })
  const up = await Promise.race([origin, gone.then(() => null)])
  if (!up) throw new Error(`The server did not start:\n${said.join('\n')}`)
  const server: Killable = {
    origin: up,
    dying: false,
    kill: async () => {
      const first = !server.dying
      server.dying = true
      if (first) end(child)
      await gone
    },
  }
  return server
}

function end({ pid }: ChildProcess) {
  // A child without an id was never started, and 0 or -1 would name others' processes.
  if (pid && pid > 1) process.kill(-pid, 'SIGKILL')
}

/** Asks for the regular work as of a moment. Whether all of it was done; false when the server went away. */
export async function regularWork({ origin }: Killable, now: number): Promise<boolean> {
  // Sealing is the work of every fifth minute.
  const fiveMinutes = 5 * 60_000
  const url = `${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('*/5 * * * *')}&time=${now - (now % fiveMinutes)}`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
    return response.ok && (await response.text()) === 'ok'
  } catch {
    return false
  }
}
