import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { messageFor } from '../../notification/enqueue.ts'
import { textable } from '../../privacy/textable.ts'
import type { Text } from '../../shared/text.ts'
import { type VisitOn, visitText } from '../homeVisit.ts'
import type { ApplicationRow } from '../query.ts'

/** What a text about an application is to say. */
export type Tiding =
  | { template: 'application.moved' | 'application.message'; what: Text }
  | { template: 'application.reminder'; what: Text; until: number }
  | { template: 'application.visit'; on: Pick<VisitOn, 'day' | 'part'> }

/** The text to whoever filed it, for the batch of the write; null where there is no number that takes texts. */
export async function tell(ctx: Ctx, row: ApplicationRow, tiding: Tiding) {
  const phone = await textable(ctx.keys, {
    table: 'application',
    row: row.id,
    phone: row.phone,
    helperPhone: row.helperPhone,
  })
  if (phone === null) return null
  const { reference, locale } = row
  const words = {
    reference,
    what: 'on' in tiding ? visitText(tiding.on) : tiding.what,
    matterName: { zh: row.matterZh, en: row.matterEn },
    pointName: { zh: row.pointZh, en: row.pointEn },
    phone: row.pointPhone,
  }
  if (tiding.template === 'application.visit')
    return messageFor(ctx, {
      template: tiding.template,
      locale,
      reference,
      phone,
      data: { ...words, visitDay: tiding.on.day },
    })
  return tiding.template === 'application.reminder'
    ? messageFor(ctx, {
        template: tiding.template,
        locale,
        reference,
        phone,
        data: { ...words, until: toIso(tiding.until) },
      })
    : messageFor(ctx, { template: tiding.template, locale, reference, phone, data: words })
}

/** Tells whoever confirmed the number that it moved: one that nobody has shown to be theirs may be a stranger's. */
export const tellConfirmed = (ctx: Ctx, row: ApplicationRow, what: Text) =>
  row.phoneConfirmedAt === null ? null : tell(ctx, row, { template: 'application.moved', what })
