import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { insertAll } from '../../db/seed/insertAll.ts'
import { addDays, isWeekend } from '../calendar/day.ts'
import { choice, day, words } from './cells.ts'
import { compare } from './changes.ts'
import { needed, optional, readRows } from './columns.ts'
import type { Fault } from './fault.ts'
import { type ImportInput, noPlan, type Plan } from './plan.ts'

/** The columns of the list `holidays`: the notice of one calendar year (docs/import.md). */
export const holidayColumns = {
  day: needed(['day', '日期', '开始日期', 'from'], day),
  to: optional(['to', '结束日期', '至'], day, ''),
  kind: needed(
    ['kind', '类型', '安排'],
    choice<'holiday' | 'workday'>({
      holiday: ['放假', '休', '休息'],
      workday: ['上班', '班', '调休', '调休上班'],
    }),
  ),
  name: needed(['name', '名称', '节日'], words(40)),
  nameEn: optional(['nameEn', '英文名称', '英文名'], words(80), ''),
}

const longest = 31

interface DayRow {
  line: number
  day: string
  kind: 'holiday' | 'workday'
  name_zh: string
  name_en: string
}

/** Replaces the days of one year by those of its notice, and makes the year official. */
export async function planHolidays({ ctx, bytes, source = '' }: ImportInput): Promise<Plan> {
  const { rows: list, faults, notes } = readRows(bytes, holidayColumns)
  const days = list.flatMap(({ line, day, to, kind, name, nameEn }): DayRow[] => {
    const last = to || day
    if (last < day) faults.push({ line, column: 'to', code: 'order', about: { opens: day }, found: last })
    else if (last >= addDays(day, longest))
      faults.push({ line, column: 'to', code: 'days-many', about: { most: longest }, found: last })
    else {
      const count = Math.round((Date.parse(last) - Date.parse(day)) / 86_400_000) + 1
      return Array.from({ length: count }, (_, i) => ({
        line,
        day: addDays(day, i),
        kind,
        name_zh: name,
        name_en: nameEn || name,
      }))
    }
    return []
  })
  faults.push(...dayFaults(days))
  if (faults.length) return noPlan(faults, notes)
  const year = Number(days[0]?.day.slice(0, 4))
  const [before] = await ctx.db.batch([
    rows<Omit<DayRow, 'line'>>(
      ctx.db,
      sql`SELECT day, kind, name_zh, name_en FROM calendar_day WHERE day BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`,
    ),
  ])
  const wanted = days.map(({ line: _, ...row }) => row)
  const old = new Map(before.map((row) => [row.day, row]))
  const { tally } = compare(wanted, old, (row) => row.day)
  return {
    faults,
    notes,
    tallies: { calendar_day: tally },
    statements: [
      exec(
        ctx.db,
        sql`INSERT INTO calendar_year (year, status, source_zh, source_en, certainty)
          VALUES (${year}, 'official', ${source}, ${source}, 'P')
          ON CONFLICT (year) DO UPDATE SET status = excluded.status, source_zh = excluded.source_zh,
            source_en = excluded.source_en, certainty = excluded.certainty`,
      ),
      exec(ctx.db, sql`DELETE FROM calendar_day WHERE day BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`),
      ...insertAll(ctx.db, 'calendar_day', wanted),
    ],
  }
}

function dayFaults(days: readonly DayRow[]): Fault[] {
  const year = days[0]?.day.slice(0, 4) ?? ''
  const lines = new Map<string, number>()
  return days.flatMap(({ line, day, kind }): Fault[] => {
    if (!day.startsWith(year))
      return [{ line, column: 'day', code: 'file-years', about: { year }, found: day }]
    const before = lines.get(day)
    if (before !== undefined)
      return [{ line, column: 'day', code: 'twice', about: { line: before }, found: day }]
    lines.set(day, line)
    return kind === 'workday' && !isWeekend(day)
      ? [{ line, column: 'day', code: 'works-already', found: day }]
      : []
  })
}
