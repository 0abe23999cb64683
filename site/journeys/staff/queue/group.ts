import type { StaffPage } from '../../../lib/staffPage.ts'

const names = {
  household: 'queue.group.household',
  'exit-entry': 'queue.group.exit-entry',
  general: 'queue.group.general',
} as const

/** A counter group in words; '' and what is not known are all of them. */
export const groupName = ({ t }: StaffPage, group: string): string =>
  t(group in names ? names[group as keyof typeof names] : 'queue.seat.all')
