import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { mobileOf } from '../casefile/inviteConcluded.ts'
import type { PartyRow } from '../casefile/query.ts'
import type { Ctx } from '../context.ts'
import { inviteFor } from '../survey/invite.ts'
import type { CallbackRow } from './query.ts'

/** Statement: who was called about a police case; no row for calls about anything else. */
export const calledOf = ({ db }: Pick<Ctx, 'db'>, callbackId: string) =>
  rows<Pick<PartyRow, 'id' | 'phone' | 'wish' | 'locale'>>(
    db,
    sql`SELECT y.id AS id, y.phone AS phone, y.wish AS wish, y.locale AS locale
        FROM callback c JOIN casefile_party y ON y.reference = c.reference
        WHERE c.id = ${callbackId} AND NOT EXISTS (
          SELECT 1 FROM casefile_exclusion x WHERE x.casefile_id = y.casefile_id AND x.lifted_at IS NULL)`,
  )

/**
 * The statements by which a call-back that was made can be rated, where it goes by text: about a police case. A call about a
 * complaint is part of its end, and is rated with it.
 */
export async function inviteCalled(
  ctx: Ctx,
  row: CallbackRow,
  [party]: readonly Pick<PartyRow, 'id' | 'phone' | 'wish' | 'locale'>[],
  staffId: string,
) {
  if (party?.wish !== 'told') return []
  const phone = await mobileOf(ctx, party)
  if (phone === null) return []
  return inviteFor(ctx, {
    kind: 'call',
    subject: row.id,
    pointId: row.pointId,
    group: 'call',
    mode: 'onsite',
    staffId,
    locale: party.locale,
    phone,
  })
}
