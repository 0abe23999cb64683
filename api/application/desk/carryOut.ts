import type { RunnableQuery } from 'drizzle-orm/runnable-query'
import { giveBack } from '../../appointment/giveBack.ts'
import type { BookingRow } from '../../appointment/query.ts'
import type { AuditAction } from '../../audit/action.ts'
import type { Ctx } from '../../context.ts'
import { alsoFreed, endingVisits } from '../heldVisits.ts'
import { inviteEnded } from '../inviteEnded.ts'
import { move } from '../move.ts'
import { isWithheld, shownState } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow } from '../query.ts'
import type { ApplicationState } from '../states.ts'
import { textOf } from '../textOf.ts'
import type { Reached } from './reach.ts'
import type { Stepped } from './schema.ts'
import { deskText } from './stateText.ts'
import { type Tiding, tell } from './tell.ts'

type Statement = RunnableQuery<unknown, 'sqlite'>

/** One step of an application. */
export interface Step {
  to: ApplicationState
  action: AuditAction
  set?: NonNullable<Parameters<typeof move>[2]['set']>
  facts?: Record<string, string | number | null>
}

interface Further {
  /** What goes with it in the same batch. */
  along?: readonly Statement[]
  /** What is texted; its new state unless said, null: nothing. */
  tiding?: Tiding | null
  /** Visits held for it: those that end with it are freed, and the text says so. */
  held?: readonly BookingRow[]
  /** Somebody stands at the counter for it now. */
  here?: boolean
  /** The number of what is issued with it. */
  certificate?: string | null
}

/**
 * What is texted of a step. A text goes to a number, and who has the number is not yet the person: the outcome stands behind
 * their proof, and is told of once, however many steps it took; how many there were would tell it. Where it was proved the
 * text says that there is news (textOf.ts).
 */
async function tidingFor(
  ctx: Ctx,
  row: ApplicationRow,
  at: ApplicationRow,
  { tiding, held = [] }: Pick<Further, 'tiding' | 'held'>,
) {
  if (tiding === null) return null
  const form = ownForm(row)
  const shown = (one: ApplicationRow) => shownState(one.state, isWithheld(form, one, 'filer'))
  const [before, now] = [shown(row), shown(at)]
  if (before === now && (!tiding || now === 'decided')) return null
  return tell(ctx, row, tiding ?? { template: 'application.moved', what: alsoFreed(textOf(now, at), held) })
}

/**
 * Carries out one or more steps that follow each other, with whatever goes with them, in one batch: all or nothing. The
 * resident is told once. Throws step-refused, stale.
 */
export async function carryOut(
  ctx: Ctx,
  { row, staff }: Reached,
  steps: readonly [Step, ...Step[]],
  { along = [], tiding, held: visits = [], here = false, certificate = null }: Further = {},
): Promise<Stepped> {
  let at: ApplicationRow = row
  const statements: Statement[] = []
  const promises = []
  for (const { to, action, set = {}, facts = {} } of steps) {
    const moved = await move(ctx, at, { to, by: staff.id, set, action, facts: { ...facts, staff: staff.id } })
    statements.push(...moved.statements)
    promises.push(moved.promise)
    at = { ...at, state: to, rev: at.rev + 1, ...(set.clock !== undefined && { clock: set.clock }) }
  }
  const held = endingVisits(ctx, at, visits, { here })
  const message = await tidingFor(ctx, row, at, { tiding, held })
  const freed = await giveBack(ctx, held, { told: message !== null })
  const [first, ...rest] = [
    ...statements,
    ...along,
    ...freed.statements,
    ...(message ? [message.statement] : []),
    ...(at.state === row.state ? [] : await inviteEnded(ctx, at, staff.id)),
  ]
  if (!first) throw new TypeError('application: a step without statements')
  await ctx.db.batch([first, ...rest] as Parameters<Ctx['db']['batch']>[0])
  if (message) ctx.after(() => ctx.wake([message.id]))
  freed.after()
  return {
    reference: row.reference,
    rev: at.rev,
    state: at.state,
    stateText: deskText(at.state, at),
    told: message ? 'text' : 'none',
    certificate,
    promise: promises[0]!,
  }
}
