import { MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { type MatterRow, nearestFree } from './query.ts'
import type { BookingRules } from './rules.ts'
import { slotView } from './view.ts'
import { alsoOf, isOpen, type VisitRow, type Wanted } from './visit.ts'

/**
 * Whether these matters can share one visit, by what is known of them without a time: each exists and can be booked,
 * none twice, none that is only for itself, not more than the rules allow. Throws invalid-input beside its field.
 */
export function requireTogether(wanted: Wanted, matters: readonly MatterRow[], rules: BookingRules): void {
  const { matterCode, alsoMatters, people } = wanted
  const errors: FieldError[] = []
  for (const [place, code] of [matterCode, ...alsoMatters].entries()) {
    const pointer = place === 0 ? '/matterCode' : `/alsoMatters/${place - 1}`
    const found = matters.find((matter) => matter.code === code)
    if (!found) errors.push({ pointer, code: 'matter.unknown' })
    else if (!found.bookable) errors.push({ pointer, code: 'matter.not-bookable' })
    else if (alsoMatters.length && found.alone) errors.push({ pointer, code: 'matter.alone' })
    else if (alsoMatters.indexOf(code) !== place - 1 && place > 0)
      errors.push({ pointer, code: 'matter.twice' })
    else if (place > 0 && code === matterCode) errors.push({ pointer, code: 'matter.twice' })
  }
  if (1 + alsoMatters.length > rules.mattersMost)
    errors.push({ pointer: '/alsoMatters', code: 'matters.too-many', params: { most: rules.mattersMost } })
  if (people > rules.peopleMost)
    errors.push({ pointer: '/people', code: 'people.too-many', params: { most: rules.peopleMost } })
  if (errors.length) throw new Problem('invalid-input', { errors })
}

interface VisitSize {
  alsoMatters: readonly unknown[]
  people: number
}

/** Beside what makes a visit of this length, ms, too long; null when it is not. One matter of one person never is. */
export function tooLong(
  { alsoMatters, people }: VisitSize,
  length: number,
  { visitMinutesMost: most }: BookingRules,
): FieldError | null {
  if ((alsoMatters.length === 0 && people <= 1) || length <= most * MINUTE) return null
  return { pointer: people > 1 ? '/people' : '/alsoMatters', code: 'visit.too-long', params: { most } }
}

/** Whether a visit of this length, ms, is not too long. Throws invalid-input. */
export function requireShort(size: VisitSize, length: number, rules: BookingRules): void {
  const error = tooLong(size, length, rules)
  if (error) throw new Problem('invalid-input', { errors: [error] })
}

/**
 * Whether the public can take its places for this visit, now. Throws invalid-input for what does not exist or is too
 * long, matter-not-offered, slot-closed (past, or within the lead time) and slot-full (no run long enough), both with
 * the nearest free.
 */
export async function requireBookable(
  ctx: Ctx,
  visit: VisitRow | undefined,
  rules: BookingRules,
): Promise<VisitRow> {
  if (!visit) throw invalid('/slotId', 'slot.unknown')
  const others = alsoOf(visit)
  if (!visit.offered || visit.slotGroup !== visit.matterGroup) throw new Problem('matter-not-offered')
  for (const [place, { offered, group }] of others.entries())
    if (!offered || group !== visit.slotGroup) throw invalid(`/alsoMatters/${place}`, 'matter.apart')
  requireShort({ alsoMatters: others, people: visit.people }, visit.length, rules)
  if (visit.closesAt <= ctx.clock.now()) throw await withNearest(ctx, 'slot-closed', visit)
  if (visit.endsAt - visit.startsAt < visit.length) throw await withNearest(ctx, 'slot-full', visit)
  if (!isOpen(visit)) throw await withNearest(ctx, 'slot-closed', visit)
  return visit
}

/** The place is gone: says so together with the nearest that are still free. */
export async function withNearest(
  ctx: Ctx,
  code: 'slot-full' | 'slot-closed',
  visit: VisitRow,
): Promise<Problem> {
  const [free] = await ctx.db.batch([nearestFree(ctx, visit)])
  return new Problem(code, { extra: { nearest: free.map(slotView) } })
}
