import type { StationSetting } from '../../schema/checklist.ts'
import type { DemoPoint } from './types.ts'

const county: Partial<Record<string, [StationSetting, number]>> = {
  chengguan: ['urban', 23],
  qingshi: ['town', 14],
  nanqiao: ['town', 11],
}

/** Invented figures for the checklist of grading; most stations are small, some miss a line. */
export function demoFacts(points: readonly DemoPoint[]) {
  return points
    .filter(({ kind }) => kind === 'station')
    .map(({ slug }, i) => {
      const [setting, officers] = county[slug] ?? [i % 3 === 2 ? 'township' : 'town', 6 + ((i * 5) % 9)]
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
