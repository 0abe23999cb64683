import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formulas, newestFormula } from '../api/evaluation/formulas.ts'

/*
 * Recomputes the published results of an evaluation out of the published cells and indicators, and holds them against the
 * published results, byte for byte, and all of them against the hashes in period.json, by the formula that it names:
 *   npm run recompute -- https://bureau.example/api/v1/open-data/evaluations/2026Q4
 *   npm run recompute -- folder-with-the-files
 *   npm run recompute -- folder --print > results.csv
 * A folder may lack period.json: then there are no hashes to hold them against, the newest formula is taken, and it says so.
 * Exit code 0 when all is the same, 1 when not, 2 when a file could not be read or the formula is not here. See
 * docs/evaluation.md.
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

/** What period.json says of its files. */
interface Said {
  formula: string
  inputHash: string | null
  resultHash: string | null
}

/** period.json; null where a folder has none. */
async function readPeriod(): Promise<Said | null> {
  if (!/^https?:\/\//.test(from) && !existsSync(join(from, 'period.json'))) return null
  const text = await read('period.json')
  try {
    const { formula, inputHash, resultHash } = JSON.parse(text) as Partial<Said>
    if (typeof formula !== 'string') throw new TypeError('no formula')
    return { formula, inputHash: inputHash ?? null, resultHash: resultHash ?? null }
  } catch {
    return stop('看不懂 · Cannot be read: period.json')
  }
}

const period = await readPeriod()
const number = period?.formula ?? newestFormula()
const formula =
  formulas.get(number) ??
  stop(`没有公式第 ${number} 版，换一版程序 · Formula ${number} is not in this program`)
const [cells, indicators] = [await read('cells.csv'), await read('indicators.csv')]
const results = formula.recompute(cells, indicators)
if (print) process.stdout.write(results)
else {
  const published = await read('results.csv')
  const [input, result] = [hash(cells + indicators), hash(published)]
  const faults = [
    ...(published === results ? [] : ['results.csv']),
    ...(!period?.inputHash || period.inputHash === input ? [] : ['period.json inputHash']),
    ...(!period?.resultHash || period.resultHash === result ? [] : ['period.json resultHash']),
  ]
  console.log(`公式 · formula              ${number}`)
  console.log(`cells.csv + indicators.csv  ${input}`)
  console.log(`results.csv, published      ${result}`)
  console.log(`results.csv, recomputed     ${hash(results)}`)
  if (!period?.inputHash || !period.resultHash)
    console.log('没有可比的指纹 · No hashes to hold them against: period.json')
  console.log(
    faults.length ? `不一样 · Different: ${faults.join(', ')}` : '一字不差 · The same, byte for byte',
  )
  process.exitCode = faults.length ? 1 : 0
}
