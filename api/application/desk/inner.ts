import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { applicationByReference, type WordRow } from '../query.ts'
import { notEmptied, type Reached, reach } from './reach.ts'
import { readSaid, word } from './say.ts'
import type { SaidByStaff } from './schema.ts'
import { grantsOf, handlesAt } from './take.ts'

type Of<T> = { ctx: Ctx; input: T & { reference: string; words: string } }

/** Notes something for colleagues; the resident does not see it. Throws record-not-found, not-allowed, application-emptied, invalid-input. */
export async function note({ ctx, input }: Of<object>): Promise<SaidByStaff> {
  const [found] = await ctx.db.batch([applicationByReference(ctx, applicationReference(input.reference))])
  const reached = reach(ctx, 'application.handle', found)
  return put(ctx, reached, { kind: 'note', action: 'application.note', words: input.words })
}

/**
 * Asks a colleague at the same service point what they think. Throws record-not-found, not-allowed, invalid-input
 * (nobody who may look at it, or oneself).
 */
export async function askOpinion({ ctx, input }: Of<{ staffId: string }>): Promise<SaidByStaff> {
  const [found, grants] = await ctx.db.batch([
    applicationByReference(ctx, applicationReference(input.reference)),
    grantsOf(ctx, input.staffId),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { staffId } = input
  if (staffId === reached.staff.id || !handlesAt(grants, staffId, reached.row.pointId))
    throw invalid('/staffId', 'staff.cannot')
  return put(ctx, reached, { kind: 'asked', action: 'application.opinion', words: input.words, to: staffId })
}

/** Says what one thinks, once, where one was asked; whoever has become its handler since is no other eye. Throws record-not-found, not-allowed, invalid-input, stale. */
export async function giveOpinion({ ctx, input }: Of<{ wordId: string }>): Promise<SaidByStaff> {
  const reference = applicationReference(input.reference)
  const [found, asked] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    rows<Pick<WordRow, 'toStaffId'> & { applicationId: string; at: number | null }>(
      ctx.db,
      sql`SELECT to_staff_id AS toStaffId, application_id AS applicationId, opinion_at AS at
          FROM application_word WHERE id = ${input.wordId} AND kind = 'asked'`,
    ),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const [one] = asked
  if (one?.applicationId !== reached.row.id) throw invalid('/wordId', 'opinion.unknown')
  if (one.toStaffId !== reached.staff.id || reached.row.handlerId === reached.staff.id)
    throw new Problem('not-allowed')
  if (one.at !== null) throw new Problem('stale')
  return put(ctx, reached, {
    kind: 'opinion',
    action: 'application.opinion',
    words: input.words,
    answers: input.wordId,
  })
}

async function put(
  ctx: Ctx,
  { row, staff }: Reached,
  {
    kind,
    action,
    words,
    to = null,
    answers = null,
  }: {
    kind: 'note' | 'asked' | 'opinion'
    action: 'application.note' | 'application.opinion'
    words: string
    to?: string | null
    answers?: string | null
  },
): Promise<SaidByStaff> {
  notEmptied(row)
  const said = await word(ctx, {
    application: row.id,
    kind,
    staff: staff.id,
    words: readSaid(words),
    to,
    answers,
  })
  const leaf = await leafFor(ctx, {
    action,
    subject: row.reference,
    facts: { kind, station: row.slug, staff: staff.id },
  })
  await ctx.db.batch([said.statement, leaf.statement])
  return { reference: row.reference, id: said.id, told: 'none' }
}
