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

/** The counter is closed at the time of a booked visit. */
export interface ClosedWords extends VisitWords {
  reason: Text
  /** The nearest times still free, ISO 8601 with offset; none, or up to three. */
  nearest: string[]
}

/** A one-time code for the number of a booking: the words for nobody else. */
export interface CodeWords {
  code: string
  reference: string
  /** ISO 8601 with offset. */
  expiresAt: string
}

/** Every message this house sends, by its template. */
export interface Messages {
  'appointment.booked': VisitWords
  'appointment.moved': VisitWords
  'appointment.cancelled': VisitWords
  'appointment.reminder': VisitWords
  'appointment.closed': ClosedWords
  'phone.code': CodeWords
}

export type Template = keyof Messages

export const templates = [
  'appointment.booked',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.reminder',
  'appointment.closed',
  'phone.code',
] as const satisfies Template[]

/** Where a message goes. */
export type Recipient = { phone: string } | { email: string }
