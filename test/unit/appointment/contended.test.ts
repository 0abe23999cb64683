import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attempt, crowds, refusal, wrongCounts } from '../../support/crowd.ts'

const full = process.env.KAIMEN_PROVE === 'full'
const wanted = full ? 1_000_000 : 20_000

/**
 * D1 is SQLite with one writer: whatever crowds send arrives one after another. Here the same statements meet the same
 * migrations without the wire between, so that a million attempts are minutes and not hours.
 */
function migrated(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  const folder = 'db/migrations'
  for (const file of readdirSync(folder).sort()) db.exec(readFileSync(`${folder}/${file}`, 'utf8'))
  db.exec(`
    INSERT INTO service_point (id, slug, code, kind, name_zh, name_en, pinyin, initials, address_zh, address_en, phone, created_at, updated_at)
    VALUES ('sp', 'sp', '1', 'station', '派出所', 'Station', 'p', 'p', '路', 'Road', '000-0000-0001', 0, 0);
    INSERT INTO matter (code, group_code, counter_group, minutes, bookable, name_zh, name_en, summary_zh, summary_en, content, updated_at)
    VALUES ('ID-02', 'ID', 'household', 15, 1, '身份证', 'ID card', '', '', '{}', 0);`)
  return db
}

/** Four slots in a row and somebody on the list, far from those of the other crowds. */
function meetingPlace(db: DatabaseSync, caps: number[], name: number) {
  const quarter = 15 * 60_000
  const starts = name * 1_000 * quarter
  const insert = db.prepare(
    `INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at, cap_public, cap_phone, cap_counter, released_at)
     VALUES (?, 'sp', 'household', ?, ?, ?, ?, ?, 0, 0, 0)`,
  )
  const ids = caps.map((cap, i) => {
    const at = starts + i * quarter
    insert.run(`sl_${name}_${i}`, `day ${name}`, at, at + quarter, at, cap)
    return `sl_${name}_${i}`
  })
  db.prepare(
    `INSERT INTO waiting (id, reference, code_hash, ticket, state, matter_code, matters, minutes, from_day, to_day,
       person_key, contact_key, phone_key, locale, id_type, joined_day, created_at, updated_at, ends_at)
     VALUES (?1, ?1, '', ?1, 'waiting', 'ID-02', '["ID-02"]', 15, '2026-11-23', '2026-12-31', ?1, ?1, ?1, 'zh', 'none',
       '2026-11-23', 0, 0, 0)`,
  ).run(`wt_${name}`)
  return { ids, starts, waiting: `wt_${name}` }
}

test(`no place is given twice and none is lost in ${wanted} contended attempts`, {
  timeout: 3_600_000,
}, () => {
  const db = migrated()
  const prepared = new Map<string, StatementSync>()
  const told = { attempts: 0, given: 0, refused: 0, crowds: 0 }
  const perCrowd = full ? 20_000 : 2_000
  fc.assert(
    fc.property(crowds, (crowd) => {
      told.crowds += 1
      const place = meetingPlace(db, crowd.caps, told.crowds)
      for (let n = 0; n < perCrowd; n++) {
        const [sql, ...values] = attempt(crowd, place, n, `${told.crowds}_${n}`)
        const statement = prepared.get(sql) ?? db.prepare(sql)
        prepared.set(sql, statement)
        told.attempts += 1
        try {
          told.given += Number(statement.run(...values).changes) > 0 ? 1 : 0
        } catch (error) {
          expect(String(error)).toMatch(refusal)
        }
      }
      expect(db.prepare(wrongCounts).all(JSON.stringify(place.ids))).toEqual([])
    }),
    { numRuns: Math.ceil(wanted / perCrowd), ...(full ? {} : { seed: 20261123 }) },
  )
  told.refused = told.attempts - told.given
  expect(told.given).toBeGreaterThan(100)
  console.log(
    `PROVED ${JSON.stringify({ what: 'contended attempts at random capacities (1 to 50)', ...told, miscounted: 0 })}`,
  )
})
