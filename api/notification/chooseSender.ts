import type { Settings } from '../env.ts'
import type { Clock } from '../shared/clock.ts'
import { consoleSender } from './consoleSender.ts'
import { emailSender } from './emailSender.ts'
import type { Sender } from './sender.ts'
import { webhookSender } from './webhookSender.ts'

/** The way of sending the bureau has set. */
export function chooseSender(
  settings: Settings,
  { clock, email }: { clock: Clock; email?: SendEmail },
): Sender {
  if (settings.sender === 'webhook') return webhookSender({ ...settings.webhook, clock })
  if (settings.sender === 'email') return emailSender({ binding: email, from: settings.emailFrom })
  return consoleSender
}
