import { inflate } from './inflate.ts'
import { asBytesText, utf8Of } from './text.ts'

/** One part of a ZIP file, as its central directory says. */
export interface Part {
  name: string
  method: number
  packed: Uint8Array
  unpackedSize: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/** The most parts; a long report with many pictures has some hundreds. */
const mostParts = 2000

/**
 * The parts of a ZIP that is one and nothing else: the first begins at byte 0, each next one where the last ends, then
 * the directory, then the end without a comment. Programs differ in what they make of anything looser (a part the
 * directory does not name, two parts in one place), which is what hides things. Null for everything else; ZIP64 and
 * encrypted parts too.
 */
export function partsOf(bytes: Uint8Array): Part[] | null {
  try {
    return read(bytes)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function read(bytes: Uint8Array): Part[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 22
  if (view.getUint32(end, true) !== END || view.getUint16(end + 20, true) !== 0) return null
  const count = view.getUint16(end + 10, true)
  const directory = view.getUint32(end + 16, true)
  if (count === 0 || count > mostParts || directory + view.getUint32(end + 12, true) !== end) return null
  const parts: { at: number; end: number; described: boolean; part: Part }[] = []
  let at = directory
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== CENTRAL) return null
    const flags = view.getUint16(at + 8, true)
    const packedSize = view.getUint32(at + 20, true)
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    const name = bytes.subarray(at + 46, at + 46 + nameLength)
    const said = utf8Of(name)
    if (flags & 1 || said === null || view.getUint32(local, true) !== LOCAL) return null
    const localName = bytes.subarray(local + 30, local + 30 + view.getUint16(local + 26, true))
    if (asBytesText(localName) !== asBytesText(name)) return null
    if (view.getUint16(local + 8, true) !== view.getUint16(at + 10, true)) return null
    const from = local + 30 + localName.length + view.getUint16(local + 28, true)
    const part = {
      name: said,
      method: view.getUint16(at + 10, true),
      packed: bytes.subarray(from, from + packedSize),
      unpackedSize: view.getUint32(at + 24, true),
    }
    parts.push({ at: local, end: from + packedSize, described: (flags & 8) !== 0, part })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  if (at !== end) return null
  parts.sort((a, b) => a.at - b.at)
  const close = parts.every(({ end: after, described }, i) => {
    const gap = (parts[i + 1]?.at ?? directory) - after
    // Sizes written behind a part take 12 or 16 bytes.
    return gap === 0 || (described && (gap === 12 || gap === 16))
  })
  return parts[0]?.at === 0 && close ? parts.map(({ part }) => part) : null
}

/** A part's bytes, at most `most` of them; null when it is larger, damaged or packed otherwise than deflated. */
export function unpacked(part: Part, most: number): Uint8Array | null {
  if (part.method === 0) return part.packed.length <= most ? part.packed : null
  return part.method === 8 ? inflate(part.packed, most, { raw: true }) : null
}
