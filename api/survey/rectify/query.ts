import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type {
  RatingAppealReason,
  RatingAppealState,
  RectificationOutcome,
  RectificationState,
  RectificationWordKind,
} from '../../../db/schema/rectification.ts'
import type { Ctx } from '../../context.ts'
import type { Locale } from '../../shared/text.ts'
import type { OccasionKind } from '../schema.ts'

export interface RectificationRow {
  id: string
  ratingId: string
  pointId: string
  /** Null: the bureau's own. */
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  grp: string
  mayCall: 0 | 1
  kind: OccasionKind | null
  subject: string | null
  contact: string | null
  tellStation: 0 | 1
  state: RectificationState
  rev: number
  openedOn: string
  contactDueAt: number | null
  contactCounted: string
  contactLateAt: number | null
  triedAt: number | null
  fixRule: string
  fixDueAt: number
  fixCounted: string
  fixLateAt: number | null
  /** The station's own clock, since the desk asked it last (db/migrations/0120). */
  stationPart: 0 | 1
  stationAsked: number
  stationFromAt: number | null
  stationDueAt: number | null
  stationCounted: string
  stationMissedAt: number | null
  /** What it was rated in. */
  locale: Locale
  taskedOn: string | null
  promisedOn: string | null
  outcome: RectificationOutcome | null
  fixedAt: number | null
  second: number | null
  closedAt: number | null
  /** Calls that reached nobody. */
  tries: number
  moreState: 'asked' | 'given' | 'refused' | null
  moreValue: number | null
  moreBy: string | null
  moreDecidedAt: number | null
  appealState: RatingAppealState | null
  appealReason: RatingAppealReason | null
  appealAskedAt: number | null
  appealDecidedAt: number | null
}

const columns = sql.raw(
  `r.id AS id, r.rating_id AS ratingId, r.service_point_id AS pointId, p.slug AS slug, p.name_zh AS nameZh,
   p.name_en AS nameEn, r.grp AS grp, r.may_call AS mayCall, r.kind AS kind, r.subject AS subject, r.contact AS contact,
   r.tell_station AS tellStation, r.state AS state, r.rev AS rev, r.opened_on AS openedOn,
   r.contact_due_at AS contactDueAt, r.contact_counted AS contactCounted, r.contact_late_at AS contactLateAt,
   r.tried_at AS triedAt, r.fix_rule AS fixRule, r.fix_due_at AS fixDueAt, r.fix_counted AS fixCounted,
   r.fix_late_at AS fixLateAt, r.station_part AS stationPart, r.station_asked AS stationAsked,
   r.station_from_at AS stationFromAt, r.station_due_at AS stationDueAt, r.station_counted AS stationCounted,
   r.station_missed_at AS stationMissedAt, r.locale AS locale, r.tasked_on AS taskedOn, r.promised_on AS promisedOn, r.outcome AS outcome,
   r.fixed_at AS fixedAt, r.second AS second, r.closed_at AS closedAt,
   (SELECT count(*) FROM rectification_word w WHERE w.rectification_id = r.id AND w.kind = 'try') AS tries,
   x.state AS moreState, x.value AS moreValue, x.asked_by AS moreBy, x.decided_at AS moreDecidedAt, a.state AS appealState,
   a.reason AS appealReason, a.asked_at AS appealAskedAt, a.decided_at AS appealDecidedAt`,
)
const from = sql.raw(
  `rectification r LEFT JOIN service_point p ON p.id = r.service_point_id
   LEFT JOIN rectification_extension x ON x.rectification_id = r.id
   LEFT JOIN rectification_appeal a ON a.rectification_id = r.id`,
)

const me = ({ actor }: Pick<Ctx, 'actor'>) => (actor.kind === 'staff' ? actor.id : '')

/**
 * A condition on `r` for whoever reads at the supervision desk: nobody of the place it is about, and nobody whom the
 * complaint that was rated must not reach.
 */
const inSight = (ctx: Pick<Ctx, 'actor'>) =>
  sql`NOT EXISTS (SELECT 1 FROM rectification_shut z WHERE z.rectification_id = r.id AND z.staff_id = ${me(ctx)})`

/** Statement: one rectification for the desk, if whoever asks may know of it. */
export const rectificationInSight = (ctx: Ctx, id: string) =>
  rows<RectificationRow>(ctx.db, sql`SELECT ${columns} FROM ${from} WHERE r.id = ${id} AND ${inSight(ctx)}`)

/** Statement: one as the station has it, once the desk has asked for it. */
export const taskOf = ({ db }: Ctx, id: string) =>
  rows<RectificationRow>(
    db,
    sql`SELECT ${columns} FROM ${from} WHERE r.id = ${id} AND r.tasked_on IS NOT NULL`,
  )

/** Where in a list to go on: the day or moment and the id of the last one shown. */
export interface Behind {
  at: number
  id: string
}

/** Statement: those of the desk, open by what is due first or closed by the newest. */
export const deskRows = (ctx: Ctx, show: 'open' | 'done', { at, id }: Behind, limit: number) =>
  rows<RectificationRow>(
    ctx.db,
    show === 'open'
      ? sql`SELECT ${columns} FROM ${from} WHERE r.state <> 'closed' AND (r.fix_due_at, r.id) > (${at}, ${id})
              AND ${inSight(ctx)} ORDER BY r.fix_due_at, r.id LIMIT ${limit}`
      : sql`SELECT ${columns} FROM ${from} WHERE r.state = 'closed' AND (r.closed_at, r.id) < (${at}, ${id})
              AND ${inSight(ctx)} ORDER BY r.closed_at DESC, r.id DESC LIMIT ${limit}`,
  )

/** Statement: the tasks of these service points (JSON array of ids; null: of all): by the day of the station, or the newest. */
export function taskRows(
  ctx: Ctx,
  points: string | null,
  show: 'open' | 'done',
  { at, id }: Behind,
  limit: number,
) {
  const here =
    points === null
      ? sql`rectification t`
      : sql`json_each(${points}) j JOIN rectification t ON t.service_point_id = j.value`
  return rows<RectificationRow>(
    ctx.db,
    show === 'open'
      ? sql`SELECT ${columns} FROM ${from} WHERE r.id IN (SELECT t.id FROM ${here}
              WHERE t.state <> 'closed' AND t.tasked_on IS NOT NULL AND (t.station_due_at, t.id) > (${at}, ${id})
              ORDER BY t.station_due_at, t.id LIMIT ${limit}) ORDER BY r.station_due_at, r.id`
      : sql`SELECT ${columns} FROM ${from} WHERE r.id IN (SELECT t.id FROM ${here}
              WHERE t.state = 'closed' AND t.tasked_on IS NOT NULL AND (t.closed_at, t.id) < (${at}, ${id})
              ORDER BY t.closed_at DESC, t.id DESC LIMIT ${limit}) ORDER BY r.closed_at DESC, r.id DESC`,
  )
}

export interface WordRow {
  id: string
  kind: RectificationWordKind
  staff: string
  staffId: string
  words: string | null
  at: number
  /** 1: by the supervision desk. */
  desk: 0 | 1
}

/** Statement: what was said and done about one, in order, with who wrote it. */
export const wordsOf = ({ db }: Ctx, id: string) =>
  rows<WordRow>(
    db,
    sql`SELECT w.id AS id, w.kind AS kind, coalesce(u.name, '') AS staff, w.staff_id AS staffId, w.words AS words, w.at AS at,
          w.desk AS desk
        FROM rectification_word w LEFT JOIN staff_user u ON u.id = w.staff_id
        WHERE w.rectification_id = ${id} ORDER BY w.n, w.at, w.id LIMIT 200`,
  )

/**
 * Statement: who had a part in it and so does not call back, besides whoever works at the place. Who only looked the number
 * up to make such a call had none, nor whoever decided about an appeal or more time: at a desk of two nobody would be left.
 */
export const partsOf = ({ db }: Ctx, id: string) =>
  rows<{ staffId: string }>(
    db,
    sql`SELECT staff_id AS staffId FROM rectification_word WHERE rectification_id = ${id} AND kind NOT IN ('look', 'decision', 'given')
        UNION SELECT by FROM rectification_event WHERE rectification_id = ${id} AND by NOT IN ('resident', 'system')
        UNION SELECT staff_id FROM rectification_shut WHERE rectification_id = ${id}`,
  )

/** Where the name and number of a rater stand. */
export const personTables = ['booking', 'waiting', 'application', 'casefile_party', 'complaint'] as const

export interface RaterRow {
  tbl: (typeof personTables)[number]
  id: string
  reference: string
  name: string | null
  phone: string | null
  /** Whether its number takes texts: not that of a case whose party asked to be sent none. */
  texts: 0 | 1
}

/** Statement: whoever it was, sealed: by the record that was rated; of a call by the record it was about. */
export function raterOf({ db }: Ctx, id: string) {
  const about = sql`(SELECT coalesce((SELECT c.reference FROM callback c WHERE c.id = r.subject), r.subject)
    FROM rectification r WHERE r.id = ${id})`
  const each = personTables.map(
    (table) =>
      sql`SELECT ${table} AS tbl, id, reference, name, phone,
          ${table === 'casefile_party' ? sql`wish = 'told'` : sql`1`} AS texts FROM ${sql.raw(table)} WHERE reference = ${about}`,
  )
  return rows<RaterRow>(db, sql.join(each, sql` UNION ALL `))
}

/** Statement: the bad rating itself, with its words sealed. */
export const ratingBehind = ({ db }: Ctx, id: string) =>
  rows<{
    id: string
    overall: number
    aspects: string
    tags: string
    words: string | null
    standing: string
  }>(
    db,
    sql`SELECT g.id AS id, g.overall AS overall, g.aspects AS aspects, g.tags AS tags, g.words AS words, g.standing AS standing
        FROM rectification r JOIN rating g ON g.id = r.rating_id WHERE r.id = ${id}`,
  )

/** Statement: the call-backs about one, the newest first. */
export const callsAbout = ({ db }: Ctx, id: string) =>
  rows<{ id: string; state: string; outcome: string | null; satisfied: number | null; dueAt: number }>(
    db,
    sql`SELECT id, state, outcome, satisfied, due_at AS dueAt FROM callback WHERE reference = ${id}
        ORDER BY opened_at DESC LIMIT 10`,
  )
