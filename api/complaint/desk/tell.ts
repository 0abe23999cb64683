import type { Ctx } from '../../context.ts'
import { messageFor } from '../../notification/enqueue.ts'
import { readPhone } from '../../privacy/phone.ts'
import type { ComplaintRow } from '../query.ts'
import { unsealed } from '../sealed.ts'

/** What a text to its author says: that something is there, never what, nor which kind it is of. */
export type ComplaintTiding = 'moved' | 'asked' | 'answered' | 'reminder' | 'published' | 'date'

/** The text to its author (`open`: with the public page of it), for the batch of the write; null for an anonymous one, or where no number takes texts. */
export async function tellAuthor(ctx: Ctx, row: ComplaintRow, tiding: ComplaintTiding, open?: string) {
  if (row.anonymous || row.phone === null) return null
  const number = await unsealed(ctx, 'complaint', row.id, 'phone', row.phone)
  const read = number === null ? null : readPhone(number)
  if (!read?.ok || read.kind !== 'mobile') return null
  return messageFor(ctx, {
    template: 'complaint.news',
    locale: row.locale,
    reference: row.reference,
    phone: read.value,
    data: { reference: row.reference, tiding, ...(open && { open }) },
  })
}

/** Statements of a message, and what runs once it is written. */
export const withMessage = (ctx: Ctx, message: Awaited<ReturnType<typeof tellAuthor>>) => ({
  statements: message ? [message.statement] : [],
  after: () => {
    if (message) ctx.after(() => ctx.wake([message.id]))
  },
})
