import { fileTypeFromBuffer } from 'file-type'
import { kindOf } from './kind.ts'
import { isPlainText } from './text.ts'

interface Sniffed {
  type: string
  extension: string
}

/**
 * The type the bytes themselves speak of, if it is one we keep. An animated PNG counts as PNG here and is refused by
 * its reader. Text is what no format claims for itself; CSV is told from text by its name alone.
 */
export async function sniff(bytes: Uint8Array): Promise<Sniffed | null> {
  const found = await detect(bytes)
  const kind = kindOf(found === 'image/apng' ? 'image/png' : found)
  if (kind) return { type: kind.type, extension: kind.extensions[0] }
  // Asked second: the library takes any text that begins with BM for a bitmap.
  return isPlainText(bytes) ? { type: 'text/plain', extension: 'txt' } : null
}

async function detect(bytes: Uint8Array): Promise<string> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? ''
  } catch {
    return ''
  }
}
