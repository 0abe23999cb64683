import type { AuditAction } from '../audit/action.ts'
import { quietLeaf } from '../audit/append.ts'
import type { Tally } from './changes.ts'
import type { Fault, Note } from './fault.ts'
import { planHolidays } from './holidays.ts'
import { planHours } from './hours.ts'
import { planOfficers } from './officers.ts'
import type { ImportInput, Part, Plan } from './plan.ts'
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
 * row is bad, nothing at all. What is too much for one batch follows in batches with leaves of their own, so that a
 * run that broke off has attested what it wrote. Rows the file does not name are left alone. A leaf holds counts only.
 */
export async function importList(
  input: ImportInput & { kind: ListKind; dryRun?: boolean | undefined },
): Promise<Imported> {
  const { ctx, kind, dryRun, progress } = input
  const { plan, action } = kinds[kind]
  const { faults, notes, tallies, statements, later = [] } = await plan(input)
  if (faults.length || dryRun || !statements[0]) return { faults, notes, tallies, written: false }
  const own = later.reduce((left, part) => without(left, part.tallies), tallies)
  const parts: Part[] = [{ statements: () => statements, tallies: own }, ...later]
  for (const [i, part] of parts.entries()) {
    progress?.({ zh: '写入', en: 'writing' }, i, parts.length)
    const leaf = await quietLeaf(ctx, { action, subject: kind, facts: factsOf(part.tallies) })
    await ctx.db.batch([leaf.statement, ...part.statements()])
  }
  return { faults, notes, tallies, written: true }
}

const sorts = ['new', 'changed', 'same'] as const

function factsOf(tallies: Record<string, Tally>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(tallies).flatMap(([table, tally]) =>
      sorts.map((sort) => [`${table}.${sort}`, tally[sort]] as const),
    ),
  )
}

/** What is left of these counts when a part of them is taken away. */
function without(tallies: Record<string, Tally>, part: Record<string, Tally>): Record<string, Tally> {
  const left = { ...tallies }
  for (const [table, less] of Object.entries(part)) {
    const of = left[table]
    if (of)
      left[table] = { new: of.new - less.new, changed: of.changed - less.changed, same: of.same - less.same }
  }
  return left
}
