import type { Ctx } from '../context.ts'
import { messageFor } from '../notification/enqueue.ts'
import { mobileOf } from './inviteConcluded.ts'
import type { CaseRow, PartyRow } from './query.ts'

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
        const phone = await mobileOf(ctx, { id, phone: sealed })
        if (phone === null) return null
        return messageFor(ctx, {
          template: 'casefile.moved',
          locale,
          reference,
          phone,
          data: { reference, pointName: { zh: row.nameZh, en: row.nameEn }, dutyPhone: row.dutyPhone },
        })
      }),
  )
  return found.filter((message) => message !== null)
}
