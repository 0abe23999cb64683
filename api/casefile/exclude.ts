import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { casefileExclusion } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { newId } from '../shared/id.ts'
import { caseByReference } from './query.ts'
import { reach } from './reach.ts'
import type { ChangedCase, GroundInput } from './staffSchema.ts'

/**
 * Keeps a case out of look-up on a ground of the closed list: from then on each of its references answers as one that
 * does not exist, and nobody is sent a text. Who did it is kept and seen by supervision; the leaf is about the case itself,
 * which no receipt opens. Throws record-not-found, not-allowed, stale (changed, or set already).
 */
export async function excludeCase({
  ctx,
  input,
}: {
  ctx: Ctx
  input: GroundInput & { reference: string }
}): Promise<ChangedCase> {
  const { row, staff } = await read(ctx, input)
  const leaf = await leafFor(ctx, {
    action: 'casefile.exclude',
    subject: row.id,
    facts: { ground: input.ground, station: row.slug, staff: staff.id },
  })
  await ctx.db.batch([
    raise(ctx, row.id, row.rev),
    guard(ctx.db),
    ctx.db.insert(casefileExclusion).values({
      id: newId('cx'),
      casefileId: row.id,
      ground: input.ground,
      setBy: staff.id,
      setAt: ctx.clock.now(),
    }),
    leaf.statement,
  ])
  return { reference: row.lead, state: row.state, rev: row.rev + 1, late: false }
}

/** Takes a ground back; that it stood, and who did what, is kept. Throws record-not-found, not-allowed, stale. */
export async function liftExclusion({
  ctx,
  input,
}: {
  ctx: Ctx
  input: GroundInput & { reference: string }
}): Promise<ChangedCase> {
  const { row, staff } = await read(ctx, input)
  const leaf = await leafFor(ctx, {
    action: 'casefile.lift',
    subject: row.id,
    facts: { ground: input.ground, station: row.slug, staff: staff.id },
  })
  await ctx.db.batch([
    raise(ctx, row.id, row.rev),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE casefile_exclusion SET lifted_by = ${staff.id}, lifted_at = ${ctx.clock.now()}
          WHERE casefile_id = ${row.id} AND ground = ${input.ground} AND lifted_at IS NULL`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { reference: row.lead, state: row.state, rev: row.rev + 1, late: false }
}

async function read(ctx: Ctx, input: GroundInput & { reference: string }) {
  const { reference } = referenceOf(input.reference)
  const [found] = await ctx.db.batch([caseByReference(ctx, reference)])
  const reached = reach(ctx, 'casefile.write', found)
  if (reached.row.rev !== input.rev) throw new Problem('stale')
  return reached
}

const raise = ({ db }: Ctx, id: string, rev: number) =>
  exec(db, sql`UPDATE casefile SET rev = rev + 1 WHERE id = ${id} AND rev = ${rev}`)
