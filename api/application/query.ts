import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { ClockName, CorrectionKind, WordKind } from '../../db/schema/application.ts'
import type { DeadlineUnit } from '../calendar/deadlineRule.ts'
import type { Ctx } from '../context.ts'
import type { IdentityLevel } from '../matter/catalogue.ts'
import type { DocumentType } from '../privacy/document.ts'
import type { Locale } from '../shared/text.ts'
import type { DeliveryWay } from './form/declaration.ts'
import type { LookedRow } from './standing.ts'
import type { ApplicationState } from './states.ts'

/** An application as it is kept, with the names of its matter and its service point. */
export interface ApplicationRow {
  id: string
  reference: string
  codeHash: string
  personCodeHash: string | null
  /** Of the code that a login was made with, or that was handed out at a counter. */
  ownCodeHash: string | null
  matterCode: string
  matterZh: string
  matterEn: string
  formVersion: number
  pointId: string
  slug: string
  pointZh: string
  pointEn: string
  pointPhone: string
  addressZh: string
  addressEn: string
  /** The service point's own terms, JSON of api/matter/overlay.ts; null where it has none or no longer offers it. */
  ownPromise: string | null
  locale: Locale
  channel: 'online' | 'counter'
  state: ApplicationState
  rev: number
  movedAt: number
  movedBy: string
  personKey: string
  phoneKey: string
  idType: DocumentType
  name: string | null
  phone: string | null
  idNumber: string | null
  helperName: string | null
  helperPhone: string | null
  answers: string | null
  address: string | null
  helperRelation: string | null
  helperAuthority: string | null
  /** The kind of document shown by whoever collected it with an authorisation; null: nobody did. */
  agentSeen: string | null
  eligibility: string
  identity: IdentityLevel
  phoneConfirmedAt: number | null
  delivery: DeliveryWay | null
  tracking: string | null
  visitDay: string | null
  visitPart: 'morning' | 'afternoon' | null
  /** The day by which it was promised to be decided. */
  visitBy: string | null
  firstHandlerId: string | null
  handlerId: string | null
  threadWaits: 'resident' | 'office' | null
  receivedAt: number | null
  acceptedAt: number | null
  acceptedHow: 'staff' | 'silence' | null
  decidedAt: number | null
  closedAt: number | null
  tookDays: number | null
  pausedDays: number | null
  clock: ClockName | null
  rule: string | null
  clockStartedAt: number | null
  dueAt: number | null
  counted: string
  pausedAt: number | null
  lateAt: number | null
  asked: number
  createdAt: number
  updatedAt: number
  keepUntil: number | null
  legalHold: 0 | 1
}

const columns = sql.raw(
  `a.id AS id, a.reference AS reference, a.code_hash AS codeHash, a.person_code_hash AS personCodeHash,
   a.own_code_hash AS ownCodeHash, a.matter_code AS matterCode, m.name_zh AS matterZh, m.name_en AS matterEn, a.form_version AS formVersion,
   a.service_point_id AS pointId, p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn, p.phone AS pointPhone,
   p.address_zh AS addressZh, p.address_en AS addressEn, o.promise AS ownPromise, a.locale AS locale,
   a.channel AS channel, a.state AS state, a.rev AS rev, a.moved_at AS movedAt, a.moved_by AS movedBy,
   a.person_key AS personKey, a.phone_key AS phoneKey, a.id_type AS idType, a.name AS name, a.phone AS phone,
   a.id_number AS idNumber, a.helper_name AS helperName, a.helper_phone AS helperPhone, a.answers AS answers,
   a.address AS address, a.helper_relation AS helperRelation, a.helper_authority AS helperAuthority,
   a.agent_seen AS agentSeen,
   a.eligibility AS eligibility, a.identity AS identity, a.phone_confirmed_at AS phoneConfirmedAt,
   a.delivery AS delivery, a.tracking AS tracking, a.visit_day AS visitDay, a.visit_part AS visitPart,
   a.visit_by AS visitBy, a.first_handler_id AS firstHandlerId, a.handler_id AS handlerId,
   a.thread_waits AS threadWaits, a.received_at AS receivedAt, a.accepted_at AS acceptedAt,
   a.accepted_how AS acceptedHow, a.decided_at AS decidedAt, a.closed_at AS closedAt, a.took_days AS tookDays,
   a.paused_days AS pausedDays, a.clock AS clock, a.rule AS rule, a.clock_started_at AS clockStartedAt,
   a.due_at AS dueAt, a.counted AS counted, a.paused_at AS pausedAt, a.late_at AS lateAt, a.asked AS asked,
   a.created_at AS createdAt, a.updated_at AS updatedAt, a.keep_until AS keepUntil,
   a.legal_hold AS legalHold`,
)

/** The tables an application is read from, for a WHERE. */
export const applicationFrom = sql`SELECT ${columns} FROM application a
  JOIN matter m ON m.code = a.matter_code JOIN service_point p ON p.id = a.service_point_id
  LEFT JOIN matter_offer o ON o.service_point_id = a.service_point_id AND o.matter_code = a.matter_code`

/** Statement: the application of a reference, or no row. */
export const applicationByReference = (ctx: Ctx, reference: string) =>
  rows<ApplicationRow>(ctx.db, sql`${applicationFrom} WHERE a.reference = ${reference}`)

/** Statement: what opens an application. */
export const applicationAccess = (ctx: Ctx, reference: string) =>
  rows<{ codeHash: string; personCodeHash: string | null }>(
    ctx.db,
    sql`SELECT code_hash AS codeHash, person_code_hash AS personCodeHash FROM application WHERE reference = ${reference}`,
  )

const ofReference = (reference: string) => sql`(SELECT id FROM application WHERE reference = ${reference})`

export interface FileRow {
  id: string
  material: string
  round: number
  name: string | null
  type: string
  size: number
  sha256: string
  objectKey: string
  addedBy: 'resident' | 'staff'
  addedAt: number
}

/** Statement: the files of an application that stand. */
export const filesOf = (ctx: Ctx, reference: string) =>
  rows<FileRow>(
    ctx.db,
    sql`SELECT id, material, round, name, type, size, sha256, object_key AS objectKey, added_by AS addedBy,
          added_at AS addedAt
        FROM application_file WHERE application_id = ${ofReference(reference)} AND dropped_at IS NULL
        ORDER BY added_at, id LIMIT 80`,
  )

export interface WordRow {
  id: string
  kind: WordKind
  side: 'resident' | 'office'
  staffId: string | null
  toStaffId: string | null
  answersId: string | null
  words: string | null
  at: number
}

/** Statement: what was said, in order: to the resident alone, or (`inner`) the notes and opinions among staff too. */
export const wordsOf = (ctx: Ctx, reference: string, inner: boolean) =>
  rows<WordRow>(
    ctx.db,
    sql`SELECT id, kind, side, staff_id AS staffId, to_staff_id AS toStaffId, answers_id AS answersId, words, at
        FROM application_word WHERE application_id = ${ofReference(reference)}
          AND (${inner ? 1 : 0} = 1 OR kind IN ('message', 'reason')) ORDER BY at DESC, id LIMIT 100`,
  )

export interface CorrectionRow {
  id: string
  round: number
  target: string
  kind: CorrectionKind
  words: string | null
  askedAt: number
  answeredAt: number | null
}

/** Statement: what was asked to be put right, the newest round first. */
export const correctionsOf = (ctx: Ctx, reference: string) =>
  rows<CorrectionRow>(
    ctx.db,
    sql`SELECT id, round, target, kind, words, asked_at AS askedAt, answered_at AS answeredAt
        FROM application_correction WHERE application_id = ${ofReference(reference)} ORDER BY round DESC, target LIMIT 60`,
  )

export interface EventRow {
  fromState: ApplicationState | null
  toState: ApplicationState
  at: number
  by: string
}

/** Statement: its steps, in order. */
export const eventsOf = (ctx: Ctx, reference: string) =>
  rows<EventRow>(
    ctx.db,
    sql`SELECT from_state AS fromState, to_state AS toState, at, by FROM application_event
        WHERE application_id = ${ofReference(reference)} ORDER BY id LIMIT 60`,
  )

export interface PauseRow {
  id: string
  reason: string | null
  officeZh: string
  officeEn: string
  fromAt: number
  toAt: number | null
}

/** Statement: when another office was asked, and whether the clock stood still. */
export const pausesOf = (ctx: Ctx, reference: string) =>
  rows<PauseRow>(
    ctx.db,
    sql`SELECT id, reason, office_zh AS officeZh, office_en AS officeEn, from_at AS fromAt, to_at AS toAt
        FROM application_pause WHERE application_id = ${ofReference(reference)} ORDER BY from_at LIMIT 40`,
  )

export interface ExtensionRow {
  id: string
  value: number
  unit: DeadlineUnit
  approverId: string
  words: string | null
  at: number
}

/** Statement: granted extensions of its time, in order. */
export const extensionsOf = (ctx: Ctx, reference: string) =>
  rows<ExtensionRow>(
    ctx.db,
    sql`SELECT id, value, unit, approver_id AS approverId, words, at FROM application_extension
        WHERE application_id = ${ofReference(reference)} ORDER BY at LIMIT 10`,
  )

/** Statement: how often an application was looked at, before the day on which it was decided and since. */
export const lookedAt = (ctx: Ctx, reference: string) =>
  rows<LookedRow>(
    ctx.db,
    sql`SELECT kind, role, count(*) AS times, max(day) AS lastDay, day >= coalesce(
          (SELECT date((decided_at + 28800000) / 1000, 'unixepoch') FROM application WHERE reference = ${reference}),
          '9999-12-31') AS later
        FROM record_view WHERE reference = ${reference} GROUP BY kind, role, later ORDER BY kind, role`,
  )
