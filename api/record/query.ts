import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { BookingInput } from '../appointment/schema.ts'
import type { Ctx } from '../context.ts'
import type { Template } from '../notification/message.ts'
import type { Reference } from '../shared/reference.ts'
import type { Locale } from '../shared/text.ts'

/** Who a record is about, sealed, and where it may be opened from. */
export interface PersonRow {
  id: string
  reference: string
  codeHash: string
  locale: Locale
  idType: BookingInput['applicant']['idType']
  /** Null: the keeping time is over. */
  name: string | null
  phone: string | null
  idNumber: string | null
  helperName: string | null
  helperPhone: string | null
  note: string | null
  /** JSON array of RecordPoint. */
  points: string
}

export interface RecordPoint {
  id: string
  slug: string
  zh: string
  en: string
  phone: string
}

/** Where the sealed fields of a record stand. */
export const tableOf = ({ kind }: Pick<Reference, 'kind'>): RecordTable =>
  tables[kind as keyof typeof tables] ?? 'booking'
const tables = { W: 'waiting', B: 'application', K: 'casefile_party' } as const
export type RecordTable = (typeof tables)[keyof typeof tables] | 'booking'

const pointJson = sql.raw(
  "json_group_array(json_object('id', p.id, 'slug', p.slug, 'zh', p.name_zh, 'en', p.name_en, 'phone', p.phone))",
)
const personColumns = sql.raw(
  `x.id AS id, x.reference AS reference, x.code_hash AS codeHash, x.locale AS locale, x.id_type AS idType,
   x.name AS name, x.phone AS phone, x.id_number AS idNumber, x.helper_name AS helperName,
   x.helper_phone AS helperPhone, x.note AS note`,
)

/**
 * Of an application: the code that is replaced for the person at the counter is their own, where somebody else filed it,
 * so that the helper's goes on. A draft is opened by nobody.
 */
const applicant = (reference: string) =>
  sql`SELECT x.id AS id, x.reference AS reference, coalesce(x.person_code_hash, x.code_hash) AS codeHash,
        x.locale AS locale, x.id_type AS idType, x.name AS name, x.phone AS phone, x.id_number AS idNumber,
        x.helper_name AS helperName, x.helper_phone AS helperPhone, NULL AS note,
        (SELECT ${pointJson} FROM service_point p WHERE p.id = x.service_point_id) AS points
      FROM application x WHERE x.reference = ${reference} AND x.state NOT IN ('draft', 'discarded')`

/** One whom a police case concerns, by a reference of their own. */
const concerned = (reference: string) =>
  sql`SELECT x.id AS id, x.reference AS reference, x.code_hash AS codeHash, x.locale AS locale, x.id_type AS idType,
        x.name AS name, x.phone AS phone, x.id_number AS idNumber, NULL AS helperName, NULL AS helperPhone, NULL AS note,
        (SELECT ${pointJson} FROM service_point p WHERE p.id = c.service_point_id) AS points
      FROM casefile_party x JOIN casefile c ON c.id = x.casefile_id WHERE x.reference = ${reference}`

/**
 * Statement: who a record is about. A place on the list may be opened from every service point it waits for, also once
 * it has ended: they stand in the leaf of joining. A wish for an earlier time is part of its booking.
 */
export function personOf(ctx: Ctx, { reference, kind }: Reference) {
  if (kind === 'B') return rows<PersonRow>(ctx.db, applicant(reference))
  if (kind === 'K') return rows<PersonRow>(ctx.db, concerned(reference))
  return rows<PersonRow>(
    ctx.db,
    kind === 'W'
      ? sql`SELECT ${personColumns}, (SELECT ${pointJson} FROM audit_leaf l
              JOIN json_each(l.body, '$.facts.stations') j JOIN service_point p ON p.slug = j.value
              WHERE l.subject = x.reference AND l.action = 'waiting.join') AS points
            FROM waiting x WHERE x.reference = ${reference} AND x.booking_id IS NULL`
      : sql`SELECT ${personColumns}, (SELECT ${pointJson} FROM slot s
              JOIN service_point p ON p.id = s.service_point_id WHERE s.id = x.slot_id) AS points
            FROM booking x WHERE x.reference = ${reference}`,
  )
}

interface MessageRow {
  template: Template
  state: 'waiting' | 'sent' | 'dead' | 'void'
  /** When it went out or was given up, else when it is to go, ms. */
  at: number
}

/** Statement: what was sent about a record, or is to be; never its words. */
export function messagesAbout(ctx: Ctx, reference: string) {
  return rows<MessageRow>(
    ctx.db,
    sql`SELECT template, state, coalesce(settled_at, not_before) AS at FROM outbox WHERE reference = ${reference}
        ORDER BY created_at DESC LIMIT 20`,
  )
}

/** Statement: whether somebody has opened a record today. */
export function openedToday(ctx: Ctx, reference: string, staff: string, day: string) {
  return rows<{ id: string }>(
    ctx.db,
    sql`SELECT id FROM record_view
        WHERE reference = ${reference} AND staff_id = ${staff} AND day = ${day} AND kind = 'opened'`,
  )
}
