import type { Ctx } from '../context.ts'
import { messageFor } from '../notification/enqueue.ts'
import { readPhone } from '../privacy/phone.ts'
import type { CaseRow, PartyRow } from './query.ts'
import { clear } from './reach.ts'

/**
 * The messages to those a case concerns: that there is news, and where; never that it is about a case. Nobody who asked not
 * to be told, or by look-up alone, gets one, and nobody at all while the law keeps the case out of look-up.
 */
export async function messagesTo(ctx: Ctx, row: CaseRow, parties: readonly PartyRow[]) {
  if (row.excluded > 0) return []
  const found = await Promise.all(
    parties
      .filter(({ wish }) => wish === 'told')
      .map(async ({ id, reference, locale, phone: sealed }) => {
        const phone = await clear(ctx, 'casefile_party', id, 'phone', sealed)
        const read = phone === null ? null : readPhone(phone)
        if (!read?.ok || read.kind !== 'mobile') return null
        return messageFor(ctx, {
          template: 'casefile.moved',
          locale,
          reference,
          phone: read.value,
          data: { reference, pointName: { zh: row.nameZh, en: row.nameEn }, dutyPhone: row.dutyPhone },
        })
      }),
  )
  return found.filter((message) => message !== null)
}
