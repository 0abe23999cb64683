export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/**
 * The text of a file somebody saved from a spreadsheet: UTF-8 with or without its mark, UTF-16 with its mark, else
 * GB18030 (which holds GBK and GB2312). Null where it is none of them. The mark itself is not part of the text.
 */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  for (const encoding of encodingsOf(bytes)) {
    const text = read(bytes, encoding)
    // No list of names holds NUL: it is a picture or a workbook, not text.
    if (text !== null && !text.includes('\0')) return { text, encoding }
  }
  return null
}

function encodingsOf([first, second]: Uint8Array): Encoding[] {
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  return ['utf-8', 'gb18030']
}

function read(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
