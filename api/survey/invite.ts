import { type SQL, sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { messageFor, voidWaiting } from '../notification/enqueue.ts'
import type { Locale } from '../shared/text.ts'
import { drawOpening } from './delay.ts'
import type { RatingGroup } from './groups.ts'
import type { RatingMode } from './scale.ts'
import type { OccasionKind } from './schema.ts'
import { inviteIdOf, tokenHash, tokenOf } from './token.ts'

/** Something that was done for somebody, and is at its end. */
export interface Occasion {
  kind: OccasionKind
  /** The reference of the record, or the id of a ticket or a call without one. */
  subject: string
  /** The service point it was at, or '*': the bureau's own. A room counts for its station. */
  pointId: string | SQL
  group: RatingGroup | SQL
  mode: RatingMode
  /** Who served, to find bursts by. */
  counterId?: string | null
  staffId?: string | null
  /** Where the link is texted to, a mobile; null: whoever holds the record finds it there. */
  phone?: string | null
  locale: Locale
}

/** The service point that a place's ratings count for, inside any statement: of a room its station. */
export const countsFor = (pointId: string | SQL) =>
  sql`coalesce((SELECT parent_id FROM service_point WHERE id = ${pointId} AND kind = 'room'), ${pointId})`

/** The group that all of these matters (a JSON array of codes) belong to; 'counter' when there is none, or several. */
export const groupOfMatters = (codes: string | SQL) =>
  sql`(SELECT iif(count(DISTINCT m.group_code) = 1, min(m.group_code), 'counter')
       FROM json_each(${codes}) j JOIN matter m ON m.code = j.value)`

/** The group of one matter. */
export const groupOfMatter = (code: string) =>
  sql`coalesce((SELECT group_code FROM matter WHERE code = ${code}), 'counter')`

/**
 * The statements by which an occasion can be rated, for the batch that ends it: one invitation, open from a drawn moment on,
 * and the text that brings its link then. One that was withdrawn opens again; one that stands, or was used, stays as it is.
 */
export async function inviteFor(ctx: Ctx, occasion: Occasion) {
  const { kind, subject, mode, phone = null } = occasion
  const id = await inviteIdOf(ctx, kind, subject)
  const token = await tokenOf(ctx, id)
  const { opensAt, closesAt } = drawOpening(ctx.clock.now())
  const [hash, message] = await Promise.all([
    tokenHash(ctx, token),
    phone === null
      ? null
      : messageFor(ctx, {
          template: 'rating.asked',
          locale: occasion.locale,
          reference: subject,
          phone,
          data: { reference: subject, rateToken: token, goodDay: dayOf(closesAt), until: toIso(closesAt) },
          notBefore: opensAt,
        }),
  ])
  return [
    exec(
      ctx.db,
      sql`INSERT INTO rating_invite (id, kind, subject, service_point_id, grp, mode, counter_id, staff_id, token_hash,
            opens_at, closes_at)
          SELECT ${id}, ${kind}, ${subject}, ${countsFor(occasion.pointId)}, ${occasion.group}, ${mode},
            ${occasion.counterId ?? null}, ${occasion.staffId ?? null}, ${hash}, ${opensAt}, ${closesAt}
          WHERE true
          ON CONFLICT DO UPDATE SET state = 'open', service_point_id = excluded.service_point_id, grp = excluded.grp,
            counter_id = excluded.counter_id, staff_id = excluded.staff_id, opens_at = excluded.opens_at,
            closes_at = excluded.closes_at
          WHERE rating_invite.state = 'withdrawn'`,
    ),
    ...(message ? [voidWaiting(ctx, subject, 'rating.asked'), message.statement] : []),
  ]
}

/** The statements that take an invitation back, with the text about it and who served: what it was for did not happen after all. */
export const withdrawInvite = (ctx: Ctx, kind: OccasionKind, subject: string) =>
  [
    exec(
      ctx.db,
      sql`UPDATE rating_invite SET state = 'withdrawn', counter_id = NULL, staff_id = NULL
          WHERE subject = ${subject} AND kind = ${kind} AND state = 'open'`,
    ),
    voidWaiting(ctx, subject, 'rating.asked'),
  ] as const
