import { concat } from '../shared/bytes.ts'
import { orientationOf, tiffOf } from './orientation.ts'
import type { Looked } from './picture.ts'

/** Flags of the VP8X header (WebP container specification). */
const EXIF = 0x08
const XMP = 0x04

/** What decoding and colour need; EXIF, XMP and unknown chunks are left out. */
const kept = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP'])

const ascii = (bytes: Uint8Array, from: number) => String.fromCharCode(...bytes.subarray(from, from + 4))

interface Size {
  width: number
  height: number
}

/** One WebP, walked chunk by chunk. An orientation other than upright is written anew as an EXIF of nothing else. */
export function webpPicture(bytes: Uint8Array): Looked {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (ascii(bytes, 0) !== 'RIFF' || ascii(bytes, 8) !== 'WEBP') return 'file.unreadable'
  const whole = 8 + view.getUint32(4, true)
  if (whole > bytes.length) return 'file.unreadable'
  if (whole < bytes.length) return 'file.trailing'
  const parts: Uint8Array[] = []
  let canvas: Uint8Array | undefined
  let frame: Size | undefined
  let orientation = 1
  for (let at = 12; at < whole; ) {
    const length = view.getUint32(at + 4, true)
    // Chunks are padded to an even length; the last one's padding may be missing.
    const end = Math.min(at + 8 + length + (length & 1), whole)
    if (at + 8 + length > whole) return 'file.unreadable'
    const type = ascii(bytes, at)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'ANIM' || type === 'ANMF') return 'file.animated'
    if (type === 'VP8X') {
      if (canvas || frame || parts.length > 0 || length !== 10) return 'file.unreadable'
      canvas = bytes.slice(at, end)
    } else if (type === 'VP8 ' || type === 'VP8L') {
      if (frame) return 'file.unreadable'
      frame = type === 'VP8 ' ? lossySize(data) : losslessSize(data)
      if (!frame) return 'file.unreadable'
    }
    // Some writers put JPEG's marker before the block.
    if (type === 'EXIF') orientation = orientationOf(ascii(data, 0) === 'Exif' ? data.subarray(6) : data)
    if (kept.has(type) && type !== 'VP8X') parts.push(bytes.subarray(at, end), new Uint8Array((end - at) & 1))
    at = end
  }
  if (!frame) return 'file.unreadable'
  const size = canvas ? canvasSize(canvas.subarray(8)) : frame
  // A still picture fills its canvas: whoever says otherwise wants one size checked and another one shown.
  if (size.width !== frame.width || size.height !== frame.height) return 'file.unreadable'
  return { ...size, stripped: written(canvas, parts, orientation) }
}

function written(canvas: Uint8Array | undefined, parts: Uint8Array[], orientation: number) {
  // Without an extended header there is no place for an orientation, and none was said.
  const tiff = canvas ? tiffOf(orientation) : null
  const head = canvas ? [canvas] : []
  if (canvas) canvas[8] = (canvas[8]! & ~(EXIF | XMP)) | (tiff ? EXIF : 0)
  const body = concat(
    new TextEncoder().encode('WEBP'),
    ...head,
    ...parts,
    ...(tiff ? [riff('EXIF', tiff)] : []),
  )
  return riff('RIFF', body)
}

/** A chunk: type, length, data, padding. */
function riff(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new DataView(new ArrayBuffer(4))
  length.setUint32(0, data.length, true)
  return concat(
    new TextEncoder().encode(type),
    new Uint8Array(length.buffer),
    data,
    new Uint8Array(data.length & 1),
  )
}

const uint24 = (bytes: Uint8Array, at: number) => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)

function canvasSize(data: Uint8Array): Size {
  return { width: uint24(data, 4) + 1, height: uint24(data, 7) + 1 }
}

/** A VP8 key frame's header (RFC 6386, 9.1). */
function lossySize(data: Uint8Array): Size | undefined {
  if (data.length < 10 || data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) return undefined
  return {
    width: (data[6]! | (data[7]! << 8)) & 0x3fff,
    height: (data[8]! | (data[9]! << 8)) & 0x3fff,
  }
}

/** A lossless stream's header (RFC 9649, 3.4). */
function losslessSize(data: Uint8Array): Size | undefined {
  if (data.length < 5 || data[0] !== 0x2f) return undefined
  const bits = (data[1]! | (data[2]! << 8) | (data[3]! << 16) | (data[4]! << 24)) >>> 0
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
