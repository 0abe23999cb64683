import { type Served, serve } from './serve.ts'
import { tools } from './tool.ts'

interface Wanted {
  port: number
  /** The folder that holds the database and the queue. */
  state: string
  /** A file of secrets in .env form. */
  secrets: string
  /** Settings that differ from wrangler.toml. */
  vars?: Record<string, string>
  onLine(line: string): void
}

/** Serves the built Worker with its database, queue and limits on this machine. Build and migrate first. */
export function serveWorker({ port, state, secrets, vars = {}, onLine }: Wanted): Promise<Served> {
  const settings = { SITE_ORIGIN: `http://localhost:${port}`, ...vars }
  return serve({
    script: tools.wrangler,
    args: [
      ...['dev', '--local', '--port', String(port), '--inspector-port', '0', '--persist-to', state],
      ...['--env-file', secrets, '--show-interactive-dev-session=false'],
      ...Object.entries(settings).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ],
    port,
    onLine,
    ready: '/api/v1/health',
  })
}
