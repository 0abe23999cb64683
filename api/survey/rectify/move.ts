import { and, eq } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { rectification, rectificationWord } from '../../../db/schema/index.ts'
import type { RectificationState, RectificationWordKind } from '../../../db/schema/rectification.ts'
import type { AuditAction } from '../../audit/action.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { FieldError, open, seal } from '../../privacy/field.ts'
import { Problem } from '../../problem.ts'
import type { Staff } from '../../shared/actor.ts'
import { newId } from '../../shared/id.ts'
import { allow, type Permission } from '../../staff/permission.ts'
import type { RectificationRow } from './query.ts'
import { rectificationSteps } from './states.ts'

type Columns = Partial<typeof rectification.$inferInsert>

/** What every verb is told: which one, and the revision that was seen. */
export interface Seen {
  id: string
  rev: number
}

/** One as somebody at work reaches it. */
export interface Reached {
  row: RectificationRow
  staff: Staff
}

/** Lets the supervision desk through. The row comes out of `rectificationInSight`. Throws record-not-found, not-allowed, stale. */
export function atDesk(
  ctx: Ctx,
  [row]: readonly RectificationRow[],
  { rev }: { rev?: number } = {},
): Reached {
  const staff = allow(ctx.actor, 'rating.supervise', '*')
  if (!row) throw new Problem('record-not-found')
  if (rev !== undefined && rev !== row.rev) throw new Problem('stale')
  return { row, staff }
}

/** Lets the station through that was asked. The row comes out of `taskOf`. Throws record-not-found, not-allowed, stale. */
export function atStation(
  ctx: Ctx,
  permission: Permission,
  [row]: readonly RectificationRow[],
  { rev }: { rev?: number } = {},
): Reached {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  if (rev !== undefined && rev !== row.rev) throw new Problem('stale')
  return { row, staff }
}

/**
 * The one way in which a rectification changes: what was read is still so, it takes one step of the table or stays, and the
 * leaf stands beside it, which says nothing of what it is about. Throws step-refused.
 */
export async function move(
  ctx: Ctx,
  row: Pick<RectificationRow, 'id' | 'rev' | 'state'>,
  {
    to = row.state,
    by,
    set = {},
    action,
  }: { to?: RectificationState; by: string; set?: Columns; action: AuditAction },
) {
  const moved = to !== row.state
  if (moved && !rectificationSteps[row.state].includes(to)) throw new Problem('step-refused')
  const rev = row.rev + 1
  const at = ctx.clock.now()
  const who = by === 'system' ? 'system' : 'staff'
  const leaf = await leafFor(ctx, { action, subject: row.id, facts: { state: to, rev, by: who } })
  const update = ctx.db
    .update(rectification)
    .set({ ...set, state: to, rev, movedAt: at, movedBy: by })
    .where(
      and(eq(rectification.id, row.id), eq(rectification.rev, row.rev), eq(rectification.state, row.state)),
    )
  return { statements: [update, guard(ctx.db), leaf.statement] as const, rev, at }
}

/** Something said about one, sealed: its statement. `desk`: by the supervision desk, not by the station. */
export async function say(
  ctx: Ctx,
  { id: rectificationId, rev }: Seen,
  {
    kind,
    words,
    staffId,
    desk = false,
  }: { kind: RectificationWordKind; words: string | null; staffId: string; desk?: boolean },
) {
  const id = newId('rw')
  const sealed =
    words && (await seal(ctx.keys, { table: 'rectification_word', column: 'words', row: id }, words))
  const statement = ctx.db.insert(rectificationWord).values({
    id,
    rectificationId,
    n: rev,
    kind,
    staffId,
    words: sealed,
    at: ctx.clock.now(),
    desk: desk ? 1 : 0,
  })
  return { statement }
}

/** A sealed field in clear; null where there is none, or it does not open, which is logged by its place. */
export async function clear(
  ctx: Ctx,
  place: { table: string; column: string; row: string },
  value: string | null,
): Promise<string | null> {
  if (value === null) return null
  try {
    return await open(ctx.keys, place, value)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `${place.table} ${place.row}`, fault: error.fault }))
    return null
  }
}

const passedOn = ['stale', 'step-refused', 'callback-open'] as const

/**
 * Writes what was done in one batch. Throws what the database says of it: stale, step-refused, callback-open, and `other` where
 * it had to be another person.
 */
export async function write(
  ctx: Ctx,
  statements: Parameters<Ctx['db']['batch']>[0],
  other: 'own-extension' | 'reviewer' = 'reviewer',
): Promise<void> {
  try {
    await ctx.db.batch(statements)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'another-person') throw new Problem(other)
    const known = passedOn.find((one) => one === refusal)
    if (known) throw new Problem(known)
    throw error
  }
}
