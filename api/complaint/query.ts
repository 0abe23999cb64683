import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type {
  ClosedHow,
  ComplaintChannel,
  ComplaintClock,
  ComplaintWordKind,
} from '../../db/schema/complaint.ts'
import type { DeadlineUnit } from '../calendar/deadlineRule.ts'
import type { Ctx } from '../context.ts'
import type { Locale } from '../shared/text.ts'
import type { KindCode } from './kinds/declaration.ts'
import type { ComplaintState } from './states.ts'

/** A complaint as it is kept, sealed, with the names of the places it is about and with. */
export interface ComplaintRow {
  id: string
  reference: string
  codeHash: string
  /** Of a part that was split off: what its code is bound to, the complaint it was part of. */
  rootReference: string | null
  rootCodeHash: string | null
  kind: KindCode
  category: string | null
  categoryZh: string | null
  categoryEn: string | null
  anonymous: 0 | 1
  away: 0 | 1
  aboutId: string | null
  aboutSlug: string | null
  aboutZh: string | null
  aboutEn: string | null
  /** A service point, or '*': the bureau's supervision desk. */
  desk: string
  deskSlug: string | null
  deskZh: string | null
  deskEn: string | null
  deskPhone: string | null
  level: 0 | 1
  /** Whose answer was objected to, if not the supervision desk's. */
  fromDesk: string | null
  locale: Locale
  channel: ComplaintChannel
  tray: 0 | 1
  state: ComplaintState
  rev: number
  movedAt: number
  movedBy: string
  townCode: string | null
  townZh: string | null
  townEn: string | null
  areaId: string | null
  areaZh: string | null
  areaEn: string | null
  lat: number | null
  lon: number | null
  words: string | null
  answers: string | null
  place: string | null
  name: string | null
  phone: string | null
  phoneKey: string
  wordsKey: string
  openWish: 0 | 1
  firstHandlerId: string | null
  handlerId: string | null
  answeredBy: string | null
  threadWaits: 'resident' | 'office' | null
  receivedAt: number
  confirmedAt: number | null
  acceptedAt: number | null
  answeredAt: number | null
  closedAt: number | null
  closedHow: ClosedHow | null
  satisfied: number | null
  /** How it will be closed once its call-back is made. */
  closeAs: 'accepted' | 'silent' | null
  reopened: number
  clock: ComplaintClock | null
  rule: string | null
  clockStartedAt: number | null
  dueAt: number | null
  counted: string
  pausedAt: number | null
  raised: 0 | 1 | 2 | 3
  raiseAt: number | null
  turn: 'wait' | 'reply' | null
  turnDueAt: number | null
  turnCounted: string
  remindedAt: number | null
  turnBack: ComplaintState | null
  mergedInto: string | null
  splitFrom: string | null
  updatedAt: number
  keepUntil: number | null
  legalHold: 0 | 1
}

const columns = sql.raw(
  `c.id AS id, c.reference AS reference, c.code_hash AS codeHash, o.reference AS rootReference, o.code_hash AS rootCodeHash,
   c.kind AS kind, c.category AS category, g.name_zh AS categoryZh, g.name_en AS categoryEn, c.anonymous AS anonymous,
   c.away AS away, c.about_id AS aboutId, b.slug AS aboutSlug, b.name_zh AS aboutZh, b.name_en AS aboutEn, c.desk AS desk,
   d.slug AS deskSlug, d.name_zh AS deskZh, d.name_en AS deskEn, d.phone AS deskPhone, c.level AS level,
   c.from_desk AS fromDesk, c.locale AS locale, c.channel AS channel, c.tray AS tray, c.state AS state, c.rev AS rev,
   c.moved_at AS movedAt, c.moved_by AS movedBy, c.town_code AS townCode, t.name_zh AS townZh, t.name_en AS townEn,
   c.area_id AS areaId, r.name_zh AS areaZh, r.name_en AS areaEn, c.lat AS lat, c.lon AS lon, c.words AS words,
   c.answers AS answers, c.place AS place, c.name AS name, c.phone AS phone, c.phone_key AS phoneKey,
   c.words_key AS wordsKey, c.open_wish AS openWish, c.first_handler_id AS firstHandlerId, c.handler_id AS handlerId,
   c.answered_by AS answeredBy, c.thread_waits AS threadWaits, c.received_at AS receivedAt, c.confirmed_at AS confirmedAt,
   c.accepted_at AS acceptedAt, c.answered_at AS answeredAt, c.closed_at AS closedAt, c.closed_how AS closedHow,
   c.satisfied AS satisfied, c.close_as AS closeAs, c.reopened AS reopened, c.clock AS clock, c.rule AS rule,
   c.clock_started_at AS clockStartedAt, c.due_at AS dueAt, c.counted AS counted, c.paused_at AS pausedAt,
   c.raised AS raised, c.raise_at AS raiseAt, c.turn AS turn, c.turn_due_at AS turnDueAt, c.turn_counted AS turnCounted,
   c.reminded_at AS remindedAt, c.turn_back AS turnBack, c.merged_into AS mergedInto, c.split_from AS splitFrom,
   c.updated_at AS updatedAt, c.keep_until AS keepUntil, c.legal_hold AS legalHold`,
)

/** The tables a complaint is read from, for a WHERE. Staff read through desk/sight.ts alone. */
export const complaintFrom = sql`SELECT ${columns} FROM complaint c
  LEFT JOIN service_point b ON b.id = c.about_id LEFT JOIN service_point d ON d.id = c.desk
  LEFT JOIN complaint o ON o.id = c.split_from LEFT JOIN complaint_category g ON g.code = c.category
  LEFT JOIN town t ON t.code = c.town_code LEFT JOIN area r ON r.id = c.area_id`

/** Statement: the complaint of a reference for whoever holds its code, or for the machine; or no row. */
export const complaintByReference = (ctx: Ctx, reference: string) =>
  rows<ComplaintRow>(ctx.db, sql`${complaintFrom} WHERE c.reference = ${reference}`)

const ofReference = (reference: string) => sql`(SELECT id FROM complaint WHERE reference = ${reference})`

export interface WordRow {
  id: string
  n: number
  kind: ComplaintWordKind
  side: 'resident' | 'office' | 'outside'
  staffId: string | null
  words: string | null
  at: number
  /** Written by whoever reads on (desk/readOn.ts). */
  readsOn: 0 | 1
}

/** Statement: what was said, the newest first: to its author alone, or (`inner`) the notes among staff too. */
export const wordsOf = (ctx: Ctx, reference: string, inner: boolean) =>
  rows<WordRow>(
    ctx.db,
    sql`SELECT id, n, kind, side, staff_id AS staffId, words, at, reads_on AS readsOn FROM complaint_word
        WHERE complaint_id = ${ofReference(reference)} AND (${inner ? 1 : 0} = 1 OR kind NOT IN ('note', 'outside'))
        ORDER BY n DESC, id LIMIT 100`,
  )

export interface EventRow {
  n: number
  fromState: ComplaintState | null
  toState: ComplaintState
  desk: string
  deskZh: string | null
  deskEn: string | null
  at: number
  by: string
}

/** Statement: its steps, in order. */
export const eventsOf = (ctx: Ctx, reference: string) =>
  rows<EventRow>(
    ctx.db,
    sql`SELECT e.n AS n, e.from_state AS fromState, e.to_state AS toState, e.desk AS desk, p.name_zh AS deskZh,
          p.name_en AS deskEn, e.at AS at, e.by AS by
        FROM complaint_event e LEFT JOIN service_point p ON p.id = e.desk
        WHERE e.complaint_id = ${ofReference(reference)} ORDER BY e.n LIMIT 100`,
  )

export interface PauseRow {
  n: number
  reason: 'you' | 'third-party'
  fromAt: number
  toAt: number | null
}

/** Statement: when its clock stood still. */
export const pausesOf = (ctx: Ctx, reference: string) =>
  rows<PauseRow>(
    ctx.db,
    sql`SELECT n, reason, from_at AS fromAt, to_at AS toAt FROM complaint_pause
        WHERE complaint_id = ${ofReference(reference)} ORDER BY n LIMIT 60`,
  )

export interface ExtensionRow {
  clock: ComplaintClock
  value: number
  unit: DeadlineUnit
  approverId: string
  at: number
}

/** Statement: granted extensions of its time, of the clock that runs. */
export const extensionsOf = (ctx: Ctx, reference: string) =>
  rows<ExtensionRow>(
    ctx.db,
    sql`SELECT e.clock AS clock, e.value AS value, e.unit AS unit, e.approver_id AS approverId, e.at AS at
        FROM complaint c JOIN complaint_extension e ON e.complaint_id = c.id AND e.clock = c.clock
        WHERE c.reference = ${reference} LIMIT 5`,
  )

export interface PhotoRow {
  id: string
  side: 'resident' | 'office'
  type: string
  size: number
  sha256: string
  addedAt: number
  /** Added by whoever reads on (desk/readOn.ts). */
  readsOn: 0 | 1
}

/** Statement: the photos that stand. */
export const photosOf = (ctx: Ctx, reference: string) =>
  rows<PhotoRow>(
    ctx.db,
    sql`SELECT id, side, type, size, sha256, added_at AS addedAt, reads_on AS readsOn FROM complaint_file
        WHERE complaint_id = ${ofReference(reference)} AND dropped_at IS NULL ORDER BY side DESC, id LIMIT 20`,
  )

export interface OutsideRow {
  id: string
  office: string
  askedAt: number
  dueAt: number
  answeredAt: number | null
}

/** Statement: the other bodies that were asked. */
export const outsideOf = (ctx: Ctx, reference: string) =>
  rows<OutsideRow>(
    ctx.db,
    sql`SELECT id, office, asked_at AS askedAt, due_at AS dueAt, answered_at AS answeredAt FROM complaint_outside
        WHERE complaint_id = ${ofReference(reference)} ORDER BY asked_at, id LIMIT 20`,
  )

/** Statement: by role, on how many days somebody looked at it, and how often a name or number was seen. */
export const viewsOf = (ctx: Ctx, reference: string) =>
  rows<{ role: string; times: number; unmasked: number; lastDay: string }>(
    ctx.db,
    sql`SELECT role, count(*) AS times, sum(unmasked) AS unmasked, max(day) AS lastDay FROM complaint_view
        WHERE complaint_id = ${ofReference(reference)} GROUP BY role ORDER BY role`,
  )
