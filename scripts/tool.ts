import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const localState = join(root, '.wrangler/state')

const resolve = createRequire(import.meta.url).resolve
const packageOf = (name: string) => dirname(resolve(`${name}/package.json`))

/** Each tool's own script: the wrappers in node_modules/.bin would stand between us and the process we end. */
export const tools = {
  wrangler: join(packageOf('wrangler'), 'wrangler-dist/cli.js'),
  astro: join(packageOf('astro'), 'bin/astro.mjs'),
  vitest: join(packageOf('vitest'), 'vitest.mjs'),
  biome: join(packageOf('@biomejs/biome'), 'bin/biome'),
}

/** No tool calls home, asks a question, or keeps a record of the addresses it served. */
export const quiet = {
  ...process.env,
  CI: '1',
  NO_COLOR: '1',
  WRANGLER_SEND_METRICS: 'false',
  ASTRO_TELEMETRY_DISABLED: '1',
  X_LOCAL_OBSERVABILITY: 'false',
  WRANGLER_LOG_PATH: join(root, '.wrangler/logs'),
}

/** How a command ended, and everything it printed. */
export interface Outcome {
  code: number
  output: string
}

/** Runs a Node script to its end and keeps what it printed. */
export function run(script: string, args: string[] = [], env: NodeJS.ProcessEnv = quiet): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--no-warnings', script, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (piece) => {
      output += piece
    })
    child.stderr.on('data', (piece) => {
      output += piece
    })
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

/** The same, for a step that must succeed. Throws with the whole output. */
export async function must(step: string, script: string, args: string[] = []): Promise<string> {
  const { code, output } = await run(script, args)
  if (code !== 0) throw new Error(`${step} failed:\n${output}`)
  return output
}
