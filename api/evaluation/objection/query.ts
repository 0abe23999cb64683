import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { ObjectionWhy } from '../../../db/schema/evaluation.ts'
import { type Period, quartersOf } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { listed } from '../query.ts'

type Reads = Pick<Ctx, 'db'>

/** Statement: the granted objections of a station to days of the quarters of a period, and those that correct its cells. */
export const grantedRows = ({ db }: Reads, period: Period, slug: string) =>
  rows<{ indicator: string; day: string; zh: string; en: string }>(
    db,
    sql`SELECT o.indicator AS indicator, o.day AS day, o.public_zh AS zh, o.public_en AS en
        FROM service_point p CROSS JOIN evaluation_objection o ON o.service_point_id = p.id
        WHERE p.slug = ${slug} AND o.state = 'granted' AND (o.period IN ${listed(quartersOf(period))} OR o.id IN (
          SELECT c.objection FROM service_point s CROSS JOIN ${listed(quartersOf(period))} q
          CROSS JOIN evaluation_cell c ON c.period = q.value AND c.service_point_id = s.id AND c.objection <> ''
          WHERE s.slug = ${slug}))
        ORDER BY o.day, o.id`,
  )

/** What a station cannot object to: what came of a bad rating is argued by its own appeal, and tells who rated. */
const apart = 'rectification.time'

/** The places of whoever asks, a query of one column. */
const within = (points: readonly string[] | 'all'): SQL =>
  points === 'all' ? sql`(SELECT id FROM service_point)` : listed(points)

export interface EventRow {
  indicator: string
  subject: string
  pointId: string
  grp: string
  level: number
  day: string
  period: string
  correctedBy: string | null
}

/** Statement: an event a station may object to. */
export const eventRow = ({ db }: Reads, indicator: string, subject: string) =>
  rows<EventRow>(
    db,
    sql`SELECT indicator, subject, service_point_id AS pointId, grp, level, day, period, corrected_by AS correctedBy
        FROM evaluation_event WHERE indicator = ${indicator} AND subject = ${subject} AND indicator <> ${apart}`,
  )

/** Statement: the quarter stations may object to: the given one, or the newest that is provisional. */
export const provisionalRow = ({ db }: Reads, period: Period | undefined) =>
  rows<{ period: Period; objectionsUntil: number }>(
    db,
    sql`SELECT period, objections_until AS objectionsUntil FROM evaluation_period
        WHERE state = 'provisional' AND state <> 'frozen' AND period LIKE '%Q%'
          ${period === undefined ? sql`` : sql`AND period = ${period}`}
        ORDER BY ends_at DESC LIMIT 1`,
  )

export interface MissedRow {
  indicator: string
  subject: string
  pointId: string
  slug: string
  zh: string
  en: string
  day: string
  about: string | null
  objection: 'open' | 'granted' | 'refused' | null
}

/** Statement: the missed days of these places in a quarter, with what the staff know each by. */
export const missedRows = (
  { db }: Reads,
  {
    points,
    period,
    indicator,
    subject,
    after,
    most,
  }: {
    points: readonly string[] | 'all'
    period: Period | undefined
    indicator: string | undefined
    subject: string | undefined
    after: readonly (string | number)[] | null
    most: number
  },
) =>
  rows<MissedRow>(
    db,
    sql`SELECT e.indicator AS indicator, e.subject AS subject, e.service_point_id AS pointId, p.slug AS slug,
          p.name_zh AS zh, p.name_en AS en, e.day AS day,
          coalesce(t.letter || substr('00' || t.serial, -3), q.words_zh, n.number) AS about, o.state AS objection
        FROM (SELECT period FROM evaluation_period WHERE state = 'provisional' AND state <> 'frozen' AND period LIKE '%Q%'
                ${period === undefined ? sql`` : sql`AND period = ${period}`}
              ORDER BY ends_at DESC LIMIT 1) r
        CROSS JOIN service_point p
        CROSS JOIN evaluation_event e ON e.service_point_id = p.id AND e.period = r.period AND e.level = 0
        LEFT JOIN ticket t ON e.indicator = 'waiting.promise' AND t.id = e.subject
        LEFT JOIN meeting_promise q ON e.indicator = 'meeting.promise' AND q.id = e.subject
        LEFT JOIN notice n ON e.indicator = 'publication.time' AND n.id = e.subject
        LEFT JOIN evaluation_objection o ON o.indicator = e.indicator AND o.subject = e.subject
        WHERE p.id IN ${within(points)} AND e.indicator <> ${apart}
          ${indicator === undefined ? sql`` : sql`AND e.indicator = ${indicator}`}
          ${subject === undefined ? sql`` : sql`AND e.subject = ${subject}`}
          ${after ? sql`AND (e.service_point_id, e.indicator, e.subject) > (${after[0]}, ${after[1]}, ${after[2]})` : sql``}
        ORDER BY e.service_point_id, e.indicator, e.subject LIMIT ${most}`,
  )

export interface ObjectionRow {
  id: string
  indicator: string
  subject: string
  period: Period
  pointId: string
  grp: string
  slug: string
  zh: string
  en: string
  day: string
  why: ObjectionWhy
  words: string | null
  answer: string | null
  state: 'open' | 'granted' | 'refused'
  filedAt: number
  decidedAt: number | null
  publicZh: string
  publicEn: string
  /** As the staff know it: a reference, a number, a promise. */
  about: string
}
const objectionFrom = sql`SELECT o.id AS id, o.indicator AS indicator, o.subject AS subject, o.period AS period,
    o.service_point_id AS pointId, o.grp AS grp, p.slug AS slug, p.name_zh AS zh, p.name_en AS en, o.day AS day, o.why AS why,
    o.words AS words, o.answer AS answer, o.state AS state, o.filed_at AS filedAt, o.decided_at AS decidedAt,
    o.public_zh AS publicZh, o.public_en AS publicEn,
    coalesce(
      (SELECT letter || substr('00' || serial, -3) FROM ticket WHERE o.indicator = 'waiting.promise' AND id = o.subject),
      (SELECT words_zh FROM meeting_promise WHERE o.indicator = 'meeting.promise' AND id = o.subject),
      (SELECT number FROM notice WHERE o.indicator = 'publication.time' AND id = o.subject), o.subject) AS about`

/** Statement: one objection. */
export const objectionRow = ({ db }: Reads, id: string) =>
  rows<ObjectionRow>(
    db,
    sql`${objectionFrom} FROM evaluation_objection o JOIN service_point p ON p.id = o.service_point_id WHERE o.id = ${id}`,
  )

/** Statement: the objections of these places, the newest first. */
export const objectionRows = (
  { db }: Reads,
  {
    points,
    state,
    after,
    most,
  }: {
    points: readonly string[] | 'all'
    state: ObjectionRow['state'] | undefined
    after: readonly (string | number)[] | null
    most: number
  },
) =>
  rows<ObjectionRow>(
    db,
    sql`${objectionFrom} FROM evaluation_objection o JOIN service_point p ON p.id = o.service_point_id
        WHERE ${points === 'all' ? sql`true` : sql`o.service_point_id IN ${listed(points)}`}
          ${state === undefined ? sql`` : sql`AND o.state = ${state}`}
          ${after ? sql`AND (o.filed_at, o.id) < (${after[0]}, ${after[1]})` : sql``}
        ORDER BY o.filed_at DESC, o.id DESC LIMIT ${most}`,
  )

/** Statement: how the stream of an objection's event stands. */
export const streamRows = ({ db }: Reads, id: string) =>
  rows<{ level: number; n: number; released: number }>(
    db,
    sql`SELECT t.level AS level, t.n AS n, t.released AS released FROM evaluation_objection o
        CROSS JOIN evaluation_tally t ON t.period = o.period AND t.service_point_id = o.service_point_id
          AND t.indicator = o.indicator AND t.grp = o.grp
        WHERE o.id = ${id}`,
  )

/** How many missed days there are in the stream of an event, and how many of them are published; a query of one value. */
export const missedOf = (row: Pick<ObjectionRow, 'period' | 'pointId' | 'indicator' | 'grp'>): SQL =>
  sql`SELECT n || ' ' || released FROM evaluation_tally WHERE period = ${row.period} AND service_point_id = ${row.pointId}
        AND indicator = ${row.indicator} AND grp = ${row.grp} AND level = 0`

/**
 * The quarters in whose cells the event of an objection may stand, with those beside them: of every year from its own on
 * that is not frozen whole. A query of one column.
 */
export const quartersBeside = (id: string): SQL =>
  sql`(SELECT DISTINCT substr(r.period, 1, 4) || v.value AS value
       FROM evaluation_objection o CROSS JOIN evaluation_period r ON r.state <> 'frozen' AND r.period >= substr(o.period, 1, 4)
       CROSS JOIN json_each('["Q1","Q2","Q3","Q4"]') v WHERE o.id = ${id} AND o.state = 'open')`
