import type { Ctx } from '../../api/context.ts'
import { messageFor } from '../../api/notification/enqueue.ts'
import type { Template, VisitWords } from '../../api/notification/message.ts'
import type { Outgoing, Sender, Sent } from '../../api/notification/sender.ts'

export const visitWords: VisitWords = {
  startsAt: '2026-11-26T09:30:00+08:00',
  pointName: { zh: '城关派出所', en: 'Chengguan Police Station' },
  matterName: { zh: '居民身份证补领', en: 'Replace a resident ID card' },
  reference: 'A-20261123-7K3M9Q',
  address: { zh: '开门县城关镇人民路1号', en: '1 Renmin Road, Chengguan Town' },
  phone: '000-0000-0011',
}

export const phone = '13800000001'

/** Puts one message into the outbox and gives its id. */
export async function queueMessage(
  ctx: Ctx,
  more: {
    template?: Template
    locale?: 'zh' | 'en'
    notBefore?: number
    email?: string
    reference?: string
    startsAt?: string
  } = {},
): Promise<string> {
  const { email, template = 'appointment.booked', locale = 'zh', reference = visitWords.reference } = more
  const to = email ? { email } : { phone }
  const { id, statement } = await messageFor(ctx, {
    ...to,
    template,
    locale,
    reference,
    data: { ...visitWords, startsAt: more.startsAt ?? visitWords.startsAt },
    ...(more.notBefore !== undefined && { notBefore: more.notBefore }),
  })
  await ctx.db.batch([statement])
  return id
}

/** A sender that keeps what it was given, and answers in turn. */
export function recordingSender(answers: Sent[] = []): Sender & { out: Outgoing[] } {
  const out: Outgoing[] = []
  return {
    out,
    send: async (message) => {
      out.push(message)
      return answers.shift() ?? { ok: true }
    },
  }
}
