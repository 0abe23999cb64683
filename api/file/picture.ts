import { jpegPicture } from './jpeg.ts'
import { pngPicture } from './png.ts'
import type { FileRefusal } from './refusal.ts'
import { webpPicture } from './webp.ts'

/** A picture's size as its headers say, and its bytes without anything that tells of place, time, device or person. */
export interface Picture {
  width: number
  height: number
  /** The same picture, not encoded anew: colour profile and orientation stay, all other metadata is gone. */
  stripped: Uint8Array<ArrayBuffer>
}

/** One whole picture and nothing else, or why not. */
export type Looked = Picture | FileRefusal

const readers: Record<string, (bytes: Uint8Array) => Looked> = {
  'image/jpeg': jpegPicture,
  'image/png': pngPicture,
  'image/webp': webpPicture,
}

/** Reads a picture's structure. What is kept of it is listed; a part nobody knows is left out. */
export function pictureOf(bytes: Uint8Array, type: string): Looked {
  const read = readers[type]
  if (!read) return 'file.type'
  try {
    return read(bytes)
  } catch (error) {
    // Reading past the end.
    if (error instanceof RangeError) return 'file.unreadable'
    throw error
  }
}

/** The picture without its metadata, or null when it is none. */
export function stripImage(bytes: Uint8Array, type: string): Uint8Array<ArrayBuffer> | null {
  const picture = pictureOf(bytes, type)
  return typeof picture === 'string' ? null : picture.stripped
}
