import { areas } from './areas.ts'
import { closures, specialHours } from './closures.ts'
import { hours } from './hours.ts'
import { jurisdictions } from './jurisdictions.ts'
import { offers } from './offers.ts'
import { officers } from './officers.ts'
import { points } from './points.ts'
import { schedules } from './schedules.ts'
import { towns } from './towns.ts'
import type { DemoBureau } from './types.ts'

export type * from './types.ts'

/**
 * The fictional Kaimen County bureau (开门县公安局), so that no real station gets an invented score.
 * The same every time; only closures and special hours move with `today` (YYYY-MM-DD, Asia/Shanghai).
 */
export function demoBureau(today: string): DemoBureau {
  return {
    towns,
    points,
    areas,
    jurisdictions,
    officers,
    hours,
    schedules,
    offers,
    closures: closures(today),
    specialHours: specialHours(today),
  }
}
