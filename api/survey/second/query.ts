import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { RectificationOutcome } from '../../../db/schema/rectification.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'

/** What a second rating is about. */
export interface SecondRow {
  /** That of the rectification. */
  id: string
  closesAt: number
  overall: number | null
  words: string | null
  givenOn: string | null
  outcome: RectificationOutcome
}

const columns = sql`SELECT s.id AS id, s.closes_at AS closesAt, s.overall AS overall, s.words AS words, s.given_on AS givenOn,
    r.outcome AS outcome
  FROM rating_second s JOIN rectification r ON r.id = s.id`

/** Statement: the second rating a token opens, or no row. */
export const secondByHash = ({ db }: Pick<Ctx, 'db'>, hash: string | null) =>
  rows<SecondRow>(db, sql`${columns} WHERE s.token_hash = ${hash}`)

/** Statement: that of a rectification, or no row. */
export const secondOf = ({ db }: Pick<Ctx, 'db'>, id: string) =>
  rows<SecondRow>(db, sql`${columns} WHERE s.id = ${id}`)

/** Throws rated-before, rating-over unless it can be given now. */
export function requireWaiting(
  ctx: Pick<Ctx, 'clock'>,
  { overall, closesAt }: Pick<SecondRow, 'overall' | 'closesAt'>,
): void {
  if (overall !== null) throw new Problem('rated-before')
  if (ctx.clock.now() >= closesAt) throw new Problem('rating-over')
}
