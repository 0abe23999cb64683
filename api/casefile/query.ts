import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { CaseKind, CaseState, ExclusionGround, PartyRole, PartyWish } from '../../db/schema/casefile.ts'
import type { Day } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { DocumentType } from '../privacy/document.ts'
import type { Locale } from '../shared/text.ts'
import type { WordingRow } from './states.ts'

/** A case, sealed. */
export interface CaseRow {
  id: string
  /** Of the first of those it concerns: what the case goes by among staff. */
  lead: string
  kind: CaseKind
  state: CaseState
  rev: number
  pointId: string
  slug: string
  nameZh: string
  nameEn: string
  unitZh: string | null
  unitEn: string | null
  officerName: string
  officerBadge: string
  dutyPhone: string
  receivedAt: number
  stageAt: number
  whereZh: string | null
  whereEn: string | null
  note: string | null
  rule: string | null
  clockStartedAt: number | null
  dueAt: number | null
  /** JSON array of Text. */
  counted: string
  extended: number
  lateAt: number | null
  closedAt: number | null
  keepUntil: number | null
  emptiedAt: number | null
  /** How many grounds keep it out of look-up. */
  excluded: number
}

export const caseColumns = sql.raw(
  `c.id AS id, (SELECT reference FROM casefile_party l WHERE l.casefile_id = c.id AND l.place = 1) AS lead,
   c.kind AS kind, c.state AS state, c.rev AS rev, c.service_point_id AS pointId, p.slug AS slug, p.name_zh AS nameZh,
   p.name_en AS nameEn, c.unit_zh AS unitZh, c.unit_en AS unitEn, c.officer_name AS officerName,
   c.officer_badge AS officerBadge, c.duty_phone AS dutyPhone, c.received_at AS receivedAt, c.stage_at AS stageAt,
   c.where_zh AS whereZh, c.where_en AS whereEn, c.note AS note, c.rule AS rule, c.clock_started_at AS clockStartedAt,
   c.due_at AS dueAt, c.counted AS counted, c.extended AS extended, c.late_at AS lateAt, c.closed_at AS closedAt,
   c.keep_until AS keepUntil, c.emptied_at AS emptiedAt,
   (SELECT count(*) FROM casefile_exclusion x WHERE x.casefile_id = c.id AND x.lifted_at IS NULL) AS excluded`,
)

/** The id of the case that a reference belongs to. */
const caseOf = (reference: string | SQL) =>
  sql`(SELECT casefile_id FROM casefile_party WHERE reference = ${reference})`

/** Statement: the case any of its references belongs to. */
export const caseByReference = ({ db }: Ctx, reference: string | SQL) =>
  rows<CaseRow>(
    db,
    sql`SELECT ${caseColumns} FROM casefile c JOIN service_point p ON p.id = c.service_point_id
        WHERE c.id = ${caseOf(reference)}`,
  )

export interface PartyRow {
  id: string
  reference: string
  codeHash: string
  role: PartyRole
  locale: Locale
  wish: PartyWish
  hidden: 0 | 1
  idType: DocumentType
  name: string | null
  phone: string | null
  idNumber: string | null
}

const partyColumns = sql.raw(
  `y.id AS id, y.reference AS reference, y.code_hash AS codeHash, y.role AS role, y.locale AS locale, y.wish AS wish,
   y.hidden AS hidden, y.id_type AS idType, y.name AS name, y.phone AS phone, y.id_number AS idNumber`,
)

/** Statement: whom that case concerns. */
export const partiesOf = ({ db }: Ctx, reference: string | SQL) =>
  rows<PartyRow>(
    db,
    sql`SELECT ${partyColumns} FROM casefile_party y WHERE y.casefile_id = ${caseOf(reference)} ORDER BY y.place`,
  )

export interface EventRow {
  kind: CaseKind
  state: CaseState
  happenedAt: number
  enteredAt: number
  by: string
  late: 0 | 1
  whereZh: string | null
  whereEn: string | null
}

/** Statement: the notices of the stages of that case, in order. */
export const eventsOf = ({ db }: Ctx, reference: string) =>
  rows<EventRow>(
    db,
    sql`SELECT kind, to_state AS state, happened_at AS happenedAt, entered_at AS enteredAt, by, late,
          where_zh AS whereZh, where_en AS whereEn
        FROM casefile_event WHERE casefile_id = ${caseOf(reference)} ORDER BY id`,
  )

/** Statement: what stages are called, up to a day. */
export const wordingRows = ({ db }: Ctx, day: Day) =>
  rows<WordingRow>(
    db,
    sql`SELECT kind, state, effective_from AS "from", zh, en, certainty FROM casefile_wording
        WHERE effective_from <= ${day} ORDER BY effective_from LIMIT 200`,
  )

export interface ExclusionRow {
  id: string
  ground: ExclusionGround
  setBy: string
  setName: string | null
  setAt: number
  liftedAt: number | null
  liftedName: string | null
}

/** Statement: what kept that case out of look-up, or does. */
export const exclusionsOf = ({ db }: Ctx, reference: string) =>
  rows<ExclusionRow>(
    db,
    sql`SELECT x.id AS id, x.ground AS ground, x.set_by AS setBy, s.name AS setName, x.set_at AS setAt,
          x.lifted_at AS liftedAt, l.name AS liftedName
        FROM casefile_exclusion x LEFT JOIN staff_user s ON s.id = x.set_by LEFT JOIN staff_user l ON l.id = x.lifted_by
        WHERE x.casefile_id = ${caseOf(reference)} ORDER BY x.set_at, x.id`,
  )

/**
 * Statement: what opens a case for one whom it concerns. No row where the law keeps it out of look-up, or where they asked
 * not to be told: it is answered as one that does not exist.
 */
export const casefileAccess = ({ db }: Ctx, reference: string) =>
  rows<{ codeHash: string }>(
    db,
    sql`SELECT y.code_hash AS codeHash FROM casefile_party y WHERE y.reference = ${reference} AND y.wish <> 'none'
          AND NOT EXISTS (SELECT 1 FROM casefile_exclusion x WHERE x.casefile_id = y.casefile_id AND x.lifted_at IS NULL)`,
  )
