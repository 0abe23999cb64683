import type { DatabaseSync } from 'node:sqlite'
import { addDays, at, DAY, HOUR, MINUTE } from '../../api/calendar/day.ts'
import { addQuarters, daysOfPeriod, mondayOf, quarterAt } from '../../api/calendar/period.ts'

/*
 * Nobody sets the clock of the served house: its pages live now, and only its jobs take the moment they are told. So the
 * quarter of the story is the one that is just over, its weeks are closed by jobs at Mondays of it, and what was done through
 * the pages is put back into it once, before anything of it is published.
 */

/** The quarter of the story, and the two Mondays on which a week of it is closed. */
export function storyAt(now: number) {
  const quarter = addQuarters(quarterAt(now), -1)
  const last = mondayOf(daysOfPeriod(quarter).to)
  return { quarter, mondays: [addDays(last, -7), last] as const }
}
export type Story = ReturnType<typeof storyAt>

/** The moment at which a job closes the week before a Monday. */
export const closing = (monday: string) => at(monday, '00:35')
/** The last moment at which all jobs ran, and the last at which only those of every minute did. */
export const fullRun = (now: number) => Math.floor(now / (5 * MINUTE)) * 5 * MINUTE
export const minuteRun = (now: number) => fullRun(now) - MINUTE
/** The moment at which jobs end the quarter: now, or in the very first hour of the next one when that is over. */
export const ending = ({ quarter }: Story, now: number) =>
  Math.max(fullRun(now), at(addDays(daysOfPeriod(quarter).to, 1), '01:05'))

/** Does by hand what the triggers of some tables refuse, and puts them back. */
function byHand(db: DatabaseSync, tables: readonly string[], change: () => void): void {
  const kept = tables.flatMap((table) =>
    db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?").all(table),
  )
  for (const { name } of kept) db.exec(`DROP TRIGGER ${name}`)
  change()
  for (const { sql } of kept) db.exec(String(sql))
}

/** So many of a level at a station. */
type Many = readonly [slug: string, level: number, n: number]

/** Other people's ratings of a week, as rows; what is made of them is the house's own work. */
function rated(db: DatabaseSync, { quarter }: Story, monday: string, many: readonly Many[]): void {
  const put = db.prepare(
    `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, standing, tallied_in)
     SELECT ?, ?, 'visit', id, 'id-card', 'onsite', ?, 'counted', ? FROM service_point WHERE slug = ?`,
  )
  for (const [slug, level, n] of many)
    for (let i = 0; i < n; i += 1)
      put.run(`ra_${monday}-${slug}-${level}-${i}`, addDays(monday, -7), level, quarter, slug)
}

/** Other people's waiting at the counter: in time (1) or longer (0). */
function waited(db: DatabaseSync, { quarter }: Story, monday: string, many: readonly Many[]): void {
  const put = db.prepare(
    `INSERT INTO evaluation_event
     SELECT 'waiting.promise', ?, id, 'counter', ?, ?, ?, NULL FROM service_point WHERE slug = ?`,
  )
  for (const [slug, level, n] of many)
    for (let i = 0; i < n; i += 1)
      put.run(`tk_${monday}-${slug}-${level}-${i}`, level, addDays(monday, -3), quarter, slug)
}

/** Nothing was evaluated yet, and a first week of other people waits to be published. */
export function firstWeek(db: DatabaseSync, story: Story): void {
  const tables = ['period', 'close', 'cell', 'result', 'tally', 'event'].map((name) => `evaluation_${name}`)
  byHand(db, [...tables, 'rating'], () => {
    for (const table of tables) db.exec(`DELETE FROM ${table}`)
    // Those of the demonstration's past go with the sums they made.
    db.exec('DELETE FROM rating WHERE id NOT IN (SELECT rating_id FROM rectification)')
  })
  const [monday] = story.mondays
  rated(db, story, monday, [
    ...(
      [
        [5, 40],
        [4, 20],
        [3, 6],
      ] as const
    ).map(([level, n]): Many => ['qingshi', level, n]),
    ...(
      [
        [5, 70],
        [4, 30],
        [2, 8],
      ] as const
    ).map(([level, n]): Many => ['nanqiao', level, n]),
    ...(
      [
        [5, 20],
        [4, 25],
        [3, 12],
        [1, 6],
      ] as const
    ).map(([level, n]): Many => ['donghu', level, n]),
    ...(
      [
        [5, 90],
        [4, 10],
      ] as const
    ).map(([level, n]): Many => ['sanhe', level, n]),
  ])
  waited(db, story, monday, [
    ['qingshi', 1, 40],
    ['qingshi', 0, 10],
    ['nanqiao', 1, 80],
    ['nanqiao', 0, 5],
    ['donghu', 1, 30],
    ['donghu', 0, 12],
  ])
  db.prepare(
    `INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
     SELECT ?, id, 'unrated', 'id-card', 1, 240 FROM service_point WHERE slug = 'qingshi'`,
  ).run(story.quarter)
}

/** A second week: the others’, and ours, which is put back into the quarter as it was noted. */
export function secondWeek(db: DatabaseSync, story: Story): void {
  const { quarter, mondays } = story
  const monday = mondays[1]
  byHand(db, ['rating', 'evaluation_event'], () => {
    db.prepare(
      'UPDATE rating SET week = ?, tallied_in = ? WHERE id IN (SELECT rating_id FROM rectification)',
    ).run(addDays(monday, -7), quarter)
    db.prepare('UPDATE evaluation_event SET day = ?, period = ? WHERE period <> ?').run(
      addDays(monday, -3),
      quarter,
      quarter,
    )
    db.prepare(
      `INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
       SELECT ?1, service_point_id, indicator, grp, level, n FROM evaluation_tally WHERE period <> ?1
       ON CONFLICT DO UPDATE SET n = n + excluded.n`,
    ).run(quarter)
    db.prepare('DELETE FROM evaluation_tally WHERE period <> ?').run(quarter)
  })
  rated(db, story, monday, [
    ['qingshi', 5, 10],
    ['qingshi', 2, 9],
  ])
  waited(db, story, monday, [['qingshi', 1, 19]])
}

/** The day of a booking has come: its place is now. */
export function dayCame(db: DatabaseSync, slotId: string, now: number, today: string): void {
  byHand(db, ['booking'], () => {
    db.prepare('UPDATE slot SET day = ?, starts_at = ?, ends_at = ?, closes_at = ? WHERE id = ?').run(
      today,
      now,
      now + MINUTE,
      now,
      slotId,
    )
    db.prepare('UPDATE booking SET ends_at = ? WHERE slot_id = ?').run(now + MINUTE, slotId)
  })
}

/** Whoever has a number has waited for three quarters of an hour. */
export const waitedLong = (db: DatabaseSync) =>
  db.prepare('UPDATE ticket SET issued_at = issued_at - ?1, due_at = due_at - ?1').run(45 * MINUTE)

/** The night goes by for the text about the end of a rectification. */
export const toldAtOnce = (db: DatabaseSync, id: string, now: number) =>
  db
    .prepare(
      "UPDATE outbox SET created_at = ?, not_before = ? WHERE template = 'rating.closed' AND reference = ?",
    )
    .run(now - 3 * HOUR, now - 30 * MINUTE, id)

/** The hours go by until a rating opens; gives when that was to be, as it was drawn. */
export function opened(db: DatabaseSync, reference: string, now: number): number {
  const { opens_at: drawn } = db
    .prepare('SELECT opens_at FROM rating_invite WHERE subject = ?')
    .get(reference) as { opens_at: number }
  db.prepare('UPDATE rating_invite SET opens_at = ?, closes_at = ? WHERE subject = ?').run(
    now - 30 * MINUTE,
    now + 29 * DAY,
    reference,
  )
  db.prepare(
    "UPDATE outbox SET created_at = ?, not_before = ? WHERE template = 'rating.asked' AND reference = ?",
  ).run(now - 3 * HOUR, now - 30 * MINUTE, reference)
  return drawn
}
