import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { dayOf, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { findingsIn, letStand } from '../../meeting/gate.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { move } from '../move.ts'
import { type OwnPublicRow, publicOf } from '../own.ts'
import { isAnswered, mayAgree } from '../publishable.ts'
import { type ComplaintRow, type PhotoRow, photosOf } from '../query.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { reach, writeAtDesk } from './reach.ts'
import type { PublishInput } from './schema.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

/** The most characters of what was said, and of what was done. */
export const publicMost = 500

/**
 * Publishes what was told and what came of it, in words staff wrote anew, with the photos they looked at, if its author
 * agrees and the privacy gate finds nothing; what it finds is let stand only by its key, with a reason, by somebody who did
 * not handle it. Its author is told. What everybody reads
 * is dated by the day, of named ones too: else a moment would tell which are anonymous. One read, one write. Throws invalid-input, notice-gate (with `findings`), not-agreed,
 * own-fix, record-not-found (also for whom it must not reach), not-allowed, step-refused, stale.
 */
export async function publishComplaint({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & PublishInput
}): Promise<Done & { id: string }> {
  const errors: FieldError[] = []
  const said = readWords(input.said, '/said', errors, publicMost)
  const did = readWords(input.did, '/did', errors, publicMost)
  if (input.photos.length && !input.looked) errors.push({ pointer: '/looked', code: 'publish.looked' })
  if (errors.length) throw new Problem('invalid-input', { errors })
  const reference = complaintReference(input.reference)
  const [found, photos, own, official] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    photosOf(ctx, reference),
    publicOf(ctx, reference),
    officialRow(ctx),
  ])
  const { row, staff } = reach(ctx, 'complaint.publish', found, input)
  const kept = publishable(row, own)
  allThere(input.photos, photos)
  const texts = [['said', said] as const, ['did', did] as const]
  const over = letStand(findingsIn(texts, officialOf(ctx, official[0])), {
    over: input.over,
    why: input.why.trim(),
  })
  if (over.length && [row.handlerId, row.answeredBy].includes(staff.id)) throw new Problem('own-fix')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    action: 'complaint.publish',
  })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'published', kept.id))
  await write(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`UPDATE complaint_public SET state = 'out', ${places(row.id)}, category = ${row.category}, said = ${said},
            did = ${did}, locale = ${input.lang ?? row.locale}, came_day = ${dayOf(row.receivedAt)},
            done_day = ${dayOf(row.answeredAt ?? at)}, published_at = ${startOfDay(dayOf(at))}, published_by = ${staff.id}, down_why = '',
            down_at = NULL, over = ${JSON.stringify(over)}, over_why = ${over.length ? input.why.trim() : ''}, rev = rev + 1
          WHERE complaint_id = ${row.id} AND state <> 'out'`,
    ),
    guard(ctx.db),
    ...input.photos.map(({ id, shows }) =>
      exec(
        ctx.db,
        sql`INSERT INTO complaint_public_photo (complaint_id, file_id, shows) VALUES (${row.id}, ${id}, ${shows})`,
      ),
    ),
    ...message.statements,
  ])
  message.after()
  return { reference, rev, id: kept.id }
}

/** What is kept of it under its public name. Throws step-refused, not-agreed. */
function publishable(row: ComplaintRow, [kept]: readonly OwnPublicRow[]): OwnPublicRow {
  if (row.openWish !== 1 || !mayAgree(row) || !kept) throw new Problem('not-agreed')
  if (!isAnswered(row) || kept.state === 'out') throw new Problem('step-refused')
  return kept
}

/** Each photo is one of it, named once. */
function allThere(chosen: PublishInput['photos'], photos: readonly PhotoRow[]): void {
  const errors = chosen.flatMap(({ id }, i) =>
    photos.some((photo) => photo.id === id) && chosen.findIndex((one) => one.id === id) === i
      ? []
      : [{ pointer: `/photos/${i}/id`, code: 'wrong-value' }],
  )
  if (errors.length) throw new Problem('invalid-input', { errors })
}

/**
 * Whose page it stands on: the station it is about or that it went to first (a room's own page beside it), and the town.
 * What began with the bureau is the bureau's.
 */
const places = (id: string) => sql`(point_id, room_id, town_code) = (
  SELECT CASE a.kind WHEN 'room' THEN coalesce(a.parent_id, a.id) ELSE coalesce(a.id, d.id) END,
    CASE a.kind WHEN 'room' THEN a.id ELSE r.id END,
    coalesce(c.town_code, a.town_code, d.town_code)
  FROM complaint c LEFT JOIN service_point a ON a.id = c.about_id
    LEFT JOIN complaint_event e ON e.complaint_id = c.id AND e.n = 0
    LEFT JOIN service_point d ON d.id = e.desk
    LEFT JOIN service_point r ON r.id = (SELECT p.id FROM jurisdiction j JOIN service_point p ON p.id = j.service_point_id
      WHERE j.area_id = c.area_id AND p.kind = 'room' AND p.parent_id = d.id ORDER BY p.id LIMIT 1)
  WHERE c.id = ${id})`

/**
 * Staff take down what is public, for a reason its author reads. One read, one write. Throws invalid-input,
 * record-not-found, not-allowed, step-refused, stale.
 */
export async function takeDown({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { words: string }
}): Promise<Done> {
  const errors: FieldError[] = []
  const why = readWords(input.words, '/words', errors, publicMost)
  if (errors.length) throw new Problem('invalid-input', { errors })
  const reference = complaintReference(input.reference)
  const [found, [kept], official] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    publicOf(ctx, reference),
    officialRow(ctx),
  ])
  const { row, staff } = reach(ctx, 'complaint.publish', found, input)
  if (kept?.state !== 'out') throw new Problem('step-refused')
  // The reason stands in clear, as what it explains does.
  if (findingsIn([['words', why]], officialOf(ctx, official[0])).length)
    throw new Problem('invalid-input', { errors: [{ pointer: '/words', code: 'notice.personal' }] })
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    action: 'complaint.unpublish',
  })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await write(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`UPDATE complaint_public SET state = 'down', said = NULL, did = NULL, down_why = ${why}, down_at = ${startOfDay(dayOf(at))},
            rev = rev + 1 WHERE complaint_id = ${row.id} AND state = 'out'`,
    ),
    guard(ctx.db),
    ...message.statements,
  ])
  message.after()
  return { reference, rev }
}

/** Throws also what the database says of an agreement that is not there. */
async function write(ctx: Ctx, statements: Parameters<Ctx['db']['batch']>[0]): Promise<void> {
  try {
    await writeAtDesk(ctx, statements)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'not-agreed' || refusal === 'own-fix') throw new Problem(refusal)
    throw error
  }
}
