import { z } from '@hono/zod-openapi'
import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { InviteState } from '../../db/schema/rating.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { tokenOf } from './token.ts'

/** Whether what somebody holds can be rated, for whoever holds it. */
export const offerSchema = z
  .object({
    state: z.enum(['later', 'open', 'done', 'over']),
    opensAt: z.string().nullable().openapi({ description: 'While it is later: from when on' }),
    token: z.string().nullable().openapi({ description: 'While it is open: POST /ratings/open' }),
    until: z.string().nullable().openapi({ description: 'While it is open: good until' }),
  })
  .openapi('RatingOffer', { description: 'Whether it can be rated' })
export type RatingOffer = z.infer<typeof offerSchema>

/** As it stands in an answer. */
export const offered = offerSchema.nullable().openapi({ description: 'null: there is nothing to rate' })

export interface OfferRow {
  id: string
  state: InviteState
  opensAt: number
  closesAt: number
}

/** Statement: the invitation of a record, by its reference or by a query of one value. */
export const offerOf = ({ db }: Pick<Ctx, 'db'>, subject: string | SQL) =>
  rows<OfferRow>(
    db,
    sql`SELECT id, state, opens_at AS opensAt, closes_at AS closesAt FROM rating_invite
        WHERE subject = ${subject} AND kind IN ('visit', 'application', 'complaint', 'casefile') LIMIT 1`,
  )

const nothing = { opensAt: null, token: null, until: null }

/** What is said of it to whoever holds the record; the token is there only while it opens something. */
export async function offerIn(
  ctx: Pick<Ctx, 'clock' | 'keys'>,
  [row]: readonly OfferRow[],
): Promise<RatingOffer | null> {
  const now = ctx.clock.now()
  if (!row || row.state === 'withdrawn') return null
  if (row.state === 'used') return { ...nothing, state: 'done' }
  if (row.state === 'over' || now >= row.closesAt) return { ...nothing, state: 'over' }
  if (now < row.opensAt) return { ...nothing, state: 'later', opensAt: toIso(row.opensAt) }
  return { state: 'open', opensAt: null, token: await tokenOf(ctx, row.id), until: toIso(row.closesAt) }
}
