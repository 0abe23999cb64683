import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { newId } from '../../shared/id.ts'
import { cutSlots, type DayPlan } from '../dayPlan.ts'
import type { ReleasePlace } from './seed.ts'

/** A slot about to be written. */
export interface NewSlot extends ReleasePlace {
  id: string
  startsAt: number
  endsAt: number
  closesAt: number
  capPublic: number
  capPhone: number
  capCounter: number
}

/** The slots of a day as its plan has them now. */
export function slotsOf(place: ReleasePlace, planned: DayPlan): NewSlot[] {
  return cutSlots(planned).map((slot) => ({ id: newId('sl'), ...place, ...slot }))
}

/** Statement: writes slots; a slot is made once (guard what it changed). */
export function insertSlots(ctx: Ctx, slots: readonly NewSlot[], now: number) {
  return exec(
    ctx.db,
    sql`INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at,
          cap_public, cap_phone, cap_counter, released_at)
        SELECT value ->> 'id', value ->> 'pointId', value ->> 'counterGroup', value ->> 'day', value ->> 'startsAt',
          value ->> 'endsAt', value ->> 'closesAt', value ->> 'capPublic', value ->> 'capPhone', value ->> 'capCounter', ${now}
        FROM json_each(${JSON.stringify(slots)}) WHERE true
        ON CONFLICT (service_point_id, counter_group, starts_at) DO NOTHING`,
  )
}
