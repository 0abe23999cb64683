import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { DAY, HOUR } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'

/** A visit's personal fields are kept this many days after its end (product rule; a bureau may have to keep less). */
export const KEPT_DAYS = 365

/** Bookings emptied, and rows of each other kind deleted, in one run. */
const BOOKINGS_A_RUN = 200
const ROWS_A_RUN = 500

/** What a run took away, by kind. */
export interface Purged {
  bookings: number
  idempotency: number
  tries: number
  proofs: number
  tray: number
}

/** Small rows that outlive their use: where they stand, and which are over. Keys are those of the table. */
const over = (now: number) => ({
  idempotency: { table: 'idempotency', key: 'operation, key_hash', is: sql`expires_at <= ${now}` },
  tries: { table: 'code_try', key: 'reference, window_start', is: sql`window_start < ${now - DAY}` },
  proofs: { table: 'spent_proof', key: 'challenge', is: sql`expires_at <= ${now}` },
  // A row for each operation and hour: a few dozen at most.
  tray: { table: 'tray', key: 'operation, hour', is: sql`hour < ${Math.floor((now - DAY) / HOUR)}` },
})

/**
 * Job `privacy.purge`: empties the personal fields of visits a year after their end (their look-up keys become
 * random, so that nobody is found by them again) and deletes rows whose use is over. What was taken is attested in
 * numbers, in the same batch.
 */
export async function purge(ctx: Ctx): Promise<Purged> {
  const now = ctx.clock.now()
  const kinds = over(now)
  const count = ({ table, is }: (typeof kinds)['tries']) =>
    rows<{ n: number }>(
      ctx.db,
      sql`SELECT count(*) AS n FROM (SELECT 1 FROM ${sql.raw(table)} WHERE ${is} LIMIT ${ROWS_A_RUN})`,
    )
  const [bookings, [idempotency], [tries], [proofs], [tray]] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`
      SELECT id FROM booking WHERE state <> 'booked' AND name IS NOT NULL AND ends_at < ${now - KEPT_DAYS * DAY}
      ORDER BY ends_at LIMIT ${BOOKINGS_A_RUN}`,
    ),
    count(kinds.idempotency),
    count(kinds.tries),
    count(kinds.proofs),
    count(kinds.tray),
  ])
  const purged: Purged = {
    bookings: bookings.length,
    idempotency: idempotency!.n,
    tries: tries!.n,
    proofs: proofs!.n,
    tray: tray!.n,
  }
  if (Object.values(purged).every((n) => n === 0)) return purged
  const remove = ({ table, key, is }: (typeof kinds)['tries']) =>
    exec(
      ctx.db,
      sql`
      DELETE FROM ${sql.raw(table)} WHERE (${sql.raw(key)}) IN (
        SELECT ${sql.raw(key)} FROM ${sql.raw(table)} WHERE ${is} LIMIT ${ROWS_A_RUN})`,
    )
  const leaf = await leafFor(ctx, { action: 'privacy.purge', subject: 'retention', facts: { ...purged } })
  // Each count is guarded: where another run took a row meanwhile, this one is undone with its leaf.
  const statements = [
    emptyBookings(ctx, bookings),
    guard(ctx.db, purged.bookings),
    remove(kinds.idempotency),
    guard(ctx.db, purged.idempotency),
    remove(kinds.tries),
    guard(ctx.db, purged.tries),
    remove(kinds.proofs),
    guard(ctx.db, purged.proofs),
    remove(kinds.tray),
    guard(ctx.db, purged.tray),
    leaf.statement,
  ] as const
  try {
    await ctx.db.batch(statements)
    return purged
  } catch (error) {
    if (refusalOf(error) === 'stale') return nothing
    throw error
  }
}

const nothing: Purged = { bookings: 0, idempotency: 0, tries: 0, proofs: 0, tray: 0 }

function emptyBookings({ db }: Ctx, bookings: { id: string }[]) {
  return exec(
    db,
    sql`
    UPDATE booking SET name = NULL, phone = NULL, id_number = NULL, helper_name = NULL, helper_phone = NULL, note = NULL,
      person_key = lower(hex(randomblob(32))), phone_key = lower(hex(randomblob(32))), contact_key = ''
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(bookings.map(({ id }) => id))}))
      AND state <> 'booked' AND name IS NOT NULL`,
  )
}
