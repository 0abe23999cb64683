import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { reaches } from '../../identity/level.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { overColumns } from '../end.ts'
import { comesHome } from '../homeVisit.ts'
import { seePerson } from '../identity/see.ts'
import { ownForm } from '../ownForm.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { type ApplicationState, isOver } from '../states.ts'
import { carryOut, type Step } from './carryOut.ts'
import { canGo, type Reached, reach, seen } from './reach.ts'
import { readSaid, word } from './say.ts'
import type { HandoverInput, Stepped } from './schema.ts'
import { visitRecord } from './visitRecord.ts'

type Input = HandoverInput & { reference: string }

/** Where each way of handing over leads. */
const leadsTo: Record<HandoverInput['how'], ApplicationState> = {
  collected: 'collected',
  posted: 'posted',
  delivered: 'delivered',
  finished: 'finished',
  returned: 'issued',
}

/**
 * From where: only what was posted can come back, and only what was issued can be handed over, or an application would
 * be closed as granted with nothing made. The record of a visit is made by the visit itself.
 */
function from(to: ApplicationState, visit: boolean): ApplicationState[] | null {
  if (to === 'issued') return ['posted']
  return visit ? null : ['issued', 'posted']
}

/**
 * Hands over what was issued: to the person at the counter or at home, by post, or notes that it is finished. Whoever
 * receives it has proved as much as the form asks for, or shows the document now; knowing a number is never enough.
 * Throws record-not-found, not-allowed, stale, step-refused, identity-first, invalid-input, too-many-tries.
 */
export async function handOver({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Stepped> {
  const first = await found(ctx, input)
  seen(first.row, input)
  const to = leadsTo[input.how]
  const visit = comesHome(ownForm(first.row))
  canGo(first.row, to, from(to, visit) ?? [first.row.state])
  // A visit ends as it was made, or unmade: nothing else of it is handed over.
  if (visit && to !== 'delivered' && to !== 'finished') throw new Problem('step-refused')
  const tracking = trackingOf(input)
  const proved = to === 'issued' || (visit && to === 'finished') || isProved(first.row)
  if (!proved && (!input.seen || to === 'posted' || to === 'finished')) throw new Problem('identity-first')
  // Nobody went: why stands where the resident reads it.
  const unmade = visit && to === 'finished' ? readSaid(input.words) : null
  const reached = proved ? first : await afterSeeing(ctx, input)
  if (visit && to === 'delivered' && reached.row.state === 'approved') return visited(ctx, reached)
  const { row, staff } = reached
  const said =
    unmade === null
      ? null
      : await word(ctx, { application: row.id, kind: 'reason', staff: staff.id, words: unmade })
  const step: Step = {
    to,
    action: 'application.handover',
    set: {
      ...(to === 'posted' && { tracking }),
      ...(to === 'issued' && { tracking: null }),
      ...(isOver(to) && overColumns(ctx, row)),
    },
    facts: { how: input.how },
  }
  return carryOut(ctx, reached, [step], { along: said ? [said.statement] : [] })
}

/** The record of the visit is made in the batch of the step that says that it was made. */
async function visited(ctx: Ctx, reached: Reached): Promise<Stepped> {
  const { row } = reached
  for (let attempt = 1; ; attempt++) {
    const made = await visitRecord(ctx, row, ownForm(row))
    if (!made) throw new Problem('step-refused')
    const facts = { how: 'delivered', certificate: made.number }
    try {
      return await carryOut(
        ctx,
        reached,
        [{ to: 'delivered', action: 'application.handover', set: overColumns(ctx, row), facts }],
        { along: made.statements, certificate: made.number },
      )
    } catch (error) {
      if (refusalOf(error) !== 'reference-taken' || attempt === 3) throw error
    }
  }
}

async function found(ctx: Ctx, input: Input): Promise<Reached> {
  const [rows] = await ctx.db.batch([applicationByReference(ctx, applicationReference(input.reference))])
  return reach(ctx, 'application.handover', rows)
}

/** The document is checked and noted by the one verb that does so; then the application has moved on by one. */
async function afterSeeing(ctx: Ctx, { reference, seen: document, ...input }: Input): Promise<Reached> {
  if (!document) throw new Problem('identity-first')
  const { numberEnd, name, phoneEnd } = input
  await seePerson({ ctx, input: { reference, seen: document, numberEnd, name, phoneEnd } })
  return found(ctx, { reference, ...input })
}

const isProved = (row: ApplicationRow) => reaches(row.identity, ownForm(row).identity.toReceive)

/** The number a posted letter is followed by. */
function trackingOf({ how, tracking = '' }: Input): string | null {
  if (how !== 'posted') return null
  const number = tracking.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  if (number === '') throw invalid('/tracking', 'tracking.required')
  if (!/^[A-Z0-9-]{6,40}$/.test(number)) throw invalid('/tracking', 'tracking.invalid')
  return number
}
