/**
 * A table as a file that spreadsheets open: UTF-8 with its mark, CRLF, everything quoted. A cell that a spreadsheet would
 * reckon (it begins with = + - @ or a control character, also behind spaces) gets an apostrophe in front and is text.
 */
export function csvOf(table: readonly (readonly string[])[]): string {
  return `\ufeff${table.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

const cell = (text: string) => {
  const line = text.replace(/[\r\n\t\0]+/g, ' ')
  const safe = /^[\s\u3000]*[=+\-@＝＋－＠|%]/.test(line) ? `'${line}` : line
  return `"${safe.replaceAll('"', '""')}"`
}
