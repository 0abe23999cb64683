import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { quiet, root } from './tool.ts'

export interface Served {
  origin: string
  /** Ends the server and everything it started. */
  stop(): Promise<void>
  /** Resolves when the server ends, by us or by itself. */
  ended: Promise<number>
}

interface Wanted {
  script: string
  args: string[]
  port: number
  /** One line that the server printed. */
  onLine(line: string): void
  /** Answers 200 once the server is up. */
  ready: string
}

/** The first port from `from` on that nobody listens at, on IPv4 and IPv6. */
export async function freePort(from = 8900): Promise<number> {
  for (let port = from; port < from + 500; port += 1) if (await portIsFree(port)) return port
  throw new Error(`No free port between ${from} and ${from + 499}`)
}

export async function portIsFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) if (!(await canListen(port, host))) return false
  return true
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer()
    // A machine without IPv6 cannot hold the port there either.
    probe.once('error', (error: NodeJS.ErrnoException) =>
      answer(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    )
    probe.listen(port, host, () => probe.close(() => answer(true)))
  })
}

/** Starts a local server in a process group of its own and waits until it answers. Throws when it never does. */
export async function serve({ script, args, port, onLine, ready }: Wanted): Promise<Served> {
  const child = spawn(process.execPath, ['--no-warnings', script, ...args], {
    cwd: root,
    env: quiet,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const kept: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.setEncoding('utf8').on('data', (piece: string) => {
      const lines = (rest + piece).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (kept.push(line) > 200) kept.shift()
        onLine(line)
      }
    })
  }
  const ended = new Promise<number>((done) => child.on('close', (code) => done(code ?? 0)))
  const origin = `http://localhost:${port}`
  const up = await Promise.race([answers(origin + ready), ended.then(() => false)])
  const stop = () => endGroup(child, ended)
  if (!up) {
    await stop()
    throw new Error(`The server did not start:\n${kept.join('\n')}`)
  }
  return { origin, stop, ended }
}

async function answers(url: string): Promise<boolean> {
  const patience = Date.now() + 90_000
  while (Date.now() < patience) {
    const response = await fetch(url).catch(() => null)
    await response?.body?.cancel()
    if (response?.ok) return true
    await new Promise((wake) => setTimeout(wake, 150))
  }
  return false
}

/** Asks the whole group to end, and ends it after five seconds. */
async function endGroup({ pid }: ChildProcess, ended: Promise<number>): Promise<void> {
  if (pid === undefined) return
  signal(pid, 'SIGTERM')
  const late = setTimeout(() => signal(pid, 'SIGKILL'), 5000)
  await ended
  clearTimeout(late)
  signal(pid, 'SIGKILL')
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(-pid, name)
  } catch {
    // The group has ended already.
  }
}
