import { fromUtf8 } from '../shared/bytes.ts'

/** One character for each byte, for looking for ASCII words in binary files; places are byte offsets. */
export function asBytesText(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

/**
 * What a browser that guesses types would take for a page, or a server for a program. Words long enough not to turn up
 * by chance in ten megabytes of picture.
 */
const markup =
  /<(?:script|html|!doctype|iframe|body|object|embed|xsl:|\?php)|<svg[\s>/]|javascript:|\bon(?:error|load)\s*=/i

/** Whether markup stands anywhere in it. Compressed data is not looked into: `nosniff` and the fixed type stand behind. */
export function holdsMarkup(text: string): boolean {
  return markup.test(text)
}

/** Bytes as UTF-8, or null. A byte order mark is allowed. */
export function utf8Of(bytes: Uint8Array): string | null {
  try {
    return fromUtf8(bytes)
  } catch {
    return null
  }
}

// Tab, line feed, form feed and carriage return are text; NUL and the rest are not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/** Starts that make a reader or a shell take a text for something else: markup, PDF, RTF, PostScript, a script. */
const disguise = /^\ufeff?\s*(?:<|%PDF-|%!PS|\{\\rtf|#!)/

/** Whether these bytes are plain text and nothing but: UTF-8 without control characters or markup. */
export function isPlainText(bytes: Uint8Array): boolean {
  const text = utf8Of(bytes)
  return text !== null && !control.test(text) && !disguise.test(text) && !holdsMarkup(text)
}

/**
 * A spreadsheet runs a cell that begins with = or @ as a formula, and +…|…! or -…|…! as a call of another program.
 * Numbers with a sign pass.
 */
export function holdsFormula(text: string): boolean {
  return /(?:^|[\r\n,;\t])[ "']*(?:[=@]|[+-][^,;|\r\n]*\|[^,;!\r\n]*!)/.test(text.replace(/^\ufeff/, ''))
}
