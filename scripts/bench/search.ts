/**
 * `npm run bench -- search`: 1,000 queries over 50,000 notices on D1, every one over all its pages, against a plain
 * substring search; the first page's time as a ratio to the same over a thousand notices. `--docs=N`, `--queries=N`.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root, tools } from '../tool.ts'
import { plain } from './table.ts'

/** One size as test/worker/search/many.test.ts tells of it; times of the first page, ms. */
interface Run {
  notices: number
  queries: number
  wrong: number
  pages: number
  rowsMost: number
  p50: number
  p95: number
}

const asked = (args: readonly string[], name: string, otherwise: number) =>
  Number(args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise)

/** Runs the searches and prints the table; false where a hit was missed or invented, or a page read too much. */
export async function bench(args: string[]): Promise<boolean> {
  const sizes = [asked(args, 'docs', 50_000), asked(args, 'queries', 1000)]
  const child = spawn(
    process.execPath,
    [tools.vitest, 'run', '--project', 'worker', '--no-color', 'test/worker/search/many.test.ts'],
    {
      cwd: root,
      env: { ...process.env, KAIMEN_RUNS: sizes.join(), NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1))
  })
  const found: Run[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const told = /PROVED (\{.*\})\s*$/.exec(line)
    if (told?.[1]) found.push(JSON.parse(told[1]) as Run)
    else if (/^\s*(✓|×|FAIL|AssertionError|Error:)/.test(line)) console.log(line)
  }
  console.log(
    plain([
      ['notices', 'queries', 'wrong', 'pages', 'most rows a page', 'p50 ms', 'p95 ms'],
      ...found.map((run) => [
        run.notices.toLocaleString('en-GB'),
        run.queries,
        run.wrong,
        run.pages,
        run.rowsMost,
        run.p50,
        run.p95,
      ]),
    ]),
  )
  const [small, large] = found
  if (small && large && small.p50 > 0)
    console.log(`first page, p50, against a thousand notices: ${(large.p50 / small.p50).toFixed(2)}`)
  return (await ended) === 0 && found.length > 0
}
