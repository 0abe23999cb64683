import { leafFor } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { voidWaiting } from '../notification/enqueue.ts'
import { changeBooking, textableOf } from './change.ts'
import { messagesFor } from './messages.ts'
import type { BookingRow } from './query.ts'
import { settleDay } from './waiting/settle.ts'

/**
 * Gives back the places of visits whose reason is gone, for the batch of whatever took it away; nobody's late cancelling.
 * `told`: the person hears of it in another text, so that none of its own is sent. `after` goes behind the batch: each
 * place is offered again. Undone as 'stale' when a visit was changed meanwhile.
 */
export async function giveBack(ctx: Ctx, held: readonly BookingRow[], { told }: { told: boolean }) {
  const given = await Promise.all(
    held.map(async (row) => {
      const leaf = await leafFor(ctx, {
        action: 'appointment.cancel',
        subject: row.reference,
        facts: { station: row.slug, startsAt: toIso(row.startsAt), late: false },
      })
      const messages = told
        ? { statements: [], now: [] }
        : await messagesFor(
            ctx,
            'appointment.cancelled',
            row.reference,
            row,
            await textableOf(ctx, row),
            row.locale,
          )
      return {
        statements: [
          ...changeBooking(ctx, row, { state: 'cancelled' }),
          leaf.statement,
          voidWaiting(ctx, row.reference),
          ...messages.statements,
        ],
        now: messages.now,
      }
    }),
  )
  return {
    statements: given.flatMap(({ statements }) => statements),
    after: () => {
      const now = given.flatMap((one) => one.now)
      if (now.length) ctx.after(() => ctx.wake(now))
      for (const row of held) ctx.after((later) => settleDay(later, row))
    },
  }
}
