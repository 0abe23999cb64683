import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { readWords } from '../application/words.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { normaliseCode } from '../shared/accessCode.ts'
import { calendarOf, recount } from './clock.ts'
import { endOutside, tokenHash } from './desk/outside.ts'
import { move } from './move.ts'
import { complaintByReference, extensionsOf, pausesOf } from './query.ts'
import { sayStatement } from './say.ts'
import { unsealed } from './sealed.ts'
import { momentOf } from './when.ts'

interface AskedRow {
  id: string
  office: string
  words: string | null
  dueAt: number
  reference: string
}

/** What another body was asked; nothing else of the complaint is told. Throws outside-over for a code that is none, used or over. */
async function askedBy(ctx: Ctx, token: string): Promise<AskedRow> {
  const hash = await tokenHash(ctx, normaliseCode(token) ?? '')
  const [[row]] = await ctx.db.batch([
    rows<AskedRow>(
      ctx.db,
      sql`SELECT o.id AS id, o.office AS office, o.words AS words, o.due_at AS dueAt, c.reference AS reference
          FROM complaint_outside o JOIN complaint c ON c.id = o.complaint_id
          WHERE o.token_hash = ${hash} AND o.answered_at IS NULL AND o.due_at >= ${ctx.clock.now()} AND c.state = 'elsewhere'`,
    ),
  ])
  if (!row) throw new Problem('outside-over')
  return row
}

/** The question, for whoever holds the code. Throws outside-over. */
export async function openAsked({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { token: string }
}): Promise<{ office: string; words: string; until: string }> {
  const { id, office, words, dueAt } = await askedBy(ctx, input.token)
  return {
    office,
    words: (await unsealed(ctx, 'complaint_outside', id, 'words', words)) ?? '',
    until: toIso(dueAt),
  }
}

/**
 * The other body answers, once; whoever handles the complaint goes on with it, and a clock that stood still runs again.
 * Throws invalid-input, outside-over.
 */
export async function answerAsked({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { token: string; words: string }
}): Promise<{ received: true }> {
  const words = readWords(input.words)
  const asked = await askedBy(ctx, input.token)
  const { reference } = asked
  const [[row], pauses, extensions, years, days] = await ctx.db.batch([
    complaintByReference(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    ...calendarOf(ctx, reference),
  ])
  if (!row) throw new Problem('outside-over')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'working',
    by: 'outside',
    set: { threadWaits: 'office', ...goneOn(row, at, { pauses, extensions, years, days }) },
    action: 'complaint.outside',
  })
  const said = await sayStatement(ctx, row.id, { rev, at }, { kind: 'outside', words, staffId: null })
  try {
    await ctx.db.batch([
      ...statements,
      ...endOutside(ctx, asked.id, at),
      endPause(ctx, row.id, at),
      said.statement,
    ])
  } catch (error) {
    // Answered by another press, or taken back meanwhile.
    if (refusalOf(error) === 'stale') throw new Problem('outside-over')
    throw error
  }
  return { received: true }
}

/** The columns of a clock that runs again after it stood still; none where it ran on. */
export function goneOn(
  row: Parameters<typeof recount>[0] & { pausedAt: number | null },
  at: number,
  read: Omit<Parameters<typeof recount>[1], 'now'>,
) {
  if (row.pausedAt === null) return {}
  const pauses = read.pauses.map((pause) => ({ ...pause, toAt: pause.toAt ?? at }))
  return { ...recount(row, { ...read, pauses, now: at }), pausedAt: null }
}

/** Statement: the clock no longer stands still. */
export const endPause = ({ db }: Ctx, id: string, at: number) =>
  exec(db, sql`UPDATE complaint_pause SET to_at = ${at} WHERE complaint_id = ${id} AND to_at IS NULL`)
