import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { Locale } from '../shared/text.ts'

/** A waiting row as the sender takes it up; recipient and data still sealed. */
export interface Taken {
  id: string
  template: string
  locale: Locale
  reference: string
  recipient: string
  data: string
  attempts: number
}

/** Takes up those of the rows that wait and are due, and counts the try. `ids` at most a few hundred. */
export function takeUp({ db, clock }: Ctx, ids: string[]) {
  return rows<Taken>(
    db,
    sql`
    UPDATE outbox SET attempts = attempts + 1, queued_at = ${clock.now()}
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND state = 'waiting' AND not_before <= ${clock.now()}
    RETURNING id, template, locale, reference, recipient, data, attempts`,
  )
}

/** Settles waiting rows, and empties their words at once. A row is settled once, whoever comes first. */
export function settle({ db, clock }: Ctx, ids: string[], state: 'sent' | 'dead' | 'void') {
  return exec(
    db,
    sql`
    UPDATE outbox SET state = ${state}, recipient = '', data = '', settled_at = ${clock.now()}
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND state = 'waiting'`,
  )
}

/** Notes until when the queue holds a row back, so that the cron does not queue it a second time. */
export function heldBack({ db }: Ctx, id: string, until: number) {
  return exec(db, sql`UPDATE outbox SET queued_at = ${until} WHERE id = ${id} AND state = 'waiting'`)
}

/** Marks due rows as queued and gives their ids: never queued (and a minute old), or queued ten minutes ago. */
export function claimDue({ db, clock }: Ctx, limit: number) {
  const now = clock.now()
  return rows<{ id: string }>(
    db,
    sql`
    UPDATE outbox SET queued_at = ${now} WHERE id IN (
      SELECT id FROM outbox WHERE state = 'waiting' AND not_before <= ${now}
        AND coalesce(queued_at + 600000, created_at + 60000) <= ${now}
      ORDER BY not_before LIMIT ${limit})
    RETURNING id`,
  )
}

/** Deletes rows settled before a moment, at most `limit`. */
export function deleteSettled({ db }: Ctx, before: number, limit: number) {
  return exec(
    db,
    sql`DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE settled_at < ${before} ORDER BY settled_at LIMIT ${limit})`,
  )
}
