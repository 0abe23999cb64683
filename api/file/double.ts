import { asBytesText } from './text.ts'

/** How far from its end a ZIP's end may stand: 22 bytes and the longest comment. */
const zipTail = 22 + 0xffff

/**
 * Whether the bytes would pass for a second format: a ZIP (and so a JAR) behind them, or a PDF, whose header readers
 * accept anywhere in the first kilobyte. What the file itself is decides elsewhere; it is left out here.
 */
export function isDouble(bytes: Uint8Array, type: string): boolean {
  const tail = asBytesText(bytes.subarray(-zipTail))
  if (tail.includes('PK\u0005\u0006')) return true
  const head = asBytesText(bytes.subarray(0, 1024))
  return head.indexOf('%PDF-', type === 'application/pdf' ? 1 : 0) >= 0
}
