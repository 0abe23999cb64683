import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Log, LogLevel, Miniflare, type MiniflareOptions } from 'miniflare'
import type { Bindings } from '../../api/env.ts'
import { systemClock } from '../../api/shared/clock.ts'
import { freePort } from '../serve.ts'
import { root } from '../tool.ts'
import { type Cpu, cpuOf, workerdChildren } from './cpu.ts'

/** What a request cost, from the line the Worker writes of it (api/middleware/log.ts). */
export interface LogLine {
  route: string
  status: number
  d1: number
  rowsRead: number
  rowsWritten: number
}

/** What a regular job cost, from the line the Worker writes of it (api/schedule.ts). */
export interface JobLine {
  job: string
  d1: number
  rowsRead: number
}

/** The built Worker at work on one database, with the bare Worker beside it under /bare/. */
export interface Bench {
  port: number
  db: D1Database
  /** What the product is handed, for rows that only it can make. */
  bindings(): Promise<Bindings>
  cpu: Cpu
  /** Runs the regular jobs once, as the cron does in a minute in which all are due. */
  runJobs(): Promise<JobLine[]>
  /** Does something and gives the lines that were written meanwhile. */
  linesOf(work: () => Promise<unknown>): Promise<LogLine[]>
  close(): Promise<void>
}

interface BuiltConfig {
  main: string
  compatibility_date: string
  compatibility_flags: string[]
  vars: Record<string, string>
  assets: { directory: string; binding: string }
  d1_databases: { binding: string }[]
  r2_buckets: { binding: string; bucket_name: string }[]
  queues: { producers: { binding: string; queue: string }[] }
  ratelimits: { name: string; namespace_id: string }[]
}

/** So long without a line, ms, and none is on its way. */
const settle = 60

const folder = join(root, 'dist/server')

/** The build as it stands now; read once, so that a build meanwhile does not change what is measured. */
export function readBuild() {
  const config = JSON.parse(readFileSync(join(folder, 'wrangler.json'), 'utf8')) as BuiltConfig
  const read = (path: string) => [
    path.replaceAll('\\', '/'),
    { type: 'esm' as const, contents: readFileSync(join(folder, path), 'utf8') },
  ]
  const modules = Object.fromEntries(globSync('**/*.{js,mjs}', { cwd: folder }).map(read))
  return { config, modules }
}
export type Build = ReturnType<typeof readBuild>

type Env = Record<string, NonNullable<MiniflareWorker['env']>[string]>
type MiniflareWorker = MiniflareOptions['workers'][number]['config']

/**
 * The product's bindings as wrangler.toml has them. The limits are lifted; messages are queued and not delivered, for
 * delivery is another Worker's time.
 */
function productEnv({ config }: Build, settings: Record<string, string>): Env {
  const text = Object.entries({ ...config.vars, ...settings, BOT_CHECKS: 'off' }).map(
    ([name, value]) => [name, { type: 'text', value }] as const,
  )
  const limits = config.ratelimits.map(
    ({ name, namespace_id: namespace }) =>
      [name, { type: 'rate-limit', namespace, simple: { limit: 1e9, period: 60 } }] as const,
  )
  const queues = config.queues.producers.map(
    ({ binding, queue: name }) => [binding, { type: 'queue', name }] as const,
  )
  const buckets = config.r2_buckets.map(
    ({ binding, bucket_name: name }) => [binding, { type: 'r2', name }] as const,
  )
  return {
    ...Object.fromEntries([...text, ...limits, ...queues, ...buckets]),
    DB: { type: 'd1', id: 'kaimen' },
    [config.assets.binding]: { type: 'assets' },
  }
}

/** Opens the built Worker on the database in this folder, by Miniflare: no wrangler stands between us and workerd. */
export async function openBench(
  build: Build,
  secrets: Record<string, string>,
  state: string,
): Promise<Bench> {
  const { config, modules } = build
  const port = await freePort(9300)
  let lines: LogLine[] | null = null
  let jobs: JobLine[] = []
  let total = 0
  const compatibilityDate = config.compatibility_date
  const product: MiniflareWorker = {
    name: 'kaimen',
    compatibilityDate,
    compatibilityFlags: config.compatibility_flags,
    // By a route, a request comes to the Worker at once. Without one, Miniflare asks for a static file first, by way of
    // three Workers of its own, which cost more than a plain answer; at Cloudflare that is not the Worker's time.
    triggers: [{ type: 'fetch', pattern: '127.0.0.1/*' }],
    manifest: { mainModule: config.main, modulesRoot: folder, modules },
    env: productEnv(build, { ...secrets, SITE_ORIGIN: `http://127.0.0.1:${port}` }),
    assets: { directory: join(folder, config.assets.directory), hasUserWorker: true },
  }
  const bare: MiniflareWorker = {
    name: 'bare',
    compatibilityDate,
    triggers: [{ type: 'fetch', pattern: '127.0.0.1/bare/*' }],
    manifest: {
      mainModule: 'bare.mjs',
      modules: {
        'bare.mjs': { type: 'esm', contents: readFileSync(join(root, 'scripts/bench/bare.mjs'), 'utf8') },
      },
    },
    env: { DB: { type: 'd1', id: 'bare' } },
  }
  const before = workerdChildren()
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port,
    resourcePersistencePath: state,
    log: new Log(LogLevel.ERROR),
    telemetry: { enabled: false },
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error') console.error(message)
      total += 1
      if (lines && message.startsWith('{"requestId"')) lines.push(JSON.parse(message) as LogLine)
      if (message.startsWith('{"job"')) jobs.push(JSON.parse(message) as JobLine)
    },
    workers: [{ config: product }, { config: bare }],
  })
  await miniflare.ready
  const [pid] = workerdChildren().filter((child) => !before.includes(child))
  // A line comes by another way than the answer, a while later where the machine is busy.
  const quiet = async (patience: number) => {
    for (let seen = -1; seen !== total && patience > 0; patience -= settle) {
      seen = total
      await pause(settle)
    }
  }
  return {
    port,
    db: (await miniflare.getD1Database('DB', 'kaimen')) as D1Database,
    bindings: () => miniflare.getBindings<Bindings>('kaimen'),
    cpu: cpuOf(pid),
    runJobs: async () => {
      jobs = []
      const worker = await miniflare.getWorker('kaimen')
      const five = 5 * 60_000
      const scheduledTime = new Date(Math.floor(systemClock.now() / five) * five)
      await worker.scheduled({ cron: '* * * * *', scheduledTime })
      await quiet(5000)
      return jobs
    },
    linesOf: async (work) => {
      await quiet(5000)
      const found: LogLine[] = []
      lines = found
      await work()
      for (let waited = 0; found.length === 0 && waited < 5000; waited += settle) await pause(settle)
      await quiet(5000)
      lines = null
      return found
    },
    close: () => miniflare.dispose(),
  }
}
