import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { unstable_splitSqlQuery as splitSql } from 'wrangler'
import { dayOf } from '../../../api/calendar/day.ts'
import { importList } from '../../../api/import/importList.ts'
import { systemClock } from '../../../api/shared/clock.ts'
import { openDb } from '../../../db/client.ts'
import { seedDemo, seedReference } from '../../../db/seed/run.ts'
import { root } from '../../tool.ts'
import type { Bench } from '../bench.ts'

/** The demo bureau, every town of one province, every town of the country: a station each. */
export const bureaus = { 18: 'demo', 2580: '41', 41352: '' } as const
export type Stations = 18 | 2580 | 41352

/** Towns of this name are in all three, and in the country it is the commonest: what is searched and shown. */
export const sought = '城关'

/** Stations of the sought name that take bookings in the large bureaus; 41,352 would make 18 million slots. */
const taking = 60

/** Makes the tables, the catalogue, the stations and their slots of the days to come, as the product itself does. */
export async function fillBureau({ db, runJobs }: Bench, stations: Stations): Promise<void> {
  for (const path of globSync('db/migrations/*.sql', { cwd: root }).sort()) {
    const statements = splitSql(readFileSync(join(root, path), 'utf8'))
    await db.batch(statements.map((sql) => db.prepare(sql)))
  }
  const now = systemClock.now()
  await seedReference(openDb(db), now)
  if (stations === 18) await seedDemo(openDb(db), dayOf(now), now)
  else {
    const { faults } = await importList({
      ctx: { db: openDb(awake(db)), clock: systemClock },
      kind: 'towns',
      bytes: gunzipSync(readFileSync(join(root, 'test/bench/data/towns.csv.gz'))),
      area: bureaus[stations] || undefined,
      makeStations: true,
    })
    if (faults[0]) throw new Error(`The list of towns was refused: ${JSON.stringify(faults[0])}`)
    await db
      .prepare(
        `DELETE FROM schedule WHERE service_point_id NOT IN (
           SELECT id FROM service_point WHERE name_zh LIKE ?1 ORDER BY slug LIMIT ?2)`,
      )
      .bind(`${sought}%`, taking)
      .run()
  }
  await runJobs()
}

/**
 * An import of a whole country plans for seconds without giving way; the idle connection to the database is closed
 * meanwhile, which Node notices only when it is given a moment.
 */
function awake(db: D1Database): D1Database {
  return new Proxy(db, {
    get(target, property) {
      if (property === 'batch')
        return async (statements: D1PreparedStatement[]) => {
          await pause(20)
          return target.batch(statements)
        }
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
