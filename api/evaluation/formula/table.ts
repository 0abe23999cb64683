/** A table as a file: UTF-8, a row a line, everything quoted, CRLF (RFC 4180). */
export const tableText = (table: readonly (readonly string[])[]): string =>
  table.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('')

/** The rows of such a file by the names in its first line. Throws TypeError where it has none. */
export function tableRows(text: string): Record<string, string>[] {
  const [head, ...rows] = linesOf(text.replace(/^\ufeff/, ''))
  if (!head) throw new TypeError('an empty table')
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])))
}

/** A cell, quoted or not, and what ends it. */
const cellPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y

function linesOf(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  cellPattern.lastIndex = 0
  while (cellPattern.lastIndex < text.length) {
    const found = cellPattern.exec(text)
    if (!found) throw new TypeError('not a table of comma-separated values')
    line.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === ',') continue
    lines.push(line)
    line = []
  }
  return lines
}
