import { constants, inflateRawSync, inflateSync } from 'node:zlib'

/** How much is handed over at first, bytes: what follows the packed data is not part of it, and may be megabytes. */
const firstWindow = 64 * 1024

/** Unpacks as far as it goes, as readers do; null when nothing comes of it or it becomes larger than `most` bytes. */
export function inflate(bytes: Uint8Array, most: number, { raw }: { raw: boolean }): Uint8Array | null {
  const unpack = raw ? inflateRawSync : inflateSync
  for (let window = firstWindow; window < bytes.length; window *= 8) {
    // Too short a window and damage are told apart in other words by each runtime: the whole decides.
    const whole = tried(() => unpack(bytes.subarray(0, window), { maxOutputLength: most }))
    if (whole) return whole
  }
  return tried(() => unpack(bytes, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }))
}

function tried(unpack: () => Uint8Array): Uint8Array | null {
  try {
    return unpack()
  } catch {
    return null
  }
}
