/** The tag of the orientation in a TIFF directory (EXIF 2.3, 4.6.4). */
const tag = 0x0112

/**
 * How the picture is to be turned, 1 to 8, from a TIFF block (EXIF without its marker). 1, upright, where it does not
 * say or cannot be read. Only the first directory is looked at; nothing else of the block is kept.
 */
export function orientationOf(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  const start = view.getUint32(4, little)
  if (start + 2 > tiff.length) return 1
  const entries = view.getUint16(start, little)
  for (let i = 0; i < entries; i++) {
    const entry = start + 2 + 12 * i
    if (entry + 12 > tiff.length) return 1
    if (view.getUint16(entry, little) !== tag) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** A TIFF block that says the orientation and nothing else, 26 bytes; null for upright, which needs none. */
export function tiffOf(orientation: number): Uint8Array | null {
  if (orientation === 1) return null
  const block = new Uint8Array(26)
  const view = new DataView(block.buffer)
  view.setUint32(0, 0x4d4d002a)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, tag)
  view.setUint16(12, 3)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return block
}
