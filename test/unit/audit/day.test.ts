import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { treeOf } from '../../../api/audit/merkle.ts'
import { root as folder } from '../../../scripts/tool.ts'
import { dayTree } from '../../../site/check/day.js'
import { shown } from '../../support/shown.ts'

const sha = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const made = (n: number) => Array.from({ length: n }, (_, i) => sha(`leaf ${i}`).toString('hex')).sort()

/** The tree of RFC 6962 over the hashes of test/support/hashedDay.ts, by another road: from the end, one subtree at a time. */
function reference(from: number, to: number): Buffer {
  if (to - from === 1) {
    const hash = from.toString(16).padStart(8, '0') + sha(String(from)).toString('hex').slice(8)
    return sha(Buffer.of(0), Buffer.from(hash, 'hex'))
  }
  let half = 1
  while (half * 2 < to - from) half *= 2
  return sha(Buffer.of(1), reference(from, from + half), reference(from + half, to))
}

it('builds the root the sealer built, whatever the size', async () => {
  for (const n of [0, 1, 2, 3, 5, 8, 100, 1023, 1024, 1025, 2048, 3071, 3073, 5000]) {
    const leaves = made(n)
    expect(await dayTree(leaves), `${n}`).toEqual({ size: n, root: (await treeOf(leaves)).root })
  }
})

it('refuses what is not in order, twice there, or no hash', async () => {
  const leaves = made(5)
  for (const wrong of [
    [...leaves].reverse(),
    [...leaves, leaves[4]!],
    ['nonsense'],
    [leaves[0]!.toUpperCase()],
  ])
    await expect(dayTree(wrong)).rejects.toThrow('ascending')
})

/** A heap far too small for the leaves themselves: a million of them are more than 64 MB. */
const ceiling = 24
const leaves = process.env.KAIMEN_PROVE === 'full' ? 1_000_000 : 250_000

it(`builds the root of ${leaves} leaves with ${ceiling} MB of heap`, async () => {
  const child = await promisify(execFile)(
    process.execPath,
    [
      `--max-old-space-size=${ceiling}`,
      '--max-semi-space-size=2',
      'test/support/hashedDay.ts',
      String(leaves),
    ],
    { cwd: join(folder) },
  )
  expect(JSON.parse(child.stdout)).toEqual({ size: leaves, root: reference(0, leaves).toString('hex') })
  shown('a whole day checked from its fingerprints', { leaves, 'MB of heap': ceiling })
}, 300_000)

it('needs no more steps than the logarithm of the day', async () => {
  for (const n of [1, 2, 3, 4, 7, 8, 9, 1000, 1024, 1025, 4097]) {
    const { pathOf } = await treeOf(made(n))
    const longest = Math.max(...Array.from({ length: n }, (_, i) => pathOf(i).length))
    expect(longest, `${n} leaves`).toBe(Math.ceil(Math.log2(n)))
  }
})
