/** `npm run bench -- SUBJECT`: figures of the built product; `speed` where no subject is named. */
import process from 'node:process'

const subjects: Record<string, () => Promise<{ bench(args: string[]): Promise<boolean> }>> = {
  speed: () => import('./speed.ts'),
  complaints: () => import('./complaints.ts'),
  fairness: () => import('./fairness.ts'),
  gate: () => import('./gate.ts'),
  ranking: () => import('./ranking.ts'),
  search: () => import('./search.ts'),
}

const [first = 'speed', ...rest] = process.argv.slice(2)
const [name, args] = first.startsWith('-') ? ['speed', [first, ...rest]] : [first, rest]
const subject = subjects[name]
if (!subject) {
  console.error(`npm run bench -- ${Object.keys(subjects).join('|')} [options]`)
  process.exit(2)
}
const { bench } = await subject()
process.exitCode = (await bench(args)) ? 0 : 1
