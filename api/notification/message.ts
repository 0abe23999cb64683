import type { Text } from '../shared/text.ts'

/** What a message about a visit says. Never the person's name, a document number or the access code. */
export interface VisitWords {
  /** ISO 8601 with offset. */
  startsAt: string
  pointName: Text
  matterName: Text
  reference: string
  address: Text
  /** The service point's own line. */
  phone: string
}

/** Every message this house sends, by its template. */
export interface Messages {
  'appointment.booked': VisitWords
  'appointment.moved': VisitWords
  'appointment.cancelled': VisitWords
  'appointment.reminder': VisitWords
}

export type Template = keyof Messages

export const templates = [
  'appointment.booked',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.reminder',
] as const satisfies Template[]

/** Where a message goes. */
export type Recipient = { phone: string } | { email: string }
