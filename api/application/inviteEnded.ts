import type { Ctx } from '../context.ts'
import { textable } from '../privacy/textable.ts'
import { groupOfMatter, inviteFor } from '../survey/invite.ts'
import { isWithheld } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import type { ApplicationRow } from './query.ts'
import type { ApplicationState } from './states.ts'

/**
 * The ends that office and resident came to together, a refusal among them: these can be rated. What was withdrawn, ran out
 * or was never fetched was not done, and a draft was never sent.
 */
export const ratedEnds: readonly ApplicationState[] = [
  'collected',
  'delivered',
  'finished',
  'refused',
  'declined',
]

/**
 * The statements by which an application that has come to such an end can be rated, once; `row` is as it is from now on. Who
 * may not read how it was decided is sent no text: that there is something to rate would tell it.
 */
export async function inviteEnded(ctx: Ctx, row: ApplicationRow, staffId: string | null) {
  if (!ratedEnds.includes(row.state)) return []
  const { id, phone, helperPhone } = row
  return inviteFor(ctx, {
    kind: 'application',
    subject: row.reference,
    pointId: row.pointId,
    group: groupOfMatter(row.matterCode),
    mode: row.channel === 'online' ? 'online' : 'onsite',
    staffId,
    locale: row.locale,
    phone: isWithheld(ownForm(row), row, 'filer')
      ? null
      : await textable(ctx.keys, { table: 'application', row: id, phone, helperPhone }),
  })
}
