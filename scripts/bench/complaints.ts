/**
 * `npm run bench -- complaints`: round trips and rows read of everything that is asked about complaints, on D1, with a thousand
 * of them and with a million, by test/worker/budget/flatComplaints.test.ts (the Worker itself writes no line of who does what
 * with complaints, and so none of what that cost). `--sizes=1000,20000` takes others.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root, tools } from '../tool.ts'
import { plain } from './table.ts'

/** One request or job as the test tells of it. */
interface Told {
  what: string
  trips: number
  rows: number
  small: number
}

const asked = (args: readonly string[]) =>
  args.find((arg) => arg.startsWith('--sizes='))?.slice('--sizes='.length) ?? '1000,1000000'

/** Asks for everything at both sizes and prints the table; false where something reads more than twice as much, or takes a trip too many. */
export async function bench(args: string[]): Promise<boolean> {
  const sizes = asked(args)
  const child = spawn(
    process.execPath,
    [tools.vitest, 'run', '--project', 'worker', '--no-color', 'test/worker/budget/flatComplaints.test.ts'],
    {
      cwd: root,
      env: { ...process.env, KAIMEN_RUNS: sizes, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1))
  })
  const found: Told[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const told = /PROVED (\{.*\})\s*$/.exec(line)
    if (told?.[1]) found.push(JSON.parse(told[1]) as Told)
    else if (/^\s*(✓|×|FAIL|AssertionError|Error:)/.test(line)) console.log(line)
  }
  const heading = `complaints: ${sizes
    .split(',')
    .map((size) => Number(size).toLocaleString('en-GB'))
    .join(' / ')}`
  const lines = found.map(({ what, trips, rows, small }) => [
    what.replace('complaints ', ''),
    trips,
    `${small} / ${rows}`,
    (rows / small).toFixed(2),
  ])
  console.log(plain([[heading, 'D1 trips', 'rows read', 'last ÷ first'], ...lines]))
  return (await ended) === 0 && found.length > 0
}
