import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { rows } from '../../db/rows.ts'
import { meetingEntry } from '../../db/schema/index.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { leafFor } from '../audit/append.ts'
import { DAY, dayOf, endOfDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, spendGate, trayFull } from '../intake/bots.ts'
import { liveCode } from '../intake/liveCode.ts'
import { type AnsweredRow, type Once, remember } from '../intake/once.ts'
import { messageFor } from '../notification/enqueue.ts'
import { seal } from '../privacy/field.ts'
import { Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import type { MeetingRow } from './query.ts'
import { text } from './view.ts'

/** Sign-ups are deleted so many days after the meeting, questions too (product rules; a bureau may keep less). */
export const SIGNUP_KEPT_DAYS = 30
export const QUESTION_KEPT_DAYS = 180
/** A reminder goes out so long before a meeting, to whoever signed up before that. */
const REMINDED = DAY

/** What somebody hands in, before it is sealed and has a reference. */
export interface Entry {
  what: 'signup' | 'question'
  words: string
  name: string | null
  phone: string | null
  phoneKey: string
  persons: number | null
  mayPublish: boolean
  /** A mobile to be reminded on. */
  textable: string | null
}

const keptSchema = z.object({ promise: promiseSchema, reminded: z.boolean() })

/** What was given out for an entry. */
export interface Filed extends z.infer<typeof keptSchema> {
  reference: string
  accessCode: string
}

/**
 * Writes an entry with its audit leaf and its reminder, past the gate and under its key, in one round trip; null when another
 * copy of the request was first. Throws meeting-full, meeting-closed, meeting-often, proof-invalid, tray-full.
 */
export async function file(
  ctx: Ctx,
  once: Once,
  meeting: MeetingRow,
  { proof, ...entry }: Entry & { proof: string | undefined },
): Promise<Filed | null> {
  const gate = await admit(ctx, once.operation, proof)
  for (let attempt = 1; ; attempt++) {
    const reference = makeReference('M', dayOf(ctx.clock.now()))
    const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
    const { row, leaf, reminder } = await made(ctx, meeting, reference, accessCode, entry)
    const reminded = reminder !== null
    const [forget, recall] = remember(ctx, once, reference, { promise: leaf.promise, reminded })
    try {
      await ctx.db.batch([
        forget,
        recall,
        ...gate,
        ctx.db.insert(meetingEntry).values(row),
        leaf.statement,
        ...(reminder ? [reminder.statement] : []),
      ])
      return { reference, accessCode, promise: leaf.promise, reminded }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return null
      if (refusal === 'proof-spent') throw new Problem('proof-invalid')
      if (refusal === 'tray-full') throw trayFull(ctx)
      // Whoever probes for numbers that are signed up pays like everybody else.
      if (refusal === 'meeting-often') await spendGate(ctx, gate)
      throw error
    }
  }
}

async function made(
  ctx: Ctx,
  meeting: MeetingRow,
  reference: string,
  accessCode: string,
  { what, words, name, phone, phoneKey, persons, mayPublish, textable }: Entry,
) {
  const id = newId('me')
  const now = ctx.clock.now()
  const put = (column: string, value: string | null) =>
    value === null ? null : seal(ctx.keys, { table: 'meeting_entry', column, row: id }, value)
  const kept = what === 'signup' ? SIGNUP_KEPT_DAYS : QUESTION_KEPT_DAYS
  const [hash, leaf, reminder, sealedWords, sealedName, sealedPhone] = await Promise.all([
    codeHash(ctx.keys.code, reference, accessCode),
    leafFor(ctx, {
      action: what === 'signup' ? 'meeting.signup' : 'meeting.question',
      subject: reference,
      facts: { meeting: meeting.id, ...(persons !== null && { persons }) },
    }),
    textable && meeting.startsAt - REMINDED > now
      ? messageFor(ctx, {
          template: 'meeting.reminder',
          locale: ctx.locale,
          reference,
          phone: textable,
          data: { reference, ...toldOf(meeting) },
          notBefore: meeting.startsAt - REMINDED,
        })
      : null,
    put('words', words),
    put('name', name),
    put('phone', phone),
  ])
  const row: typeof meetingEntry.$inferInsert = {
    id,
    reference,
    codeHash: hash,
    meetingId: meeting.id,
    what,
    state: what === 'signup' ? 'coming' : 'asked',
    locale: ctx.locale,
    persons,
    words: sealedWords,
    name: sealedName,
    phone: sealedPhone,
    phoneKey,
    mayPublish,
    keepUntil: endOfDay(dayOf(meeting.endsAt)) + kept * DAY,
    createdAt: now,
  }
  return { row, leaf, reminder }
}

/** What a message says of a meeting. */
export const toldOf = (row: MeetingRow) => ({
  meetsAt: toIso(row.startsAt),
  title: text(row.titleZh, row.titleEn),
  place: text(row.placeZh, row.placeEn),
})

/** What a repeated request reads back of its entry. */
export interface MadeRow {
  reference: string
  codeHash: string
  persons: number | null
}

/** Statement: the entry made under this key. */
export function madeUnder(ctx: Ctx, { operation, keyHash }: Once) {
  return rows<MadeRow>(
    ctx.db,
    sql`SELECT reference, code_hash AS codeHash, persons FROM meeting_entry WHERE reference =
          (SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`,
  )
}

/** The same receipt again. Throws code-replaced, unavailable. */
export async function filedBefore(
  ctx: Ctx,
  once: Once,
  { kept }: AnsweredRow,
  [row]: MadeRow[],
): Promise<Filed> {
  if (!row) throw new Problem('unavailable', { retryAfter: 1 })
  const accessCode = await liveCode(ctx, row.reference, once.key, row.codeHash)
  return { ...keptSchema.parse(JSON.parse(kept)), reference: row.reference, accessCode }
}
