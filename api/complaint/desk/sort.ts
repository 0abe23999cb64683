import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { readWords } from '../../application/words.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { categoryRow } from '../categories.ts'
import { kindOf } from '../kinds/index.ts'
import { barPoint } from '../made.ts'
import { dateLost } from '../mediation/query.ts'
import { dateFell } from '../mediation/words.ts'
import { move } from '../move.ts'
import { pointNamed } from '../places.ts'
import { sayStatement } from '../say.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { reach, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

/**
 * Passes a complaint on to whom it concerns; the day it is due stays. Never to whom it must not reach: the database
 * refuses that too. Throws invalid-input, barred, record-not-found, not-allowed, stale, step-refused.
 */
export async function passOn({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { to: string; words: string }
}): Promise<Done> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found, [point]] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    pointNamed(ctx, input.to === '*' ? undefined : input.to),
  ])
  const { row, staff } = reach(ctx, 'complaint.assign', found, input)
  const desk = input.to === '*' ? '*' : point?.stationId
  if (!desk) throw invalid('/to', 'wrong-value')
  if (row.closedAt !== null || desk === row.desk) throw new Problem('step-refused')
  // An accusation and an objection stay with the supervision desk; it alone knows who may read them.
  if (row.kind === 'misconduct' || row.level === 1) throw new Problem('barred')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    set: { desk, handlerId: null, tray: 0 },
    action: 'complaint.pass',
  })
  const said = await sayStatement(ctx, row.id, { rev, at }, { kind: 'note', words, staffId: staff.id })
  await writeAtDesk(ctx, [...statements, said.statement])
  return { reference, rev }
}

/**
 * Keeps a complaint from somebody it turned out to be about: a service point with all that belongs to it, or an account.
 * It leaves their hands at once, and cannot be undone; a date set where they are is called off, which its author is told. Throws invalid-input, record-not-found, not-allowed, stale.
 */
export async function keepFrom({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { point?: string | undefined; staffId?: string | undefined }
}): Promise<Done> {
  const reference = complaintReference(input.reference)
  const [found, [point], people, [lost]] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    pointNamed(ctx, input.point),
    rows<{ id: string }>(ctx.db, sql`SELECT id FROM staff_user WHERE id = ${input.staffId ?? ''}`),
    dateLost(ctx, reference, input),
  ])
  const { row, staff } = reach(ctx, 'complaint.supervise', found, input)
  if (input.point !== undefined && !point) throw invalid('/point', 'wrong-value')
  if (input.staffId !== undefined && !people.length) throw invalid('/staffId', 'wrong-value')
  if (!point && !people.length) throw invalid('/point', 'required')
  // Nobody shuts themselves out: a complaint would lie where none may open it.
  if (people[0]?.id === staff.id) throw invalid('/staffId', 'wrong-value')
  const leaves = (point && [point.stationId, point.id].includes(row.desk)) || people[0]?.id === row.handlerId
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    set: leaves ? { desk: point ? '*' : row.desk, handlerId: null } : {},
    action: 'complaint.bar',
  })
  const message = withMessage(ctx, lost ? await tellAuthor(ctx, row, 'date') : null)
  const fell = { kind: 'message', words: dateFell[row.locale], staffId: staff.id } as const
  const said = lost ? [(await sayStatement(ctx, row.id, { rev, at }, fell)).statement] : []
  await writeAtDesk(ctx, [
    ...statements,
    ...(point ? [barPoint(ctx, row.id, point.id)] : []),
    ...people.map(({ id }) =>
      exec(
        ctx.db,
        sql`INSERT INTO complaint_barred (complaint_id, who, barred_id) VALUES (${row.id}, 'staff', ${id})
            ON CONFLICT DO NOTHING`,
      ),
    ),
    // Whoever has it and turns out to be among them has it no more.
    exec(
      ctx.db,
      sql`UPDATE complaint SET handler_id = NULL WHERE id = ${row.id}
            AND handler_id IN (SELECT staff_id FROM complaint_shut WHERE complaint_id = ${row.id})`,
    ),
    ...said,
    ...message.statements,
  ])
  message.after()
  return { reference, rev }
}

/**
 * Puts a complaint right: out of the tray, or under another category of its kind. Throws invalid-input, record-not-found,
 * not-allowed, stale.
 */
export async function sortComplaint({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { category?: string | undefined }
}): Promise<Done> {
  const reference = complaintReference(input.reference)
  const [found, [category]] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    categoryRow(ctx, input.category),
  ])
  const { row, staff } = reach(ctx, 'complaint.handle', found, input)
  const sorted = kindOf(row.kind).sorted && input.category !== undefined
  if (sorted && category?.kind !== row.kind) throw invalid('/category', 'complaint.category')
  const { statements, rev } = await move(ctx, row, {
    at: momentOf(ctx, row),
    to: row.state,
    by: staff.id,
    set: { tray: 0, ...(sorted && input.category && { category: input.category }) },
    action: 'complaint.sort',
  })
  await writeAtDesk(ctx, statements)
  return { reference, rev }
}
