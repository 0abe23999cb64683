import { concat } from '../shared/bytes.ts'
import { crc32 } from './crc32.ts'
import { orientationOf, tiffOf } from './orientation.ts'
import type { Looked } from './picture.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** What decoding and colour need (PNG, third edition). Text, time, EXIF, XMP (an iTXt) and private chunks are not here. */
const kept = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs'.split(' '))

/** One PNG, walked chunk by chunk. An orientation other than upright is written anew as an eXIf of nothing else. */
export function pngPicture(bytes: Uint8Array): Looked {
  if (signature.some((byte, i) => bytes[i] !== byte)) return 'file.unreadable'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Signature, header, and what follows.
  const parts: Uint8Array[] = [bytes.subarray(0, 8)]
  let size: { width: number; height: number } | undefined
  let orientation = 1
  let data = 0
  for (let at = 8; ; ) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) return 'file.unreadable'
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    // The header stands first, and once: a second one could unfold to more than the first one says.
    if ((type === 'IHDR') !== (size === undefined)) return 'file.unreadable'
    if (type === 'IHDR') {
      if (length !== 13) return 'file.unreadable'
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    }
    if (type === 'acTL') return 'file.animated'
    if (type === 'IDAT') data += 1
    if (type === 'eXIf') orientation = orientationOf(bytes.subarray(at + 8, end - 4))
    if (type === 'IEND') {
      if (!size || data === 0 || length !== 0) return 'file.unreadable'
      if (end !== bytes.length) return 'file.trailing'
      const tiff = tiffOf(orientation)
      const [start = bytes, header = bytes, ...rest] = parts
      // Browsers turn a picture only when they are told before its data.
      const turned = tiff ? [chunk('eXIf', tiff)] : []
      return { ...size, stripped: concat(start, header, ...turned, ...rest, bytes.subarray(at)) }
    }
    if (kept.has(type)) parts.push(bytes.subarray(at, end))
    at = end
  }
}

/** Length, type, data and their check sum. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = concat(new TextEncoder().encode(type), data)
  const numbers = new DataView(new ArrayBuffer(8))
  numbers.setUint32(0, data.length)
  numbers.setUint32(4, crc32(named))
  const framed = new Uint8Array(numbers.buffer)
  return concat(framed.subarray(0, 4), named, framed.subarray(4))
}
