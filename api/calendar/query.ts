import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import type { Day } from './day.ts'
import type { Certainty, DeadlineRule, DeadlineScope, DeadlineUnit, ExtensionLimit } from './deadlineRule.ts'
import { type Calendar, calendarFrom, type YearStatus } from './workingDays.ts'

export interface YearRow {
  year: number
  status: YearStatus
  source_zh: string
  source_en: string
  certainty: Certainty
}

export interface DayRow {
  day: Day
  kind: 'holiday' | 'workday'
  name_zh: string
  name_en: string
}

/** Statement: the years a span of days touches. Both may be expressions the database works out. */
export function yearRows(db: Db, from: Day | SQL, to: Day | SQL) {
  return rows<YearRow>(
    db,
    sql`SELECT year, status, source_zh, source_en, certainty FROM calendar_year
      WHERE year BETWEEN CAST(substr(${from}, 1, 4) AS INTEGER) AND CAST(substr(${to}, 1, 4) AS INTEGER)
      ORDER BY year`,
  )
}

/** Statement: the days of a span, both ends included, that differ from the plain week. */
export function dayRows(db: Db, from: Day | SQL, to: Day | SQL) {
  return rows<DayRow>(
    db,
    sql`SELECT day, kind, name_zh, name_en FROM calendar_day WHERE day BETWEEN ${from} AND ${to} ORDER BY day`,
  )
}

/** The calendar out of what `yearRows` and `dayRows` read for one span. */
export function readCalendar(years: readonly YearRow[], days: readonly DayRow[]): Calendar {
  return calendarFrom({
    years: years.map((row) => ({
      year: row.year,
      status: row.status,
      source: { zh: row.source_zh, en: row.source_en },
    })),
    days: days.map((row) => ({ day: row.day, kind: row.kind, name: { zh: row.name_zh, en: row.name_en } })),
  })
}

export interface RuleRow {
  id: string
  rule_key: string
  version: number
  name_zh: string
  name_en: string
  value: number
  unit: DeadlineUnit
  start_event_zh: string
  start_event_en: string
  rolls: number
  extension: string | null
  basis_zh: string
  basis_en: string
  certainty: Certainty
  scope: DeadlineScope
  effective_from: Day
  effective_to: Day | null
}

/** Which of overlapping versions holds is the engine's business (`ruleInForce`). */
const inForce = (day: Day) =>
  sql`effective_from <= ${day} AND (effective_to IS NULL OR effective_to >= ${day})`

/** Statement: the deadline rules in force on a day, by key, newest version first. */
export function ruleRows(db: Db, day: Day) {
  return rows<RuleRow>(
    db,
    sql`SELECT * FROM deadline_rule WHERE ${inForce(day)} ORDER BY rule_key, version DESC LIMIT 200`,
  )
}

/** Statement: the version of one clock in force on a day, or no row. */
export function ruleRow(db: Db, key: string, day: Day) {
  return rows<RuleRow>(
    db,
    sql`SELECT * FROM deadline_rule WHERE rule_key = ${key} AND ${inForce(day)} ORDER BY version DESC LIMIT 1`,
  )
}

/** Statement: the rules of these keys in force on a day, the newest version of each. */
export function rulesByKey(db: Db, keys: readonly string[], day: Day) {
  return rows<RuleRow>(
    db,
    sql`SELECT * FROM deadline_rule r WHERE rule_key IN (SELECT value FROM json_each(${JSON.stringify(keys)})) AND ${inForce(day)}
          AND version = (SELECT max(version) FROM deadline_rule WHERE rule_key = r.rule_key AND ${inForce(day)})`,
  )
}

/** A day no count of this rule reaches from `day`: working days make at most twice as many, and long holidays. */
export function reachOf(key: string, day: Day): SQL {
  return sql`(SELECT date(${day}, '+' || (max(value) * 2 + 40) || ' days') FROM deadline_rule WHERE rule_key = ${key})`
}

/** A rule as the engine takes it. */
export function readRule(row: RuleRow): DeadlineRule {
  return {
    id: row.id,
    key: row.rule_key,
    version: row.version,
    name: { zh: row.name_zh, en: row.name_en },
    value: row.value,
    unit: row.unit,
    startEvent: { zh: row.start_event_zh, en: row.start_event_en },
    rollsToWorkingDay: row.rolls === 1,
    basis: { zh: row.basis_zh, en: row.basis_en },
    certainty: row.certainty,
    scope: row.scope,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    ...(row.extension && { extension: JSON.parse(row.extension) as ExtensionLimit }),
  }
}
