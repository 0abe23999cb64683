import { toIso } from '../calendar/day.ts'
import type { SlotRow } from './query.ts'
import type { SlotView } from './schema.ts'

/** A slot as the public sees it: public places only. */
export function slotView({ id, startsAt, endsAt, capacity, used }: SlotRow): SlotView {
  return {
    id,
    startsAt: toIso(startsAt),
    endsAt: toIso(endsAt),
    capacity,
    remaining: Math.max(0, capacity - used),
  }
}
