import { type SQL, sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { DAY, dayOf, HOUR } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'

/** The personal fields of a visit or of a place on the waiting list, and what was said about a bad rating, are kept this many days after its end (product rule; a bureau may have to keep less). */
export const KEPT_DAYS = 365

/** Bookings emptied, and rows of each other kind deleted, in one run. */
const BOOKINGS_A_RUN = 200
const ROWS_A_RUN = 500

type Kind =
  | 'idempotency'
  | 'tries'
  | 'proofs'
  | 'tray'
  | 'codes'
  | 'codeDays'
  | 'followDays'
  | 'logins'
  | 'holds'

/** What a run took away, by kind. */
export type Purged = Record<'bookings' | 'waiting' | Kind, number>

interface Over {
  name: Kind
  table: string
  key: string
  is: SQL
}

/** Small rows that outlive their use: where they stand, and which are over. Keys are those of the table. */
const over = (now: number): Over[] => [
  { name: 'idempotency', table: 'idempotency', key: 'operation, key_hash', is: sql`expires_at <= ${now}` },
  { name: 'tries', table: 'code_try', key: 'reference, window_start', is: sql`window_start < ${now - DAY}` },
  { name: 'proofs', table: 'spent_proof', key: 'challenge', is: sql`expires_at <= ${now}` },
  // A row for each operation and hour: a few dozen at most.
  {
    name: 'tray',
    table: 'tray',
    key: 'operation, hour',
    is: sql`hour < ${Math.floor((now - DAY) / HOUR)}`,
  },
  // They count the codes of a day, so they outlive the code.
  { name: 'codes', table: 'phone_code', key: 'reference', is: sql`expires_at < ${now - DAY}` },
  { name: 'codeDays', table: 'phone_code_day', key: 'day, phone_key', is: sql`day < ${dayOf(now)}` },
  { name: 'followDays', table: 'complaint_follow_day', key: 'day, phone_key', is: sql`day < ${dayOf(now)}` },
  { name: 'logins', table: 'identity_spent', key: 'assertion_id', is: sql`expires_at <= ${now}` },
  // Who was offered which place, as long as the visit itself would be kept.
  {
    name: 'holds',
    table: 'hold',
    key: 'id',
    is: sql`settled_at IS NOT NULL AND ends_at < ${now - KEPT_DAYS * DAY}`,
  },
]

/**
 * Job `privacy.purge`: empties the personal fields of visits a year after their end (their look-up keys and
 * their numbers in the draw become random, so that nobody is found by them again) and deletes rows whose use is over. What was taken is attested in
 * numbers, in the same batch.
 */
export async function purge(ctx: Ctx): Promise<Purged> {
  const now = ctx.clock.now()
  const kinds = over(now)
  const count = ({ table, is }: Over) =>
    rows<{ n: number }>(
      ctx.db,
      sql`SELECT count(*) AS n FROM (SELECT 1 FROM ${sql.raw(table)} WHERE ${is} LIMIT ${ROWS_A_RUN})`,
    )
  const [bookings, waiting, ...counts] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`
      SELECT id FROM booking WHERE state <> 'booked' AND name IS NOT NULL AND ends_at < ${now - KEPT_DAYS * DAY}
      ORDER BY ends_at LIMIT ${BOOKINGS_A_RUN}`,
    ),
    rows<{ id: string }>(
      ctx.db,
      sql`
      SELECT id FROM waiting WHERE state NOT IN ('waiting', 'offered') AND name IS NOT NULL
        AND ends_at < ${now - KEPT_DAYS * DAY} ORDER BY ends_at LIMIT ${BOOKINGS_A_RUN}`,
    ),
    ...kinds.map(count),
  ])
  const purged: Purged = { ...nothing, bookings: bookings.length, waiting: waiting.length }
  kinds.forEach(({ name }, i) => {
    purged[name] = counts[i]![0]!.n
  })
  if (Object.values(purged).every((n) => n === 0)) return purged
  const remove = ({ table, key, is }: Over) =>
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
    forgetWishes(ctx, bookings),
    forgetReasons(ctx, 'booking', bookings),
    forgetReasons(ctx, 'waiting', waiting),
    emptyWaiting(ctx, waiting),
    guard(ctx.db, purged.waiting),
    ...kinds.flatMap((kind) => [remove(kind), guard(ctx.db, purged[kind.name])]),
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

const nothing: Purged = {
  bookings: 0,
  waiting: 0,
  idempotency: 0,
  tries: 0,
  proofs: 0,
  tray: 0,
  codes: 0,
  codeDays: 0,
  followDays: 0,
  logins: 0,
  holds: 0,
}

const list = (found: { id: string }[]) => JSON.stringify(found.map(({ id }) => id))

/** Those who waited for an earlier time left no field of their own there, only the keys. */
function forgetWishes({ db }: Ctx, bookings: { id: string }[]) {
  return exec(
    db,
    sql`
    UPDATE waiting SET person_key = lower(hex(randomblob(32))), phone_key = lower(hex(randomblob(32))), contact_key = '',
      ticket = lower(hex(randomblob(5)))
    WHERE booking_id IN (SELECT value FROM json_each(${list(bookings)})) AND state NOT IN ('waiting', 'offered')`,
  )
}

/** What staff wrote when they looked at such a record may speak of the person; that they looked stays. */
function forgetReasons({ db }: Ctx, table: 'booking' | 'waiting', found: { id: string }[]) {
  return exec(
    db,
    sql`
    UPDATE record_view SET words = NULL WHERE words IS NOT NULL AND reference IN (
      SELECT reference FROM ${sql.raw(table)} WHERE id IN (SELECT value FROM json_each(${list(found)})))`,
  )
}

function emptyWaiting({ db }: Ctx, waiting: { id: string }[]) {
  return exec(
    db,
    sql`
    UPDATE waiting SET name = NULL, phone = NULL, id_number = NULL, helper_name = NULL, helper_phone = NULL, note = NULL,
      person_key = lower(hex(randomblob(32))), phone_key = lower(hex(randomblob(32))), contact_key = '',
      ticket = lower(hex(randomblob(5)))
    WHERE id IN (SELECT value FROM json_each(${list(waiting)}))
      AND state NOT IN ('waiting', 'offered') AND name IS NOT NULL`,
  )
}

function emptyBookings({ db }: Ctx, bookings: { id: string }[]) {
  return exec(
    db,
    sql`
    UPDATE booking SET name = NULL, phone = NULL, id_number = NULL, helper_name = NULL, helper_phone = NULL, note = NULL,
      person_key = lower(hex(randomblob(32))), phone_key = lower(hex(randomblob(32))), contact_key = ''
    WHERE id IN (SELECT value FROM json_each(${list(bookings)}))
      AND state <> 'booked' AND name IS NOT NULL`,
  )
}
