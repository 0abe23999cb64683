import type { AuditAction } from '../audit/action.ts'
import { quietLeaf } from '../audit/append.ts'
import type { Tally } from './changes.ts'
import type { Fault, Note } from './fault.ts'
import { planHolidays } from './holidays.ts'
import { planHours } from './hours.ts'
import { planOfficers } from './officers.ts'
import type { ImportInput, Plan } from './plan.ts'
import { planSchedules } from './schedules.ts'
import { planStations } from './stations.ts'
import { planTowns } from './towns.ts'

/** The lists a bureau can bring in. */
export const listKinds = ['towns', 'stations', 'officers', 'hours', 'schedules', 'holidays'] as const
export type ListKind = (typeof listKinds)[number]

const kinds: Record<ListKind, { plan(input: ImportInput): Promise<Plan>; action: AuditAction }> = {
  towns: { plan: planTowns, action: 'import.town' },
  stations: { plan: planStations, action: 'import.station' },
  officers: { plan: planOfficers, action: 'import.officer' },
  hours: { plan: planHours, action: 'import.hours' },
  schedules: { plan: planSchedules, action: 'import.schedule' },
  holidays: { plan: planHolidays, action: 'import.calendar' },
}

export interface Imported {
  faults: Fault[]
  notes: Note[]
  tallies: Record<string, Tally>
  /** False on a dry run, where there is a fault, and where nothing differs. */
  written: boolean
}

/**
 * Reads a list and brings the bureau up to date with it: everything in one batch with its audit leaf, or, where one
 * row is bad, nothing at all. Rows the file does not name are left alone. The leaf holds counts only.
 */
export async function importList(
  input: ImportInput & { kind: ListKind; dryRun?: boolean | undefined },
): Promise<Imported> {
  const { ctx, kind, dryRun, progress } = input
  const { plan, action } = kinds[kind]
  const { faults, notes, tallies, statements, later = [] } = await plan(input)
  const [first, ...rest] = statements
  if (faults.length || dryRun || !first) return { faults, notes, tallies, written: false }
  const facts = Object.fromEntries(
    Object.entries(tallies).flatMap(([table, tally]) =>
      (['new', 'changed', 'same'] as const).map((what) => [`${table}.${what}`, tally[what]] as const),
    ),
  )
  const leaf = await quietLeaf(ctx, { action, subject: kind, facts })
  const said = (done: number) => progress?.({ zh: '写入', en: 'writing' }, done, later.length + 1)
  said(0)
  await ctx.db.batch([first, ...rest, leaf.statement])
  for (const [i, part] of later.entries()) {
    said(i + 1)
    const [head, ...tail] = part()
    if (head) await ctx.db.batch([head, ...tail])
  }
  return { faults, notes, tallies, written: true }
}
