import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recompute } from '../api/evaluation/formula/files.ts'

/*
 * Recomputes the published results of an evaluation out of the published cells and indicators, and holds them against the
 * published results, byte for byte:
 *   npm run recompute -- https://bureau.example/api/v1/open-data/evaluations/2026Q4
 *   npm run recompute -- folder-with-the-three-files
 *   npm run recompute -- folder --print > results.csv
 * Exit code 0 when they are the same, 1 when not, 2 when a file could not be read. See docs/evaluation.md.
 */

const [from = '', print] = process.argv.slice(2)

function stop(words: string): never {
  console.error(words)
  process.exit(2)
}

if (!from || (print !== undefined && print !== '--print')) stop('npm run recompute -- DIR_OR_URL [--print]')

async function read(name: string): Promise<string> {
  if (!/^https?:\/\//.test(from)) {
    try {
      return readFileSync(join(from, name), 'utf8')
    } catch {
      return stop(`读不到 · Cannot read: ${join(from, name)}`)
    }
  }
  const address = `${from.replace(/\/$/, '')}/${name}`
  const response = await fetch(address).catch(() => null)
  if (!response?.ok) return stop(`没有得到回答 · No answer: ${address} (${response?.status ?? '-'})`)
  return response.text()
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const [cells, indicators] = [await read('cells.csv'), await read('indicators.csv')]
const results = recompute(cells, indicators)
if (print) process.stdout.write(results)
else {
  const published = await read('results.csv')
  const same = published === results
  console.log(`cells.csv + indicators.csv  ${hash(cells + indicators)}`)
  console.log(`results.csv, published      ${hash(published)}`)
  console.log(`results.csv, recomputed     ${hash(results)}`)
  console.log(same ? '一字不差 · The same, byte for byte' : '不一样 · Different')
  process.exitCode = same ? 0 : 1
}
