import { dayTree } from '../site/check/day.js'
import { chainHash, checkpointOf } from '../site/check/record.js'

/*
 * Checks a whole published day from outside: takes the fingerprints of all its entries page by page, builds the root of
 * them and holds it against the published one, and against the checkpoint somebody kept:
 *   node scripts/verify-day.ts https://bureau.example 2026-11-23 20261123-7K3M-9QXA-W2RT-5HCN
 * It holds a page at a time, however long the day. Exit code 0 when all holds, 1 when not, 2 when it could not be asked.
 */

const [origin = '', day = '', kept] = process.argv.slice(2)

function stop(words: string): never {
  console.error(words)
  process.exit(2)
}

if (!URL.canParse(origin) || !/^\d{4}-\d\d-\d\d$/.test(day))
  stop('node scripts/verify-day.ts https://bureau.example 2026-11-23 [checkpoint]')

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(new URL(`/api/v1${path}`, origin)).catch(() => null)
  if (!response?.ok) stop(`没有得到回答 · No answer: ${path} (${response?.status ?? '-'})`)
  return (await response.json()) as T
}

interface Root {
  day: string
  size: number
  root: string
  previous: string
}

interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** Everything of a list, a page at a time. */
async function* all<T>(path: string): AsyncGenerator<T> {
  for (let cursor = ''; ; ) {
    const page = await ask<Page<T>>(`${path}${cursor}`)
    yield* page.items
    if (!page.nextCursor) return
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
}

async function published(): Promise<Root> {
  for await (const root of all<Root>('/audit/roots?limit=100')) if (root.day === day) return root
  return stop(`${day} 没有公布指纹 · No root is published for ${day}`)
}

const root = await published()
const built = await dayTree(all<string>(`/audit/days/${day}/hashes?limit=5000`)).catch(() => null)
const checkpoint = checkpointOf(day, await chainHash(root))
const faults = [
  ...(built?.root === root.root && built.size === root.size
    ? []
    : ['当天的条目合不成公布的指纹 · The entries do not build the published root']),
  ...(kept && kept.toUpperCase() !== checkpoint
    ? ['公布的和您留下的校验点不一样 · The published root is not that of the checkpoint you kept']
    : []),
]
console.log(`${day}  ${root.size}  ${checkpoint}\n${faults.join('\n') || '对得上 · It holds'}`)
process.exit(faults.length > 0 ? 1 : 0)
