import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { DAY, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { contentOf } from './content.ts'
import { findingsOf, type LetStand, officialOf, officialRow } from './gate.ts'
import { type Publication, publishStatements } from './publishStatements.ts'
import { addEvent, fileRows, lastPublished, moveNotice, noticeRow, standing } from './query.ts'
import { atStep, type Reached, reach, secondPerson } from './reach.ts'
import { type Seen, stateUnless } from './send.ts'

/** What a second reader decides. */
export interface Decision extends Seen {
  /** Epoch ms; null: now. */
  publishAt: number | null
  /** Findings of the privacy gate that may stand, by their keys, and why. */
  over: readonly string[]
  why: string
  /** Each attachment was opened and read. */
  filesRead: boolean
}

/** So often a place in the order of publications is asked for again, when others were faster. */
const mostTries = 8

/**
 * The second reader publishes a draft, now or at a time. Never whoever began it or ever saved it: the database refuses
 * them too. What the privacy gate finds must be gone, or be let stand each by its key with a reason, which stays with
 * the version. Throws record-not-found, not-allowed, notice-step, notice-reader, notice-gate (with `findings`),
 * invalid-input, stale.
 */
export async function publish({ ctx, input }: { ctx: Ctx; input: Decision }) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await decide(ctx, input)
    } catch (error) {
      if (refusalOf(error) !== 'number-taken') throw error
      if (tries === mostTries) throw new Problem('unavailable', { retryAfter: 2 })
    }
  }
}

async function decide(ctx: Ctx, input: Decision) {
  const [found, files, official, last] = await ctx.db.batch([
    noticeRow(ctx, input.id),
    fileRows(ctx, input.id),
    officialRow(ctx),
    lastPublished(ctx),
  ])
  const reached = reach(ctx, found, 'notice.review')
  const { row, staff, role, at } = reached
  const { draft } = atStep(row, input.rev, 'review', 'scheduled')
  secondPerson(row, staff)
  const attached = standing(files)
  const findings = findingsOf(
    { content: contentOf(draft), note: row.note, files: attached },
    officialOf(ctx, official[0]),
  )
  const over = letStand(findings, input)
  if (attached.length && !input.filesRead) throw invalid('/filesRead', 'notice.files-read')
  const overWhy = over.length ? input.why.trim() : ''
  if (input.publishAt !== null) return schedule(ctx, reached, { publishAt: input.publishAt, over, overWhy })
  const publication: Publication = {
    row,
    files,
    last: last[0],
    readerId: staff.id,
    role,
    over,
    overWhy,
    at,
  }
  const { statements, published } = await publishStatements(ctx, publication)
  await ctx.db.batch(statements)
  return { rev: row.rev + 1, number: published.number, version: published.version, publishAt: null }
}

/** The findings that may stand. Throws notice-gate for one that nobody let stand, invalid-input without a reason. */
function letStand(findings: readonly LetStand[], { over, why }: Decision): LetStand[] {
  const stops = findings.filter(({ key }) => !over.includes(key))
  if (stops.length) throw stopped(stops)
  if (findings.length && !why.trim()) throw invalid('/why', 'notice.why')
  return findings.map(({ key, rule }) => ({ key, rule }))
}

/** The problem that names these findings, and nothing of what stands there. */
const stopped = (findings: readonly LetStand[]) =>
  new Problem('notice-gate', { extra: { findings: findings.map(({ key, rule }) => ({ key, rule })) } })

interface Scheduling {
  publishAt: number
  over: readonly LetStand[]
  overWhy: string
}

async function schedule(
  ctx: Ctx,
  { row, staff, role, at }: Reached,
  { publishAt, over, overWhy }: Scheduling,
) {
  if (publishAt <= ctx.clock.now() || publishAt > ctx.clock.now() + 366 * DAY)
    throw invalid('/publishAt', 'notice.past')
  const { id } = row
  const leaf = await leafFor(ctx, {
    action: 'notice.schedule',
    subject: id,
    facts: { version: row.version + 1, publishAt: toIso(publishAt), over: over.length, staff: staff.id },
  })
  await ctx.db.batch([
    moveNotice(ctx, row, at, sql`, publish_at = ${publishAt} ${stateUnless('scheduled')}`),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE notice_draft SET step = 'scheduled', reader_id = ${staff.id}, over = ${JSON.stringify(over)},
            over_why = ${overWhy} WHERE notice_id = ${id}`,
    ),
    guard(ctx.db),
    addEvent(ctx, {
      noticeId: id,
      what: 'scheduled',
      at,
      version: row.version + 1,
      byId: staff.id,
      role,
      remark: toIso(publishAt),
    }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, number: row.number, version: row.version, publishAt: toIso(publishAt) }
}
