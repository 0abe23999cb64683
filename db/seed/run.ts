import { indexStatements } from '../../api/search/indexStatements.ts'
import type { Db } from '../client.ts'
import { calendarSeed } from './calendar.ts'
import { counterRows, queueHistoryRows } from './demo/counters.ts'
import { demoBureau } from './demo/index.ts'
import { demoRows } from './demoRows.ts'
import { demoDocuments } from './demoSearch.ts'
import { insertAll, type Row } from './insertAll.ts'
import { referenceStatements } from './reference.ts'

type Statement = ReturnType<typeof insertAll>[number]

/** Writes calendar, deadline rules and the catalogue, in one batch. `now` is epoch ms. */
export async function seedReference(db: Db, now: number): Promise<void> {
  await together(db, referenceStatements(db, now))
}

/**
 * Writes the fictional bureau as it stands on `today` (YYYY-MM-DD, Asia/Shanghai), in one batch. Its offers need
 * the catalogue, so `seedReference` goes first. Slots are published from its schedules, not here.
 */
export async function seedDemo(db: Db, today: string, now: number): Promise<void> {
  const bureau = demoBureau(today)
  const named = new Set(calendarSeed().days.map(({ day }) => day))
  const tables: Record<string, readonly Row[]> = demoRows(bureau, now, (day) => !named.has(day))
  const documents = demoDocuments(bureau)
  await together(db, [
    ...Object.entries(tables).flatMap(([table, list]) => insertAll(db, table, list)),
    ...insertAll(db, 'counter', counterRows(now)),
    ...insertAll(db, 'queue_day', queueHistoryRows(today)),
    ...indexStatements(db, 'station', documents.station),
    ...indexStatements(db, 'area', documents.area),
  ])
}

async function together(db: Db, statements: Statement[]): Promise<void> {
  const [first, ...rest] = statements
  if (first) await db.batch([first, ...rest])
}
