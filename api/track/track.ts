import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { openField } from '../appointment/change.ts'
import { closedOf, closureOfVisit } from '../appointment/closedVisit.ts'
import { bookingByReference, nearestFree } from '../appointment/query.ts'
import { slotView } from '../appointment/view.ts'
import { visitOf } from '../appointment/visit.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import type { Track } from './schema.ts'
import { type LeafRow, timelineOf } from './timeline.ts'

const statusTexts = {
  booked: { zh: '已预约', en: 'Booked' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  ended: { zh: '已结束', en: 'Over' },
}

/**
 * What became of a record, for whoever holds its reference and code. Unknown, wrong and withheld are
 * answered alike. Throws invalid-input, record-not-found, too-many-tries.
 */
export async function track({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<Track> {
  const { reference } = referenceOf(input.reference)
  const [tries, found, closures, leaves] = await ctx.db.batch([
    triesFor(ctx, reference),
    bookingByReference(ctx, reference),
    closureOfVisit(ctx, reference),
    rows<LeafRow>(
      ctx.db,
      sql`SELECT action, body ->> 'at' AS at FROM audit_leaf WHERE subject = ${reference} ORDER BY 2 DESC LIMIT 40`,
    ),
  ])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  const closed = closedOf(closures)
  const [free] = closed ? await ctx.db.batch([nearestFree(ctx, row)]) : [[]]
  const changeable = row.state === 'booked' && row.startsAt > ctx.clock.now()
  return {
    reference,
    kind: 'appointment',
    status: row.state,
    statusText: statusTexts[row.state],
    timeline: timelineOf(row, leaves),
    dueAt: row.state === 'booked' ? toIso(row.startsAt) : null,
    can: changeable ? ['move', 'cancel', 'calendar'] : row.state === 'cancelled' ? ['calendar'] : [],
    appointment: {
      visit: visitOf(row),
      applicantName: maskName((await openField(ctx, row, 'name', row.name)) ?? ''),
      applicantPhone: maskPhone((await openField(ctx, row, 'phone', row.phone)) ?? ''),
      helperName: row.helperName
        ? maskName((await openField(ctx, row, 'helper_name', row.helperName)) ?? '')
        : null,
      version: row.version,
      phoneConfirmed: row.phoneConfirmedAt !== null,
      closed,
      suggestions: free.map(slotView),
    },
  }
}
