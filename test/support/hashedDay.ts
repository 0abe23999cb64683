/*
 * Builds the root of a day of `n` leaf hashes that are made as they are read, with the check residents run, and prints
 * size, root and the heap it needed. Run under a heap ceiling (test/unit/audit/day.test.ts): what keeps them all dies.
 */
import { createHash } from 'node:crypto'
import { dayTree } from '../../site/check/day.js'

const n = Number(process.argv[2])

function* hashes() {
  for (let i = 0; i < n; i++) {
    const rest = createHash('sha256').update(String(i)).digest('hex')
    yield i.toString(16).padStart(8, '0') + rest.slice(8)
  }
}

console.log(JSON.stringify(await dayTree(hashes())))
