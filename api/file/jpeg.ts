import { concat } from '../shared/bytes.ts'
import { orientationOf, tiffOf } from './orientation.ts'
import type { Looked } from './picture.ts'

// ITU-T T.81, table B.1.
const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee

const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
/** A frame's header: C0 to CF but for tables (C4), an extension (C8) and arithmetic conditioning (CC). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** What decoding needs: frames, tables (C4, CC, DB), restart interval, scans. Not DNL, DHP and EXP: nobody writes them. */
const isNeeded = (marker: number) => isFrame(marker) || [0xc4, 0xcc, 0xdb, 0xdd, SOS].includes(marker)

const starts = (bytes: Uint8Array, text: string) =>
  [...text].every((character, i) => bytes[i] === character.charCodeAt(0))

/**
 * One JPEG, walked marker by marker. Kept: what decoding needs, the plain JFIF header, the colour profile (APP2
 * ICC_PROFILE), Adobe's colour transform (APP14), and a new EXIF of nothing but the orientation. EXIF, GPS, XMP, IPTC,
 * comments, previews and makers' segments are left out.
 */
export function jpegPicture(bytes: Uint8Array): Looked {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return 'file.unreadable'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head: Uint8Array[] = []
  const rest: Uint8Array[] = []
  let size: { width: number; height: number } | undefined
  let orientation = 1
  let scans = 0
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return 'file.unreadable'
    const marker = view.getUint8(at + 1)
    // Markers may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === EOI) {
      if (!size || scans === 0) return 'file.unreadable'
      if (!isCameraTrailer(bytes.subarray(at + 2))) return 'file.trailing'
      const exif = exifSegment(orientation)
      const stripped = concat(
        new Uint8Array([0xff, SOI]),
        ...head,
        exif,
        ...rest,
        new Uint8Array([0xff, EOI]),
      )
      return { ...size, stripped }
    }
    if (standsAlone(marker)) {
      at += 2
      continue
    }
    const length = view.getUint16(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return 'file.unreadable'
    const data = bytes.subarray(at + 4, end)
    let next = end
    if (isFrame(marker)) {
      // A second frame header could unfold to more than the first one says.
      if (size || data.length < 6) return 'file.unreadable'
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    if (marker === SOS) {
      if (!size) return 'file.unreadable'
      scans += 1
      next = scanEnd(bytes, end)
    }
    if (isNeeded(marker)) rest.push(bytes.subarray(at, next))
    else if (marker === APP0 && starts(data, 'JFIF\0') && head.length === 0) head.push(jfif(data))
    else if (marker === APP2 && starts(data, 'ICC_PROFILE\0')) rest.push(bytes.subarray(at, end))
    else if (marker === APP14 && starts(data, 'Adobe')) rest.push(adobe(data))
    else if (marker === APP1 && starts(data, 'Exif\0\0')) orientation = orientationOf(data.subarray(6))
    at = next
  }
}

/** The next marker after a scan's data: FF followed by neither 00 nor a restart marker. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1]
    if (marker !== undefined && marker !== 0 && marker !== 0xff && !standsAlone(marker)) return at
  }
  return bytes.length
}

const segment = (marker: number, data: Uint8Array) =>
  concat(new Uint8Array([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data)

/** The JFIF header without its preview picture. */
function jfif(data: Uint8Array): Uint8Array {
  const plain = new Uint8Array(14)
  plain.set(data.subarray(0, 12))
  return segment(APP0, plain)
}

/** Adobe's twelve bytes and nothing behind them. */
function adobe(data: Uint8Array): Uint8Array {
  return segment(APP14, data.subarray(0, 12))
}

function exifSegment(orientation: number): Uint8Array {
  const tiff = tiffOf(orientation)
  return tiff ? segment(APP1, concat(new TextEncoder().encode('Exif\0\0'), tiff)) : new Uint8Array()
}

/**
 * Phones put things behind the picture: padding, a smaller or brighter copy, a short film, their maker's notes. These are
 * cut off. Anything else behind it is not theirs.
 */
function isCameraTrailer(after: Uint8Array): boolean {
  if (after.every((byte) => byte === 0 || byte === 0xff)) return true
  return (
    (after[0] === 0xff && after[1] === SOI) ||
    starts(after.subarray(4), 'ftyp') ||
    starts(after.subarray(-4), 'SEFT')
  )
}
