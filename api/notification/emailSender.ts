import { failed, refused, type Sender } from './sender.ts'

/** What the platform says when a message can never be delivered to this address. */
const forGood = /^E_(RECIPIENT_|VALIDATION|FIELD_)/

/** Sends by the platform's e-mail binding. A recipient without an e-mail address is refused for good. */
export function emailSender({ binding, from }: { binding: SendEmail | undefined; from: string }): Sender {
  return {
    async send({ to, subject, text, id }) {
      if (!('email' in to)) return refused('no-email-address')
      if (!binding || !from) return failed('email-not-set')
      try {
        await binding.send({ from, to: to.email, subject, text, headers: { 'X-Kaimen-Message': id } })
        return { ok: true }
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
        return forGood.test(code) ? refused(`email-${code}`) : failed(`email-${code}`)
      }
    },
  }
}
