import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { dayOf } from '../api/calendar/day.ts'
import { checkFile, readKeys } from '../api/certificate/checkFile.ts'
import { reportOf } from '../api/certificate/report.ts'

/*
 * Checks certificate files against the published keys, without any network:
 *   node scripts/verify-certificate.ts Z-20261123-7K3M9Q.json --keys kaimen-keys.json
 * Exit code 0 when every file holds, 1 when one does not, 2 when it could not be asked.
 */

const usage = 'node scripts/verify-certificate.ts FILE.json … [--keys kaimen-keys.json]'

function stop(words: string): never {
  console.error(words)
  process.exit(2)
}

const { values, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { keys: { type: 'string', default: 'kaimen-keys.json' } },
    })
  } catch {
    return stop(usage)
  }
})()
if (positionals.length === 0) stop(usage)

function read(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    return stop(`读不到 ${path} · Cannot read ${path}`)
  }
}

const list: unknown = (() => {
  try {
    return JSON.parse(new TextDecoder().decode(read(values.keys)))
  } catch {
    return null
  }
})()
const keys = await readKeys(list)
if (!keys)
  stop(`${values.keys} 不是公钥清单 · ${values.keys} is no list of keys (/.well-known/kaimen-keys.json)`)

const today = dayOf(Date.now())
let held = true
for (const path of positionals) {
  const checked = await checkFile(read(path), keys, today)
  held &&= checked.result === 'valid'
  console.log(
    `${path}\n${reportOf(checked)
      .map(({ zh, en }) => `  ${zh}\n  ${en}`)
      .join('\n')}`,
  )
}
process.exit(held ? 0 : 1)
