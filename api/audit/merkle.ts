import { type Bytes, concat, equalBytes, fromHex, toHex } from '../shared/bytes.ts'

/** Why no tree can be built over these leaves, or no path given. */
export class MerkleError extends Error {
  override name = 'MerkleError'
}

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

async function digest(...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts)))
}

function hashOf(text: string): Bytes | null {
  return text.length === 64 ? fromHex(text) : null
}

/**
 * All levels, leaves first. RFC 6962's split at the largest power of two is the same tree as pairing neighbours level
 * by level, an odd last node going up unchanged.
 */
async function levelsOf(leaves: readonly string[]): Promise<Bytes[][]> {
  const bytes = leaves.map((leaf, i) => {
    const hash = hashOf(leaf)
    if (!hash) throw new MerkleError('A leaf is not 64 lower-case hexadecimal characters')
    // The order of filing must not show, and nobody may be counted twice.
    if (i > 0 && leaf <= leaves[i - 1]!) throw new MerkleError('Leaves are not in ascending order, each once')
    return hash
  })
  let level = await Promise.all(bytes.map((hash) => digest(LEAF, hash)))
  const levels = [level]
  while (level.length > 1) {
    const below = level
    const above: Promise<Bytes>[] = []
    for (let i = 0; i + 1 < below.length; i += 2) above.push(digest(NODE, below[i]!, below[i + 1]!))
    level = await Promise.all(above)
    if (below.length % 2 === 1) level.push(below[below.length - 1]!)
    levels.push(level)
  }
  return levels
}

function pathIn(levels: readonly Bytes[][], index: number): string[] {
  const path: string[] = []
  let place = index
  for (const level of levels) {
    const sibling = level[place % 2 === 0 ? place + 1 : place - 1]
    if (sibling) path.push(toHex(sibling))
    place = Math.floor(place / 2)
  }
  return path
}

/** Leaf hashes in the order of the tree (and of `ORDER BY hash`). */
export function sortLeaves(leaves: readonly string[]): string[] {
  return [...leaves].sort()
}

/** The root over sorted leaf hashes, hexadecimal; SHA-256 of nothing for a day without leaves. Throws MerkleError. */
export async function root(leaves: readonly string[]): Promise<string> {
  const top = (await levelsOf(leaves)).at(-1)?.[0]
  return toHex(top ?? (await digest()))
}

/** The siblings from leaf to root of the leaf at `index`. Throws MerkleError. */
export async function path(leaves: readonly string[], index: number): Promise<string[]> {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new MerkleError('No leaf at this index')
  return pathIn(await levelsOf(leaves), index)
}

/** Every leaf's path, hashing each node once. Throws MerkleError. */
export async function paths(leaves: readonly string[]): Promise<string[][]> {
  const levels = await levelsOf(leaves)
  return leaves.map((_, index) => pathIn(levels, index))
}

/** Root and all paths in one pass, for the sealer. Throws MerkleError. */
export async function rootAndPaths(leaves: readonly string[]): Promise<{ root: string; paths: string[][] }> {
  const levels = await levelsOf(leaves)
  return {
    root: toHex(levels.at(-1)?.[0] ?? (await digest())),
    paths: leaves.map((_, i) => pathIn(levels, i)),
  }
}

/** Root and single paths on demand, for days too large to hold every path at once. Throws MerkleError. */
export async function treeOf(
  leaves: readonly string[],
): Promise<{ root: string; pathOf(index: number): string[] }> {
  const levels = await levelsOf(leaves)
  return {
    root: toHex(levels.at(-1)?.[0] ?? (await digest())),
    pathOf: (index) => pathIn(levels, index),
  }
}

/**
 * Whether a leaf stands at `index` of a tree of `size` leaves with this root (RFC 9162 section 2.1.3.2). Size and root
 * must come from the signed root, not from whoever shows the path. Never throws: what is malformed is refused.
 */
export async function verify(
  leaf: string,
  index: number,
  size: number,
  path: readonly string[],
  root: string,
): Promise<boolean> {
  const start = hashOf(leaf)
  const expected = hashOf(root)
  if (!start || !expected || !Number.isSafeInteger(size)) return false
  if (!Number.isInteger(index) || index < 0 || index >= size) return false
  let node = await digest(LEAF, start)
  let [place, last] = [index, size - 1]
  for (const step of path) {
    const sibling = hashOf(step)
    if (!sibling || last === 0) return false
    if (place % 2 === 1 || place === last) {
      node = await digest(NODE, sibling, node)
      // An odd last node went up unchanged until it became a right child.
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)]
    } else {
      node = await digest(NODE, node, sibling)
    }
    ;[place, last] = [Math.floor(place / 2), Math.floor(last / 2)]
  }
  return last === 0 && equalBytes(node, expected)
}
