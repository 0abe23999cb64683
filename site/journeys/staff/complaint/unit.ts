import type { StaffKey } from '../../../lib/staffPage.ts'

/** What a clock is counted in. */
export const unitKey = (unit: string): StaffKey =>
  unit === 'working_day'
    ? 'complaint.unit.working'
    : unit === 'hour'
      ? 'complaint.unit.hour'
      : 'complaint.unit.day'
