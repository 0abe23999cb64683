import type { StationSetting } from '../../schema/checklist.ts'
import { towns } from './towns.ts'
import type { DemoPoint } from './types.ts'

const county: Partial<Record<string, [StationSetting, number]>> = {
  chengguan: ['urban', 23],
  qingshi: ['town', 14],
  nanqiao: ['town', 11],
}

/** A subdistrict is town, the others are what their name says. */
const settings = { subdistrict: 'urban', town: 'town', township: 'township' } as const

/** Invented figures for the checklist of grading; most stations are small, some miss a line. */
export function demoFacts(points: readonly DemoPoint[]) {
  return points
    .filter(({ kind }) => kind === 'station')
    .map(({ slug, townCode }, i) => {
      const kind = towns.find(({ code }) => code === townCode)?.kind
      const [setting, officers] = county[slug] ?? [settings[kind ?? 'town'], 6 + ((i * 5) % 9)]
      const communityOfficers = Math.max(2, Math.round(officers * 0.4))
      const rooms = 1 + (i % 3)
      return {
        slug,
        setting,
        officers,
        communityOfficers,
        residents: communityOfficers * (3600 + ((i * 397) % 2400)),
        roomsDue: rooms + (i % 5 === 4 ? 1 : 0),
        rooms,
      }
    })
}
