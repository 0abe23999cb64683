import { hex, isHash, joined, leafNode, sha256 } from './record.js'

/**
 * Size and root of a day from the fingerprints of all its entries, in order; never more than a block of them is
 * held. Throws where they are not in ascending order, each once.
 * @param {AsyncIterable<string> | Iterable<string>} hashes
 */
export async function dayTree(hashes) {
  const BLOCK = 1024
  const top = []
  let [block, size, last] = [[], 0, '']
  const close = async () => {
    let level = await Promise.all(block.map(leafNode))
    while (level.length > 1) {
      const odd = level.length % 2 ? [level.at(-1)] : []
      const pairs = Array.from({ length: level.length >> 1 }, (_, i) =>
        joined(level[2 * i], level[2 * i + 1]),
      )
      level = [...(await Promise.all(pairs)), ...odd]
    }
    if (level.length) top.push({ leaves: block.length, node: level[0] })
    block = []
    // Two whole halves of the same size are one.
    while (top.length > 1 && top.at(-1).leaves === top.at(-2).leaves) {
      const [left, right] = top.splice(-2)
      top.push({ leaves: 2 * left.leaves, node: await joined(left.node, right.node) })
    }
  }
  for await (const hash of hashes) {
    if (!isHash(hash) || hash <= last) throw new TypeError('not in ascending order, each once')
    last = hash
    size += 1
    if (block.push(hash) === BLOCK) await close()
  }
  await close()
  let node = top.pop()?.node ?? (await sha256())
  while (top.length) node = await joined(top.pop().node, node)
  return { size, root: hex(node) }
}
