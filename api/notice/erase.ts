import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { drop, dropLater } from '../file/drop.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { invalid, Problem } from '../problem.ts'
import { officialOf, officialRow } from './gate.ts'
import { fileRows, moveNotice, noticeRow } from './query.ts'
import { reach } from './reach.ts'
import type { Seen } from './send.ts'

/**
 * Erases the texts that held personal data, with their attachments: of a notice withdrawn for that reason all of them, of
 * one that was corrected for it the versions before. Number, author, reader, times, the SHA-256 in the audit and the
 * reason stay, and nothing brings the words back. The database lets nothing else be emptied. Throws record-not-found,
 * not-allowed, notice-step (nothing to erase), stale, invalid-input.
 */
export async function erase({ ctx, input: { id, rev, why } }: { ctx: Ctx; input: Seen & { why: string } }) {
  const [found, files, own, versions] = await ctx.db.batch([
    noticeRow(ctx, id),
    fileRows(ctx, id),
    officialRow(ctx),
    erasable(ctx, id),
  ])
  const { row, staff, role, at } = reach(ctx, found, 'notice.withdraw')
  if (versions.length === 0) throw new Problem('notice-step')
  if (row.rev !== rev) throw new Problem('stale')
  if (findPersonal(why, { official: officialOf(ctx, own[0]) }).length)
    throw invalid('/why', 'notice.personal')
  const going = versions.map(({ version }) => version)
  const last = Math.max(...going)
  // A version that stands may share an attachment with one that goes.
  const lost = files.filter(
    ({ fromVersion, toVersion }) => fromVersion !== null && (toVersion ?? row.version) <= last,
  )
  const keys = lost.map(({ objectKey }) => objectKey)
  const leaf = await leafFor(ctx, {
    action: 'notice.erase',
    subject: id,
    facts: { number: row.number, versions: going, files: lost.length, staff: staff.id },
  })
  const these = JSON.stringify(going)
  await ctx.db.batch([
    moveNotice(ctx, row, at),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`INSERT INTO notice_erasure (notice_id, version, at, by_id, role, why)
          SELECT ${id}, value, ${at}, ${staff.id}, ${role}, ${why} FROM json_each(${these})`,
    ),
    exec(
      ctx.db,
      sql`UPDATE notice_version SET title = '', summary = '', body = '', title_en = '', body_en = '', details = 'null',
            note = '', over = '[]', over_why = ''
          WHERE notice_id = ${id} AND version IN (SELECT value FROM json_each(${these}))`,
    ),
    guard(ctx.db, going.length),
    exec(
      ctx.db,
      sql`UPDATE notice_file SET name = '', reading = NULL WHERE id IN (SELECT value FROM json_each(${JSON.stringify(lost.map((file) => file.id))}))`,
    ),
    dropLater(ctx, keys),
    leaf.statement,
  ])
  ctx.after((later) => drop(later, keys))
  return { rev: row.rev + 1, versions: going }
}

/** Statement: the versions of a notice whose text held personal data and still stands. */
function erasable({ db }: Ctx, id: string) {
  return rows<{ version: number }>(
    db,
    sql`SELECT v.version AS version FROM notice_version v JOIN notice n ON n.id = v.notice_id
        WHERE v.notice_id = ${id}
          AND (n.withdrawn_personal = 1 OR v.version < (
            SELECT max(version) FROM notice_version WHERE notice_id = ${id} AND hides = 1))
          AND NOT EXISTS (SELECT 1 FROM notice_erasure e WHERE e.notice_id = v.notice_id AND e.version = v.version)
        ORDER BY v.version LIMIT 100`,
  )
}
