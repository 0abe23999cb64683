import type { Ctx } from '../../context.ts'
import { triesFor } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { appointmentCalendar } from '../../shared/ics.ts'
import { complaintReference, letAuthorIn } from '../access.ts'
import { complaintByReference } from '../query.ts'
import { mediationsOf } from './query.ts'

/**
 * The date of one's dispute as an iCalendar file; a later date replaces it, one that is off takes it out. It says where to be
 * when, and nothing of the dispute. One round trip. Throws invalid-input, record-not-found, too-many-tries.
 */
export async function dateFile({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<string> {
  const reference = complaintReference(input.reference)
  const [tries, found, dates] = await ctx.db.batch([
    triesFor(ctx, reference),
    complaintByReference(ctx, reference),
    mediationsOf(ctx, reference),
  ])
  await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  const [last] = dates
  if (!last) throw new Problem('record-not-found')
  return appointmentCalendar({
    reference,
    sequence: last.n * 2 + Number(last.state === 'off'),
    cancelled: last.state === 'off',
    startsAt: last.startsAt,
    endsAt: last.endsAt,
    changedAt: last.endedAt ?? last.setAt,
    stampedAt: ctx.clock.now(),
    stationName: { zh: last.nameZh, en: last.nameEn },
    address: { zh: last.addressZh, en: last.addressEn },
    phone: last.phone,
    matterNames: [{ zh: '约定的见面', en: 'The meeting agreed on' }],
    origin: ctx.settings.origin,
    locale: ctx.locale,
  })
}
