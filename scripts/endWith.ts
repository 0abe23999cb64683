import { existsSync, readFileSync } from 'node:fs'
import type { Served } from './serve.ts'

/** Ties this program to its server: a signal ends both, and so does npm going away or the server's own end. */
export function endWith(server: Served, before: () => void = () => {}): void {
  let ending = false
  const end = async (code: number) => {
    if (ending) return
    ending = true
    before()
    await server.stop()
    process.exit(code)
  }
  process.on('SIGINT', () => end(0))
  process.on('SIGTERM', () => end(0))
  process.on('SIGHUP', () => end(0))
  server.ended.then((code) => end(code || 1))
  // Killed outright, npm hands on no signal: its shell and its script are then left with other parents.
  if (process.env.npm_lifecycle_event) {
    const family = parents()
    setInterval(() => parents() !== family && end(0), 1000).unref()
  }
}

/** The parent of this program and, where the system tells it, the parent's own. */
function parents(): string {
  const stat = `/proc/${process.ppid}/stat`
  const above = existsSync(stat) ? readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ')[1] : ''
  return `${process.ppid} ${above}`
}
