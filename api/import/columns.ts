import type { Text } from '../shared/text.ts'
import { bad, type Fault, type Note, type Reading } from './fault.ts'
import { readTable, type TableRow } from './table.ts'

/** How one column is called and read. */
export interface Column<T> {
  /** The names it goes by, the first being the one documents use. Case, spaces, _ and - do not matter. */
  names: readonly [string, ...string[]]
  read(cell: string): Reading<T>
  /** A column without it must be there and filled; with it, an empty cell means this. */
  empty?: { value: T }
}

export type Columns = Record<string, Column<unknown>>

type ValueOf<C> = C extends { empty: object; read(cell: string): Reading<infer T> }
  ? T | undefined
  : C extends { read(cell: string): Reading<infer T> }
    ? T
    : never

/** A row as its columns read it; undefined where the file has no such column, so that what is stored stays. */
export type Row<C extends Columns> = { [K in keyof C]: ValueOf<C[K]> } & { line: number }

/** A column that must be there and filled. */
export function needed<T>(names: Column<T>['names'], read: Column<T>['read']) {
  return { names, read }
}

/** A column that may be missing; an empty cell means `value`. */
export function optional<T>(names: Column<T>['names'], read: Column<T>['read'], value: NoInfer<T>) {
  return { names, read, empty: { value } }
}

/** Header and cells as people write them: no marks, no spaces at the ends, no ="…" around a number. */
export function clean(cell: string): string {
  const text = cell.replace(/[\u200b\u2060\ufeff]/g, '').trim()
  return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text
}

const plain = (name: string) =>
  clean(name)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-*()]/g, '')

/**
 * Reads a file by its columns: every row that is whole, and every fault by line and column. Columns nobody asked for
 * are named in notes; those in `ignored` are known and pass in silence.
 */
export function readRows<C extends Columns>(bytes: Uint8Array, columns: C, ignored: readonly string[] = []) {
  const { table, faults } = readTable(bytes)
  const rows: Row<C>[] = []
  const notes: Note[] = []
  if (!table) return { rows, faults, notes }
  const places = placesOf(table.header, columns, ignored, faults, notes)
  if (faults.length) return { rows, faults, notes }
  for (const { line, cells } of table.rows) {
    const before = faults.length
    if (cells.slice(table.header.cells.length).some((cell) => cell.trim() !== '')) {
      const about = { cells: cells.length, columns: table.header.cells.length }
      faults.push({ line, column: '', code: 'cells-many', about })
      continue
    }
    const row: Record<string, unknown> = { line }
    for (const { key, column, place, title } of places) {
      const cell = clean(cells[place] ?? '')
      const reading = cell === '' ? emptyOf(column) : column.read(cell)
      if (reading.ok) row[key] = reading.value
      else {
        const { code, about } = reading
        const found = [...cell].slice(0, 40).join('')
        faults.push({ line, column: title, code, ...(about && { about }), ...(found && { found }) })
      }
    }
    // The loop above has read every column by its own reader.
    if (faults.length === before) rows.push(row as Row<C>)
  }
  return { rows, faults, notes }
}

function emptyOf(column: Column<unknown>): Reading<unknown> {
  return column.empty ? { ok: true, value: column.empty.value } : bad('required')
}

function placesOf(
  header: TableRow,
  columns: Columns,
  ignored: readonly string[],
  faults: Fault[],
  notes: Note[],
) {
  const titles = header.cells.map(clean)
  const seen = titles.map(plain)
  const places = Object.entries(columns).flatMap(([key, column]) => {
    const names = column.names.map(plain)
    const found = seen.flatMap((name, place) => (names.includes(name) ? [place] : []))
    const [place, second] = found
    if (place === undefined) {
      const about = { names: column.names.slice(1).join('、') }
      if (!column.empty)
        faults.push({ line: header.line, column: column.names[0], code: 'column-missing', about })
      return []
    }
    if (second !== undefined)
      faults.push({ line: header.line, column: titles[second] ?? '', code: 'column-twice' })
    return [{ key, column, place, title: titles[place] ?? '' }]
  })
  const known = new Set([...Object.values(columns).flatMap(({ names }) => names), ...ignored].map(plain))
  for (const [place, name] of seen.entries()) {
    if (name !== '' && !known.has(name)) notes.push({ line: header.line, text: unread(titles[place] ?? '') })
  }
  return places
}

const unread = (title: string): Text => ({
  zh: `没有“${title}”这样的列，未读取`,
  en: `there is no such column as “${title}”: not read`,
})
