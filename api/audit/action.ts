/** Everything the audit attests. A closed list: a write that is not here cannot be audited, and one must be added first. */
export const AUDIT_ACTIONS = [
  'appointment.book',
  'appointment.cancel',
  'appointment.move',
  'appointment.end',
  'schedule.publish',
  'import.calendar',
  'import.town',
  'import.station',
  'import.hours',
  'import.jurisdiction',
  'import.officer',
  'import.matter',
  'import.schedule',
  'key.rotate',
  'privacy.purge',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]
