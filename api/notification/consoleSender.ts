import { maskEmail, maskPhone } from '../privacy/mask.ts'
import type { Sender } from './sender.ts'

/** For a demo or a first trial: the message stands in the log, its recipient masked. */
export const consoleSender: Sender = {
  async send({ to, text, reference }) {
    const recipient = 'phone' in to ? maskPhone(to.phone) : maskEmail(to.email)
    console.log(JSON.stringify({ message: reference, to: recipient, text }))
    return { ok: true }
  },
}
