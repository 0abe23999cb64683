import { openDb } from '../../db/client.ts'
import { seedDemo, seedReference } from '../../db/seed/run.ts'
import { monday } from './api.ts'

/** Writes the catalogue, the calendar and the fictional bureau into an empty database. */
export async function demo(env: { DB: D1Database }, today = '2026-11-23', now = monday): Promise<void> {
  const db = openDb(env.DB)
  await seedReference(db, now)
  await seedDemo(db, today, now)
}
