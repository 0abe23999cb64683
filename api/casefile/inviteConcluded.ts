import type { Ctx } from '../context.ts'
import { readPhone } from '../privacy/phone.ts'
import { inviteFor } from '../survey/invite.ts'
import type { CaseRow, PartyRow } from './query.ts'
import { clear } from './reach.ts'

/**
 * The statements by which each of those a case concerns can rate how it was handled, once it is concluded: not who wished to
 * hear nothing, and nobody while the law keeps the case out of look-up. A text goes to those who wished to be told.
 */
export async function inviteConcluded(ctx: Ctx, row: CaseRow, parties: readonly PartyRow[], staffId: string) {
  if (row.excluded > 0) return []
  const invited = await Promise.all(
    parties
      .filter(({ wish }) => wish !== 'none')
      .map(async (party) =>
        inviteFor(ctx, {
          kind: 'casefile',
          subject: party.reference,
          pointId: row.pointId,
          group: 'cases',
          mode: 'onsite',
          staffId,
          locale: party.locale,
          phone: party.wish === 'told' ? await mobileOf(ctx, party) : null,
        }),
      ),
  )
  return invited.flat()
}

/** The mobile of one whom a case concerns; null where there is none that takes texts. */
export async function mobileOf(ctx: Ctx, { id, phone }: Pick<PartyRow, 'id' | 'phone'>) {
  const number = await clear(ctx, 'casefile_party', id, 'phone', phone)
  const read = number === null ? null : readPhone(number)
  return read?.ok && read.kind === 'mobile' ? read.value : null
}
