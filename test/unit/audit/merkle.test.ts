import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MerkleError,
  path,
  paths,
  root,
  rootAndPaths,
  sortLeaves,
  verify,
} from '../../../api/audit/merkle.ts'

const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

/** RFC 6962 section 2.1 word for word, to hold ours against. */
function reference(leaves: readonly string[]): Buffer {
  if (leaves.length === 0) return sha()
  if (leaves.length === 1) return sha(Buffer.of(0), Buffer.from(leaves[0]!, 'hex'))
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha(Buffer.of(1), reference(leaves.slice(0, k)), reference(leaves.slice(k)))
}

const made = (n: number) =>
  sortLeaves(Array.from({ length: n }, (_, i) => sha(Buffer.from(`leaf ${i}`)).toString('hex')))

/** A hexadecimal text with one bit turned. */
function turn(text: string, bit: number): string {
  const bytes = Buffer.from(text, 'hex')
  const at = bit % (bytes.length * 8)
  bytes[at >> 3]! ^= 1 << (at & 7)
  return bytes.toString('hex')
}

describe('Merkle tree', () => {
  it('has the root RFC 6962 defines and a valid path for every leaf', async () => {
    for (let n = 0; n <= 33; n++) {
      const leaves = made(n)
      const top = await root(leaves)
      expect(top).toBe(reference(leaves).toString('hex'))
      const all = await paths(leaves)
      expect(await rootAndPaths(leaves)).toEqual({ root: top, paths: all })
      for (const [index, leaf] of leaves.entries()) {
        if (n <= 9) expect(await path(leaves, index)).toEqual(all[index])
        expect(await verify(leaf, index, n, all[index]!, top)).toBe(true)
      }
    }
  })

  it('refuses any turned bit, another place and a path of another length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 70 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        async (n, i, p, bit) => {
          const leaves = made(n)
          const index = i % n
          const [leaf, way, top] = [leaves[index]!, await path(leaves, index), await root(leaves)]
          const step = p % way.length
          const bent = way.with(step, turn(way[step]!, bit))
          expect(await verify(leaf, index, n, way, top)).toBe(true)
          expect(await verify(turn(leaf, bit), index, n, way, top)).toBe(false)
          expect(await verify(leaf, index, n, way, turn(top, bit))).toBe(false)
          expect(await verify(leaf, index, n, bent, top)).toBe(false)
          expect(await verify(leaf, (index + 1) % n, n, way, top)).toBe(false)
          expect(await verify(leaf, index, n, way.slice(1), top)).toBe(false)
          expect(await verify(leaf, index, n, way.slice(0, -1), top)).toBe(false)
          expect(await verify(leaf, index, n, [...way, top], top)).toBe(false)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('does not take an inner node for a leaf', async () => {
    const leaves = made(4)
    const way = await path(leaves, 0)
    const inner = sha(
      Buffer.of(1),
      sha(Buffer.of(0), Buffer.from(leaves[0]!, 'hex')),
      Buffer.from(way[0]!, 'hex'),
    )
    expect(await verify(inner.toString('hex'), 0, 2, way.slice(1), await root(leaves))).toBe(false)
  })

  it('refuses what is malformed without throwing', async () => {
    const leaves = made(5)
    const [leaf, way, top] = [leaves[2]!, await path(leaves, 2), await root(leaves)]
    const tries: [string, number, number, string[], string][] = [
      ['', 2, 5, way, top],
      [leaf.toUpperCase(), 2, 5, way, top],
      [leaf, -1, 5, way, top],
      [leaf, 2.5, 5, way, top],
      [leaf, 5, 5, way, top],
      [leaf, 2, Number.NaN, way, top],
      [leaf, 2, Number.POSITIVE_INFINITY, way, top],
      [leaf, 2, 5, ['zz', ...way.slice(1)], top],
      [leaf, 2, 5, way, 'root'],
    ]
    for (const given of tries) expect(await verify(...given)).toBe(false)
  })

  it('builds over sorted distinct hashes only', async () => {
    const leaves = made(3)
    await expect(root([...leaves].reverse())).rejects.toThrow(MerkleError)
    await expect(root([leaves[0]!, leaves[0]!])).rejects.toThrow(MerkleError)
    await expect(root(['nonsense'])).rejects.toThrow(MerkleError)
    await expect(path(leaves, 3)).rejects.toThrow(MerkleError)
    expect(sortLeaves([...leaves].reverse())).toEqual(leaves)
  })

  it('seals a busy day in reasonable time', async () => {
    const leaves = made(5000)
    const { root: top, paths: all } = await rootAndPaths(leaves)
    expect(await verify(leaves[4999]!, 4999, 5000, all[4999]!, top)).toBe(true)
  })
})
