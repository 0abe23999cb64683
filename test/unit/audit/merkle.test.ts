import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MerkleError, treeOf, treeOfPieces, verify } from '../../../api/audit/merkle.ts'

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
  Array.from({ length: n }, (_, i) => sha(Buffer.from(`leaf ${i}`)).toString('hex')).sort()

const root = async (leaves: string[]) => (await treeOf(leaves)).root
const path = async (leaves: string[], index: number) => (await treeOf(leaves)).pathOf(index)

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
      const { root: top, pathOf } = await treeOf(leaves)
      expect(top).toBe(reference(leaves).toString('hex'))
      for (const [index, leaf] of leaves.entries()) {
        expect(await verify(leaf, index, n, pathOf(index), top)).toBe(true)
      }
    }
  })

  it('is the same tree when taken in pieces', async () => {
    for (let n = 0; n <= 33; n++) {
      const leaves = made(n)
      const whole = await treeOf(leaves)
      const pieces = []
      for (let i = 0; i < n; i += 4) pieces.push(await treeOf(leaves.slice(i, i + 4)))
      const top = await treeOfPieces(pieces.map((piece) => piece.root))
      expect(top.root).toBe(whole.root)
      for (const index of leaves.keys()) {
        const at = Math.floor(index / 4)
        expect([...pieces[at]!.pathOf(index % 4), ...top.pathOf(at)]).toEqual(whole.pathOf(index))
      }
    }
    await expect(treeOfPieces(['nonsense'])).rejects.toThrow(MerkleError)
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
  })

  it('seals a busy day in reasonable time', async () => {
    const leaves = made(5000)
    const { root: top, pathOf } = await treeOf(leaves)
    expect(await verify(leaves[4999]!, 4999, 5000, pathOf(4999), top)).toBe(true)
  })
})
