import { type SQL, sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { DAY } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { drop } from '../../file/drop.ts'

/** Applications emptied, certificates emptied, and files taken out at once, in one run; `file.drop` takes out the others. */
const applicationsARun = 20
const certificatesARun = 100
const filesARun = 50

/**
 * The file of a certificate can be opened as long as it holds and five years on, with the two days that leap years and time
 * zones may take (product rule K2; a bureau may have to keep others). Its number, its days and its state stay.
 */
export const certificateKept = (5 * 365 + 3) * DAY

/**
 * Job `application.purge`: empties what is personal of applications whose time of keeping is over and which nobody holds
 * back: answers, names, numbers, words, files, keys. Reference, matter, place, days, steps and how long it took stay: the
 * tombstone, and the statistics. Each is attested, in the batch that empties it. Files of certificates follow in
 * their own time.
 */
export async function purgeApplications(ctx: Ctx): Promise<{ emptied: number; certificates: number }> {
  const now = ctx.clock.now()
  const [found, over] = await ctx.db.batch([
    rows<{ id: string; reference: string }>(
      ctx.db,
      sql`SELECT id, reference FROM application
          WHERE keep_until IS NOT NULL AND legal_hold = 0 AND keep_until <= ${now}
          ORDER BY keep_until LIMIT ${applicationsARun}`,
    ),
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM certificate c WHERE file IS NOT NULL
            AND coalesce(ended_at, unixepoch(valid_until) * 1000, issued_at) < ${now - certificateKept}
            AND NOT EXISTS (SELECT 1 FROM application a WHERE a.id = c.application_id AND a.legal_hold = 1)
          ORDER BY coalesce(ended_at, unixepoch(valid_until) * 1000, issued_at) LIMIT ${certificatesARun}`,
    ),
  ])
  return {
    emptied: found.length && (await emptyApplications(ctx, found)),
    certificates: over.length && (await emptyCertificates(ctx, over)),
  }
}

const list = (found: readonly { id: string }[]) => JSON.stringify(found.map(({ id }) => id))

async function emptyApplications(
  ctx: Ctx,
  found: readonly { id: string; reference: string }[],
): Promise<number> {
  const { db } = ctx
  const now = ctx.clock.now()
  const ids = sql`(SELECT value FROM json_each(${list(found)}))`
  const references = sql`(SELECT value FROM json_each(${JSON.stringify(found.map(({ reference }) => reference))}))`
  const owners = sql`(SELECT 'application:' || value FROM json_each(${list(found)}))`
  const leaves = await Promise.all(
    found.map(({ reference }) =>
      leafFor(ctx, { action: 'application.purge', subject: reference, facts: {} }),
    ),
  )
  const wordless = (table: SQL) =>
    exec(db, sql`UPDATE ${table} SET words = NULL WHERE application_id IN ${ids}`)
  let dropped: { key: string }[]
  try {
    const results = await db.batch([
      rows<{ key: string }>(
        db,
        sql`SELECT object_key AS key FROM application_file
            WHERE application_id IN ${ids} AND dropped_at IS NULL ORDER BY application_id, added_at LIMIT ${filesARun}`,
      ),
      // A hold that came in between undoes it all.
      exec(
        db,
        sql`UPDATE application SET name = NULL, phone = NULL, id_type = 'none', id_number = NULL, helper_name = NULL,
              helper_phone = NULL, helper_relation = NULL, helper_authority = NULL, answers = NULL, address = NULL,
              eligibility = '{}', tracking = NULL, phone_confirmed_at = NULL, person_key = '', phone_key = '',
              keep_until = NULL, rev = rev + 1, updated_at = ${now}
            WHERE id IN ${ids} AND keep_until <= ${now} AND legal_hold = 0`,
      ),
      guard(db, found.length),
      wordless(sql`application_word`),
      wordless(sql`application_correction`),
      wordless(sql`application_extension`),
      exec(
        db,
        sql`INSERT INTO file_drop (object_key, next_at)
            SELECT object_key, ${now} FROM application_file WHERE application_id IN ${ids} AND dropped_at IS NULL
            ON CONFLICT (object_key) DO NOTHING`,
      ),
      exec(
        db,
        sql`UPDATE application_file SET name = NULL, sha256 = '', dropped_at = ${now}
            WHERE application_id IN ${ids} AND dropped_at IS NULL`,
      ),
      exec(
        db,
        sql`DELETE FROM upload_part WHERE upload_id IN (SELECT id FROM upload WHERE owner IN ${owners})`,
      ),
      exec(db, sql`DELETE FROM upload WHERE owner IN ${owners}`),
      exec(
        db,
        sql`UPDATE outbox SET state = 'void', recipient = '', data = '', settled_at = ${now}
            WHERE reference IN ${references} AND state = 'waiting'`,
      ),
      // What staff wrote when they looked may speak of the person; that they looked stays.
      exec(
        db,
        sql`UPDATE record_view SET words = NULL WHERE words IS NOT NULL AND reference IN ${references}`,
      ),
      ...leaves.map(({ statement }) => statement),
    ])
    dropped = results[0]
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return 0
  }
  await drop(
    ctx,
    dropped.map(({ key }) => key),
  )
  return found.length
}

async function emptyCertificates(ctx: Ctx, over: readonly { id: string }[]): Promise<number> {
  const leaf = await leafFor(ctx, {
    action: 'privacy.purge',
    subject: 'retention',
    facts: { certificates: over.length },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE certificate SET file = NULL, words = NULL
            WHERE id IN (SELECT value FROM json_each(${list(over)})) AND file IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM application a WHERE a.id = application_id AND a.legal_hold = 1)`,
      ),
      guard(ctx.db, over.length),
      leaf.statement,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return 0
  }
  return over.length
}
