import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { quietLeaf } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import type { Grant } from '../shared/actor.ts'
import { may } from '../staff/permission.ts'
import { contentOf } from './content.ts'
import { findingsOf, type LetStand, officialOf, officialRow } from './gate.ts'
import { publishStatements } from './publishStatements.ts'
import {
  addEvent,
  fileRows,
  lastPublished,
  moveNotice,
  type NoticeRow,
  noticeOf,
  noticeRow,
  standing,
} from './query.ts'
import { stateUnless } from './send.ts'

/** Notices published in one run; the next minute takes the rest. */
const most = 20

/** What the road says where the second reader may no longer stand for it. */
const readerLeft = 'reader'

/**
 * Publishes what a second reader scheduled for a time that has come, each in its own batch. The privacy gate reads it
 * again, and who read it is asked again: what the gate finds that was not let stand, and a reader who has left, may not
 * read here any more or wrote on it, send the notice back to review. Safe to run twice and to miss. One that fails stands
 * behind those not tried yet, so that it never keeps the others; the first unknown error is thrown at the end.
 */
export async function publishDue(ctx: Ctx): Promise<{ published: number; stopped: number }> {
  const [due] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM notice WHERE publish_at <= ${ctx.clock.now()}
          ORDER BY tried_at IS NOT NULL, tried_at, publish_at LIMIT ${most}`,
    ),
  ])
  const done = { published: 0, stopped: 0 }
  const left: string[] = []
  let failure: unknown
  for (const { id } of due) {
    try {
      const what = await publishOne(ctx, id)
      if (what) done[what] += 1
      else left.push(id)
    } catch (error) {
      left.push(id)
      // Somebody changed it or took its number in this moment: the next minute looks again.
      const refusal = refusalOf(error)
      if (refusal !== 'stale' && refusal !== 'number-taken') failure ??= error
    }
  }
  if (left.length)
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE notice SET tried_at = ${ctx.clock.now()} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(left)}))`,
      ),
    ])
  if (failure) throw failure
  return done
}

async function publishOne(ctx: Ctx, id: string): Promise<'published' | 'stopped' | null> {
  const [[raw], files, official, last, grants] = await ctx.db.batch([
    noticeRow(ctx, id),
    fileRows(ctx, id),
    officialRow(ctx),
    lastPublished(ctx),
    readerGrants(ctx, id),
  ])
  const row = raw && noticeOf(raw)
  if (row?.draft == null || row.readerId === null || row.step !== 'scheduled') return null
  const over = JSON.parse(row.over) as LetStand[]
  const findings = findingsOf(
    { content: contentOf(row.draft), note: row.note, files: standing(files) },
    officialOf(ctx, official[0]),
  )
  const at = Math.max(ctx.clock.now(), row.updatedAt)
  if (!stillReads(row, row.readerId, grants)) {
    await stop(ctx, row, at, 0, [readerLeft])
    return 'stopped'
  }
  const stops = findings.filter(({ key }) => !over.some((stands) => stands.key === key))
  if (stops.length) {
    const rules = [...new Set(stops.map(({ rule }) => rule))].sort()
    await stop(ctx, row, at, stops.length, rules)
    return 'stopped'
  }
  const { statements } = await publishStatements(ctx, {
    row,
    files,
    last: last[0],
    readerId: row.readerId,
    role: null,
    over,
    overWhy: row.overWhy,
    at,
  })
  await ctx.db.batch(statements)
  return 'published'
}

/** Statement: what the second reader of a draft may do, as long as their account is on. */
function readerGrants({ db }: Ctx, id: string) {
  return rows<Grant>(
    db,
    sql`SELECT g.role AS role, g.service_point_id AS point FROM notice_draft d
        JOIN staff_user u ON u.id = d.reader_id AND u.off_at IS NULL JOIN staff_grant g ON g.user_id = u.id
        WHERE d.notice_id = ${id}`,
  )
}

/** Whether they may still be its second reader: at work, allowed to read here, and not among those who wrote it. */
const stillReads = (row: NoticeRow, id: string, grants: readonly Grant[]) =>
  may({ kind: 'staff', id, session: '', grants }, 'notice.review', row.publisherId) &&
  id !== row.authorId &&
  !row.savers.includes(id)

async function stop(ctx: Ctx, row: NoticeRow, at: number, findings: number, rules: readonly string[]) {
  const version = row.version + 1
  const leaf = await quietLeaf(ctx, {
    action: 'notice.stop',
    subject: row.id,
    facts: { version, findings, rules },
  })
  await ctx.db.batch([
    moveNotice(ctx, row, at, sql`, publish_at = NULL ${stateUnless('review')}`),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE notice_draft SET step = 'review', reader_id = NULL, over = '[]', over_why = '' WHERE notice_id = ${row.id}`,
    ),
    guard(ctx.db),
    addEvent(ctx, { noticeId: row.id, what: 'stopped', at, version, remark: rules.join(' ') }),
    leaf.statement,
  ])
}
