import { copyFileSync, existsSync, globSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { wholeness } from '../whole.ts'
import type { Held } from './clients.ts'

/** The database file of a state folder. Open it only while nobody serves from it. */
export function databaseOf(state: string): string {
  const found = globSync(join(state, 'v3/d1/*/*.sqlite')).filter((path) => !path.endsWith('metadata.sqlite'))
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} databases in ${state}`)
  return found[0]
}

/** What a dead server left, as a copy: the next server must meet the files as they lie. */
export function openCopy(state: string, copies: string): DatabaseSync {
  const path = databaseOf(state)
  const copy = join(copies, 'left.sqlite')
  rmSync(copies, { recursive: true, force: true })
  mkdirSync(copies, { recursive: true })
  for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, copy + end)
  return new DatabaseSync(copy)
}

/** What is broken in the file itself or between its tables, in words; empty when all is whole. */
export function brokenIn(db: DatabaseSync): string[] {
  const file = db.prepare('PRAGMA quick_check').all().map(firstValue)
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all().map(firstValue)
  const between = Object.entries(wholeness(tables)).flatMap(([what, query]) =>
    db
      .prepare(query)
      .all()
      .map((row) => `${what}: ${firstValue(row)}`),
  )
  return [...(file.join() === 'ok' ? [] : file), ...between]
}

const firstValue = (row: Record<string, unknown>) => String(Object.values(row)[0])

interface Row {
  reference: string
  slot_id: string
  state: string
  version: number
}

/**
 * Which of the promises given were not kept: every booking whose receipt was received is there as it was last
 * acknowledged, or as was asked for when the line went dead. And nothing is there that nobody asked for.
 */
export function lostIn(db: DatabaseSync, held: readonly Held[]): string[] {
  const rows = db.prepare('SELECT reference, slot_id, state, version FROM booking').all() as unknown as Row[]
  const found = new Map(rows.map((row) => [row.reference, row]))
  const lost: string[] = []
  let unasked = rows.length
  for (const booking of held) {
    if (!booking.receipt) {
      if (booking.doubt) unasked -= 1
      continue
    }
    unasked -= 1
    const row = found.get(booking.receipt.reference)
    if (!row) lost.push(`${booking.receipt.reference} was acknowledged and is gone`)
    else if (!mayStand(booking).some((as) => stands(row, as)))
      lost.push(`${JSON.stringify(row)} where ${JSON.stringify(mayStand(booking))} was acknowledged`)
  }
  if (unasked > 0) lost.push(`${unasked} bookings that nobody asked for`)
  return lost
}

interface Standing {
  slotId: string
  state: string
  version: number
}

function mayStand({ slotId, state, moves, doubt }: Held): Standing[] {
  const told = { slotId, state, version: moves + (state === 'cancelled' ? 1 : 0) }
  if (doubt?.kind === 'cancel') return [told, { ...told, state: 'cancelled', version: moves + 1 }]
  if (doubt?.kind === 'move' && doubt.slotId !== slotId)
    return [told, { ...told, slotId: doubt.slotId, version: moves + 1 }]
  return [told]
}

const stands = (row: Row, as: Standing) =>
  row.slot_id === as.slotId && row.state === as.state && row.version === as.version
