import type { Settings } from '../env.ts'
import type { Clock } from '../shared/clock.ts'
import { consoleSender } from './consoleSender.ts'
import { emailSender } from './emailSender.ts'
import type { Sender } from './sender.ts'
import { webhookSender } from './webhookSender.ts'

/**
 * The way of sending, by recipient: a phone by the bureau's setting; an e-mail address by the platform's binding where
 * there is one (in a trial without one it is printed like the rest).
 */
export function chooseSender(
  settings: Settings,
  { clock, email }: { clock: Clock; email?: SendEmail | undefined },
): Sender {
  const byPhone =
    settings.sender === 'webhook' ? webhookSender({ ...settings.webhook, clock }) : consoleSender
  const printed = settings.sender === 'console' && !email
  const byEmail = printed ? consoleSender : emailSender({ binding: email, from: settings.emailFrom })
  return { send: (message) => ('email' in message.to ? byEmail : byPhone).send(message) }
}
