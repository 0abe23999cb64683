import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { quietLeaf } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
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

/**
 * Publishes what a second reader scheduled for a time that has come, each in its own batch. The privacy gate reads it
 * again: what it finds that was not let stand sends the notice back to review. Safe to run twice and to miss. One that
 * fails does not keep the others; the first unknown error is thrown at the end.
 */
export async function publishDue(ctx: Ctx): Promise<{ published: number; stopped: number }> {
  const [due] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM notice WHERE publish_at <= ${ctx.clock.now()} ORDER BY publish_at LIMIT ${most}`,
    ),
  ])
  const done = { published: 0, stopped: 0 }
  let failure: unknown
  for (const { id } of due) {
    try {
      const what = await publishOne(ctx, id)
      if (what) done[what] += 1
    } catch (error) {
      // Somebody changed it or took its number in this moment: the next minute looks again.
      const refusal = refusalOf(error)
      if (refusal !== 'stale' && refusal !== 'number-taken') failure ??= error
    }
  }
  if (failure) throw failure
  return done
}

async function publishOne(ctx: Ctx, id: string): Promise<'published' | 'stopped' | null> {
  const [[raw], files, official, last] = await ctx.db.batch([
    noticeRow(ctx, id),
    fileRows(ctx, id),
    officialRow(ctx),
    lastPublished(ctx),
  ])
  const row = raw && noticeOf(raw)
  if (row?.draft == null || row.readerId === null || row.step !== 'scheduled') return null
  const over = JSON.parse(row.over) as LetStand[]
  const findings = findingsOf(
    { content: contentOf(row.draft), note: row.note, files: standing(files) },
    officialOf(ctx, official[0]),
  )
  const at = Math.max(ctx.clock.now(), row.updatedAt)
  const stops = findings.filter(({ key }) => !over.some((stands) => stands.key === key))
  if (stops.length) {
    await stop(ctx, row, at, stops)
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

async function stop(ctx: Ctx, row: NoticeRow, at: number, findings: readonly LetStand[]) {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort()
  const version = row.version + 1
  const leaf = await quietLeaf(ctx, {
    action: 'notice.stop',
    subject: row.id,
    facts: { version, findings: findings.length, rules },
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
