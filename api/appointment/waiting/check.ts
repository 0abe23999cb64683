import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { type FieldError, invalid, Problem } from '../../problem.ts'
import { readPeople } from '../applicant.ts'
import { requireTogether } from '../place.ts'
import { mattersWanted } from '../query.ts'
import { readRules, rulesOn } from '../rules.ts'
import { wantedOf } from '../wanted.ts'
import { offeredAt } from './joinQuery.ts'
import { pointsOf } from './points.ts'
import type { WaitChecked, WaitInput } from './schema.ts'
import { listRulesOf } from './standing.ts'
import { suitedDaysOf, weekdaysOf } from './suitedDays.ts'

/**
 * Reads a place on the list without taking it: what "check your answers" shows. Whether the person waits or has a
 * booking already is not said here, where asking costs nothing. One round trip. Throws invalid-input with the faults of
 * places, days and people together, matter-not-offered.
 */
export async function checkWaiting({ ctx, input }: { ctx: Ctx; input: WaitInput }): Promise<WaitChecked> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const wanted = wantedOf(input)
  const today = dayOf(ctx.clock.now())
  const [found, matters, offered] = await ctx.db.batch([
    rulesOn(ctx, today),
    mattersWanted(ctx, wanted),
    offeredAt(ctx, input.stations, wanted),
  ])
  const rules = readRules(found)
  requireTogether(wanted, matters, rules)
  const [points, suited, people] = allOf(
    () => pointsOf(input.stations, offered, wanted, rules),
    () => suitedDaysOf(input, today, rules),
    () => readPeople(ctx, input),
  )
  const named = (code: string) => {
    const { matterZh: zh = '', matterEn: en = '' } = offered.find((row) => row.code === code) ?? {}
    return { code, name: { zh, en } }
  }
  const { endsAt: _, weekdays, ...days } = suited
  const { applicant, helper, note } = people
  return {
    sought: {
      stations: points.map(({ slug, nameZh, nameEn, phone }) => ({
        slug,
        name: { zh: nameZh, en: nameEn },
        phone,
      })),
      matter: named(wanted.matterCode),
      alsoMatters: wanted.alsoMatters.map(named),
      people: wanted.people,
      minutes: points[0]?.minutes ?? 0,
      ...days,
      weekdays: weekdaysOf(weekdays),
    },
    applicant,
    helper,
    note,
    rules: listRulesOf(rules),
  }
}

/** What each part of a form says, or the faults of all of them. Throws invalid-input; anything else as it comes. */
function allOf<A, B, C>(...parts: [() => A, () => B, () => C]): [A, B, C] {
  const errors: FieldError[] = []
  const read = parts.map((part) => {
    try {
      return part()
    } catch (error) {
      if (!(error instanceof Problem) || !error.options.errors) throw error
      errors.push(...error.options.errors)
      return undefined
    }
  })
  if (errors.length) throw new Problem('invalid-input', { errors })
  return read as [A, B, C]
}
