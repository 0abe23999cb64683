/**
 * `npm run lighthouse [runs]`: each kind of page as a slow phone sees it. The worst of the runs (three unless
 * said otherwise) must reach 99 in all four categories. Serves the demo bureau itself; not part of the tests.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { chromiumPath } from '../test/support/browser.ts'
import { onePerKind, publicPaths } from '../test/support/sitemap.ts'
import { buildIfStale } from './build.ts'
import { fireCron } from './cron.ts'
import { prepareDatabase } from './database.ts'
import { ensureSecrets } from './secrets.ts'
import { freePort } from './serve.ts'
import { serveWorker } from './worker.ts'

const least = 99
const runs = Number(process.argv[2] ?? 3)
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
// A page that search engines are asked to leave out cannot score for search engines.
const unlisted = ['/book?matter=ID-02&station=qingshi']

const folder = mkdtempSync(join(tmpdir(), 'kaimen-lighthouse-'))
const secrets = join(folder, 'secrets.env')
ensureSecrets(secrets)
await buildIfStale()
await prepareDatabase(folder)
const server = await serveWorker({
  port: await freePort(),
  state: folder,
  secrets,
  onLine: () => {},
})
let low = 0
try {
  await fireCron(server.origin)
  const paths = [...onePerKind(await publicPaths(server.origin), 'zh'), ...unlisted]
  const { path: executablePath, args } = await chromiumPath()
  const port = await freePort(9300)
  const browser = await chromium.launch({
    executablePath,
    args: [...args, `--remote-debugging-port=${port}`],
  })
  for (const path of paths) {
    const worst = await worstOf(server.origin + path, port, unlisted.includes(path))
    const scores = Object.entries(worst)
    if (scores.some(([, score]) => score < least)) low += 1
    console.log(`${path.padEnd(40)} ${scores.map(([name, score]) => `${name} ${score}`).join('  ')}`)
  }
  await browser.close()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(low ? `${low} pages are below ${least}` : `All reach ${least}`)
process.exit(low ? 1 : 0)

/** The lowest score of each category over the runs, out of 100. */
async function worstOf(url: string, port: number, unlisted: boolean): Promise<Record<string, number>> {
  const worst: Record<string, number> = {}
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(url, {
      port,
      logLevel: 'error',
      output: 'json',
      onlyCategories: categories.filter((name) => !(unlisted && name === 'seo')),
    })
    if (!result) throw new Error(`Lighthouse says nothing of ${url}`)
    for (const [name, { score, auditRefs }] of Object.entries(result.lhr.categories)) {
      const points = Math.round((score ?? 0) * 100)
      worst[name] = Math.min(worst[name] ?? 100, points)
      if (points >= least) continue
      const weak = auditRefs.filter(({ id, weight }) => weight > 0 && (result.lhr.audits[id]?.score ?? 1) < 1)
      console.log(`  ${name} ${points}: ${weak.map(({ id }) => id).join(', ')}`)
    }
  }
  return worst
}
