import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { type Month, spanOf } from '../../calendar/month.ts'
import type { Ctx } from '../../context.ts'
import { type Figures, figureNames, nothing } from './figures.ts'

/** All that is no station's: the bureau's own desk, accusations, and what is kept from a station. */
export const ofBureau = '*'

/**
 * Whose it is counted as: the service point whose desk had it. Never a station's, whoever handles it: an accusation, what its
 * author kept from the station, what anybody is kept from (whose own lists would be one short of the count). Those are the bureau's. For the alias `c`.
 */
export const owner = (desk: SQL) =>
  sql`CASE WHEN c.away = 1 OR c.kind = 'misconduct'
        OR EXISTS (SELECT 1 FROM complaint_barred b WHERE b.complaint_id = c.id)
      THEN ${ofBureau} ELSE ${desk} END`

/** Where it stood before this step: an objection takes it from whom it is against. */
const deskBefore = sql`(SELECT x.desk FROM complaint_event x WHERE x.complaint_id = e.complaint_id AND x.n < e.n
                        ORDER BY x.n DESC LIMIT 1)`

/** Whether its day was missed: of an answer before an objection the first one, of one after it that of the review. */
const missed = sql`EXISTS (SELECT 1 FROM complaint_lapse l WHERE l.complaint_id = e.complaint_id AND l.clock =
  CASE WHEN EXISTS (SELECT 1 FROM complaint_event r WHERE r.complaint_id = e.complaint_id AND r.n < e.n
                      AND r.to_state = 'reopened') THEN 'review' ELSE 'finish' END)`

/**
 * Statement: what happened in a month, by desk. All that has a receipt counts as received, also a part that was split off and
 * what came without a proof of work: a number that depends on what staff put aside could be put right by them. Made of the log of steps and of missed days alone, which nobody can change
 * and no keeping time empties: so it comes out the same whenever it is asked, but that a complaint which turned out to be
 * about a station since is no longer its own.
 */
export function countedIn({ db }: Pick<Ctx, 'db'>, month: Month) {
  const { from, to } = spanOf(month)
  return rows<{ desk: string; figure: keyof Figures; n: number }>(
    db,
    sql`SELECT desk, figure, count(*) AS n FROM (
          SELECT 'received' AS figure, ${owner(sql`e.desk`)} AS desk
          FROM complaint_event e CROSS JOIN complaint c ON c.id = e.complaint_id
          WHERE e.from_state IS NULL AND c.kind <> 'promise' AND e.at >= ${from} AND e.at < ${to}
          UNION ALL
          SELECT CASE e.to_state WHEN 'answered' THEN CASE WHEN ${missed} THEN 'late' ELSE 'inTime' END
              ELSE e.to_state END,
            CASE e.to_state WHEN 'reopened' THEN ${owner(deskBefore)} ELSE ${owner(sql`e.desk`)} END
          FROM complaint_event e CROSS JOIN complaint c ON c.id = e.complaint_id
          WHERE e.to_state IN ('answered', 'reopened', 'unanswered') AND e.at >= ${from} AND e.at < ${to}
            AND c.kind <> 'promise' AND e.from_state <> e.to_state)
        GROUP BY desk, figure`,
  )
}

/** Statement: the places that have figures: stations and halls, and rooms that belong to none. */
export const countedPlaces = ({ db }: Pick<Ctx, 'db'>) =>
  rows<{ id: string; slug: string }>(
    db,
    sql`SELECT id, slug FROM service_point sp WHERE kind <> 'room' OR parent_id IS NULL ORDER BY slug`,
  )

/** What was counted, for each place and for the bureau, which has whatever is no place's; who had nothing has noughts. */
export function figuresBy(
  places: readonly { id: string }[],
  counted: readonly { desk: string; figure: keyof Figures; n: number }[],
): Map<string, Figures> {
  const by = new Map<string, Figures>([...places.map(({ id }) => id), ofBureau].map((id) => [id, nothing()]))
  for (const { desk, figure, n } of counted) {
    const figures = by.get(desk) ?? by.get(ofBureau)
    if (figures && figureNames.includes(figure)) figures[figure] += n
  }
  return by
}
