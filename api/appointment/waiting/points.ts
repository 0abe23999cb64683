import { MINUTE } from '../../calendar/day.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { tooLong } from '../place.ts'
import type { BookingRules } from '../rules.ts'
import type { Wanted } from '../visit.ts'
import type { OfferedRow } from './joinQuery.ts'

/** Where it can be waited for, each service point once. Throws invalid-input, matter-not-offered. */
export function pointsOf(
  slugs: readonly string[],
  offered: readonly OfferedRow[],
  wanted: Wanted,
  rules: BookingRules,
): (OfferedRow & { minutes: number })[] {
  const { matterCode, alsoMatters, people } = wanted
  const errors: FieldError[] = []
  if (slugs.length > rules.waitingPointsMost)
    errors.push({
      pointer: '/stations',
      code: 'stations.too-many',
      params: { most: rules.waitingPointsMost },
    })
  const points = slugs.flatMap((slug, at) => {
    const here = offered.filter((row) => row.slug === slug)
    const main = here.find(({ code }) => code === matterCode)
    if (!main) {
      errors.push({ pointer: `/stations/${at}`, code: 'station.unknown' })
      return []
    }
    if (!main.offered) throw new Problem('matter-not-offered', { extra: { station: slug } })
    for (const [place, code] of alsoMatters.entries()) {
      const other = here.find((row) => row.code === code)
      if (!other?.offered || other.counterGroup !== main.counterGroup)
        errors.push({ pointer: `/alsoMatters/${place}`, code: 'matter.apart' })
    }
    return [main]
  })
  const minutes =
    offered.filter(({ slug }) => slug === slugs[0]).reduce((sum, row) => sum + row.minutes, 0) * people
  const long = tooLong(wanted, minutes * MINUTE, rules)
  if (long) errors.push(long)
  if (errors.length) throw new Problem('invalid-input', { errors })
  return [...new Map(points.map((point) => [point.pointId, { ...point, minutes }])).values()]
}
