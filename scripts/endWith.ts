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
  // Killed outright, npm hands on no signal: its script is then left with another parent.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && end(0), 1000).unref()
  }
}
