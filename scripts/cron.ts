/** The cron of wrangler.toml, which no local server fires by itself. */
const pattern = '* * * * *'
const minute = 60_000

/**
 * Runs the regular work once: publishes slots, sends what waits, seals the audit. Throws when a job failed. `time`: the moment
 * (ms) the jobs take it to be, where that is not now.
 */
export async function fireCron(origin: string, time?: number): Promise<void> {
  const asked = new URLSearchParams({ cron: pattern, ...(time !== undefined && { time: String(time) }) })
  const url = `${origin}/cdn-cgi/handler/scheduled?${asked}`
  const response = await fetch(url, { signal: AbortSignal.timeout(minute) })
  const said = await response.text()
  if (!response.ok || said !== 'ok') throw new Error(`The regular work failed: ${response.status} ${said}`)
}

/** Runs it every minute until the answer is called. A failed run is told, and the next one tries again. */
export function keepCron(origin: string, tell: (message: string) => void): () => void {
  const timer = setInterval(() => {
    fireCron(origin).catch((error: unknown) => tell(String(error)))
  }, minute)
  return () => clearInterval(timer)
}
