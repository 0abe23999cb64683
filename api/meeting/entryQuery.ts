import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { EntryState, EntryWhat } from '../../db/schema/meeting.ts'
import type { Ctx } from '../context.ts'
import type { Locale } from '../shared/text.ts'

export interface EntryRow {
  id: string
  reference: string
  codeHash: string
  meetingId: string
  what: EntryWhat
  state: EntryState
  locale: Locale
  persons: number | null
  words: string | null
  name: string | null
  phone: string | null
  answer: string | null
  mayPublish: 0 | 1
  answeredBy: string | null
  answeredAt: number | null
  publicQuestion: string | null
  publicAnswer: string | null
  publishedAt: number | null
  came: 0 | 1 | null
  rev: number
  createdAt: number
}

const entryColumns = sql.raw(
  `e.id AS id, e.reference AS reference, e.code_hash AS codeHash, e.meeting_id AS meetingId, e.what AS what,
   e.state AS state, e.locale AS locale, e.persons AS persons, e.words AS words, e.name AS name, e.phone AS phone,
   e.answer AS answer, e.may_publish AS mayPublish, e.answered_by AS answeredBy, e.answered_at AS answeredAt,
   e.public_question AS publicQuestion, e.public_answer AS publicAnswer, e.published_at AS publishedAt, e.came AS came,
   e.rev AS rev, e.created_at AS createdAt`,
)

/** Statement: one sign-up or question, sealed, with its meeting. */
export const entryByReference = ({ db }: Ctx, reference: string) =>
  rows<EntryRow>(db, sql`SELECT ${entryColumns} FROM meeting_entry e WHERE e.reference = ${reference}`)

/** Statement: what was handed in for a meeting, of one kind, in the order in which it came. */
export const entriesOf = ({ db }: Ctx, meetingId: string, what: EntryWhat, limit: number) =>
  rows<EntryRow>(
    db,
    sql`SELECT ${entryColumns} FROM meeting_entry e WHERE e.meeting_id = ${meetingId} AND e.what = ${what}
        ORDER BY e.created_at, e.id LIMIT ${limit}`,
  )

/** Statement: the questions and answers of a meeting that are published. */
export const publicAnswers = ({ db }: Ctx, meetingId: string, limit: number) =>
  rows<{ question: string; answer: string; publishedAt: number }>(
    db,
    sql`SELECT public_question AS question, public_answer AS answer, published_at AS publishedAt FROM meeting_entry
        WHERE meeting_id = ${meetingId} AND published_at IS NOT NULL ORDER BY published_at LIMIT ${limit}`,
  )
