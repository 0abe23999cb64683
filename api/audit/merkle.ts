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

/** Root and paths of one tree, all its nodes held in memory. */
export interface Tree {
  /** Hexadecimal; SHA-256 of nothing for a tree without leaves. */
  root: string
  /** The siblings from the node at `index` to the root. */
  pathOf(index: number): string[]
}

/**
 * The tree over sorted leaf hashes. RFC 6962's split at the largest power of two is the same tree as pairing
 * neighbours level by level, an odd last node going up unchanged. Throws MerkleError.
 */
export async function treeOf(leaves: readonly string[]): Promise<Tree> {
  const bytes = leaves.map((leaf, i) => {
    const hash = hashOf(leaf)
    if (!hash) throw new MerkleError('A leaf is not 64 lower-case hexadecimal characters')
    // The order of filing must not show, and nobody may be counted twice.
    if (i > 0 && leaf <= leaves[i - 1]!) throw new MerkleError('Leaves are not in ascending order, each once')
    return hash
  })
  return treeOver(await Promise.all(bytes.map((hash) => digest(LEAF, hash))))
}

/**
 * The top of a tree whose leaves were taken in pieces: over the roots of the pieces, in order. Every piece but the
 * last holds the same power of two of leaves, so that this is the tree over all of them; a leaf's path is that inside
 * its piece and then that of its piece. Throws MerkleError.
 */
export async function treeOfPieces(roots: readonly string[]): Promise<Tree> {
  return treeOver(
    roots.map((root) => {
      const hash = hashOf(root)
      if (!hash) throw new MerkleError('A root is not 64 lower-case hexadecimal characters')
      return hash
    }),
  )
}

async function treeOver(nodes: Bytes[]): Promise<Tree> {
  let level = nodes
  const levels = [level]
  while (level.length > 1) {
    const below = level
    const above: Promise<Bytes>[] = []
    for (let i = 0; i + 1 < below.length; i += 2) above.push(digest(NODE, below[i]!, below[i + 1]!))
    level = await Promise.all(above)
    if (below.length % 2 === 1) level.push(below[below.length - 1]!)
    levels.push(level)
  }
  return { root: toHex(level[0] ?? (await digest())), pathOf: (index) => pathIn(levels, index) }
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
