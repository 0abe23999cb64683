import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import type { application } from '../../db/schema/index.ts'
import { giveBack } from '../appointment/giveBack.ts'
import { DAY } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { drop, dropLater } from '../file/drop.ts'
import { triesFor } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { applicationReference, letApplicantIn } from './access.ts'
import { tellConfirmed } from './desk/tell.ts'
import { alsoFreed, endingVisits, heldVisits } from './heldVisits.ts'
import { type Mover, move } from './move.ts'
import { ownForm } from './ownForm.ts'
import { type ApplicationRow, applicationByReference } from './query.ts'
import { canStep, states } from './states.ts'

type Columns = Partial<typeof application.$inferInsert>

/** The columns of an application that is over: no clock runs, and what is personal is kept as long as its form says. */
export function overColumns(ctx: Ctx, row: Pick<ApplicationRow, 'matterCode' | 'formVersion'>): Columns {
  const now = ctx.clock.now()
  return {
    closedAt: now,
    clock: null,
    rule: null,
    clockStartedAt: null,
    dueAt: null,
    counted: '[]',
    pausedAt: null,
    threadWaits: null,
    keepUntil: now + ownForm(row).keptDays * DAY,
  }
}

/** The columns of a draft that nobody keeps: nothing personal is left. */
const emptied = {
  personKey: '',
  phoneKey: '',
  idType: 'none',
  name: null,
  phone: null,
  idNumber: null,
  helperName: null,
  helperPhone: null,
  helperRelation: null,
  helperAuthority: null,
  answers: null,
  address: null,
  identity: 'typed',
  phoneConfirmedAt: null,
  keepUntil: null,
} satisfies Columns

/** Statement: the kept files of an application. */
export const fileKeysOf = (ctx: Ctx, reference: string) =>
  rows<{ key: string }>(
    ctx.db,
    sql`SELECT object_key AS key FROM application_file
        WHERE application_id = (SELECT id FROM application WHERE reference = ${reference})
        ORDER BY added_at LIMIT 100`,
  )

/**
 * Deletes a draft: its words are emptied and its files go, in one batch; reference and days stay as a tombstone. `keys`
 * are those of `fileKeysOf`. Throws step-refused.
 */
export async function discardStatements(ctx: Ctx, row: ApplicationRow, by: Mover, keys: readonly string[]) {
  const { statements } = await move(ctx, row, {
    to: 'discarded',
    by,
    set: { ...overColumns(ctx, row), ...emptied },
    action: 'application.discard',
  })
  return [
    ...statements,
    exec(ctx.db, sql`DELETE FROM application_file WHERE application_id = ${row.id}`),
    dropLater(ctx, keys),
  ] as const
}

/**
 * Ends an application on its holder's word: a draft is deleted, one that was sent is withdrawn and stays on record.
 * Once it is decided it can no longer be withdrawn. A visit held for it is freed with it. Throws step-refused, stale,
 * record-not-found, too-many-tries.
 */
export async function withdraw({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<{ reference: string; state: 'withdrawn' | 'discarded' }> {
  const reference = applicationReference(input.reference)
  const [tries, found, kept, visits] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    fileKeysOf(ctx, reference),
    heldVisits(ctx, reference),
  ])
  await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  if (row.state === 'withdrawn' || row.state === 'discarded') return { reference, state: row.state }
  const draft = row.state === 'draft'
  if (!draft && !canStep(row.state, 'withdrawn')) throw new Problem('step-refused')
  const keys = kept.map(({ key }) => key)
  const statements = draft
    ? await discardStatements(ctx, row, 'resident', keys)
    : (
        await move(ctx, row, {
          to: 'withdrawn',
          by: 'resident',
          set: overColumns(ctx, row),
          action: 'application.withdraw',
        })
      ).statements
  const held = endingVisits(ctx, { ...row, state: draft ? 'discarded' : 'withdrawn' }, visits)
  const message = draft ? null : await tellConfirmed(ctx, row, alsoFreed(states.withdrawn, held))
  const freed = await giveBack(ctx, held, { told: message !== null })
  try {
    await ctx.db.batch([
      ...statements,
      closePause(ctx, row.id),
      ...freed.statements,
      ...(message ? [message.statement] : []),
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  if (message) ctx.after(() => ctx.wake([message.id]))
  freed.after()
  if (draft) ctx.after((later) => drop(later, keys))
  return { reference, state: draft ? 'discarded' : 'withdrawn' }
}

/** Statement: nobody waits for another office any more. */
export const closePause = (ctx: Ctx, id: string) =>
  exec(
    ctx.db,
    sql`UPDATE application_pause SET to_at = ${ctx.clock.now()} WHERE application_id = ${id} AND to_at IS NULL`,
  )
