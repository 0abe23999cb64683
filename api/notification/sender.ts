import type { Recipient } from './message.ts'

/** One message, ready to go out. */
export interface Outgoing {
  /** The outbox row: what a provider can tell a repetition by. */
  id: string
  to: Recipient
  subject: string
  text: string
  reference: string
}

/** What became of it. `reason` is for the log and never quotes the message. */
export type Sent = { ok: true } | { ok: false; permanent: boolean; reason: string }

/** The port every way of sending stands behind. `send` never throws. */
export interface Sender {
  send(message: Outgoing): Promise<Sent>
}

export const refused = (reason: string): Sent => ({ ok: false, permanent: true, reason })
export const failed = (reason: string): Sent => ({ ok: false, permanent: false, reason })
