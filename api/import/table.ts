import { CsvError, type InfoRecord, parse } from 'csv-parse/sync'
import { decode } from './decode.ts'
import type { Fault } from './fault.ts'

export interface TableRow {
  /** The line of the file the row begins on, from 1. */
  line: number
  cells: string[]
}

export interface Table {
  header: TableRow
  rows: TableRow[]
}

const separators = [',', ';', '\t'] as const

/** The rows of a file, blank ones left out, or what keeps it from being read. Never throws, whatever the bytes. */
export function readTable(bytes: Uint8Array): { table?: Table; faults: Fault[] } {
  const decoded = decode(bytes)
  if (!decoded) return { faults: [{ line: 0, column: '', code: 'file-encoding' }] }
  const text = withoutSeparatorLine(decoded.text)
  try {
    const records = parse(text.body, {
      delimiter: text.separator ?? separatorOf(text.body),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { info: InfoRecord; record: string[] }[]
    const [header, ...rows] = records
      .map(({ info, record }) => ({ line: info.lines - breaksIn(record), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    if (!header || rows.length === 0) return { faults: [{ line: 0, column: '', code: 'file-empty' }] }
    return { table: { header, rows }, faults: [] }
  } catch (error) {
    return { faults: [{ line: lineOf(error), column: '', code: 'file-quotes' }] }
  }
}

/** The separator the first line uses most, outside quotes. */
function separatorOf(text: string): string {
  const line = (/^\s*(.*)/.exec(text)?.[1] ?? '').replace(/"[^"]*"/g, '')
  const uses = separators.map((separator) => ({ separator, n: line.split(separator).length }))
  return uses.reduce((most, use) => (use.n > most.n ? use : most)).separator
}

/** Spreadsheets may put `sep=;` first. The line stays, blank, so that line numbers are those of the file. */
function withoutSeparatorLine(text: string): { body: string; separator?: string } {
  const said = /^sep=([,;\t])(?=\r|\n)/i.exec(text)
  return said?.[1] ? { body: text.slice(said[0].length), separator: said[1] } : { body: text }
}

/** Line breaks inside cells: the parser numbers a record by its last line. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
}

function lineOf(error: unknown): number {
  if (!(error instanceof CsvError)) return 0
  return typeof error.lines === 'number' ? error.lines : 0
}
