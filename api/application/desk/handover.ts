import { refusalOf } from '../../../db/refusal.ts'
import type { BookingRow } from '../../appointment/query.ts'
import { dayOf } from '../../calendar/day.ts'
import { type DayRow, type RuleRow, ruleRow, type YearRow } from '../../calendar/query.ts'
import { noneHolds } from '../../certificate/noneHolds.ts'
import { certificatesOf } from '../../certificate/ofApplication.ts'
import type { Ctx } from '../../context.ts'
import { reaches } from '../../identity/level.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { clockRules, seededRows } from '../clock.ts'
import { overColumns } from '../end.ts'
import { clockColumns } from '../filing.ts'
import { heldVisits } from '../heldVisits.ts'
import { comesHome } from '../homeVisit.ts'
import type { Ended } from '../identity/raise.ts'
import { seePerson } from '../identity/see.ts'
import { isProved as readsResult } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { type ApplicationState, isOver } from '../states.ts'
import { agentWord, readAgent } from './agent.ts'
import { carryOut, type Step } from './carryOut.ts'
import { canGo, type Reached, reach, seen } from './reach.ts'
import { readSaid, word } from './say.ts'
import type { HandoverInput, Stepped } from './schema.ts'
import { deskText } from './stateText.ts'
import { visitRecord } from './visitRecord.ts'

type Input = HandoverInput & { reference: string }

/** Where each way of handing over leads. */
const leadsTo: Record<HandoverInput['how'], ApplicationState> = {
  collected: 'collected',
  agent: 'collected',
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
 * Hands over what was issued: to the person or whom they authorised at the counter, at home, by post, or notes that it is
 * finished. Whoever receives it has proved as much as the form asks for, or shows the document now; knowing a number is never enough.
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
  // What was revoked is given to nobody, and that there is nothing to give needs no proof.
  if (first.gone && to !== 'finished' && to !== 'issued') throw invalid('/how', 'handover.gone')
  const tracking = trackingOf(input)
  const agent = input.how === 'agent' ? readAgent(first.row, input.agent) : null
  if (agent === null && input.agent) throw invalid('/agent', 'wrong-value')
  const proved = to === 'issued' || ((visit || first.gone) && to === 'finished') || isProved(first.row)
  // Somebody else collects only for a person who reads the result with a code of their own, and so reads who came.
  if (agent !== null && !readsResult(ownForm(first.row), first.row, 'person'))
    throw new Problem('identity-first')
  // Nobody else proves the person either.
  if (!proved && (!input.seen || to === 'posted' || to === 'finished')) throw new Problem('identity-first')
  // Who did not ask for it by post gave no address.
  if (to === 'posted' && first.row.delivery !== 'post') throw invalid('/how', 'handover.no-address')
  // Nobody went: why stands where the resident reads it.
  const unmade = visit && to === 'finished' ? readSaid(input.words) : null
  const reached: Found & { ended?: Ended } = proved ? first : await afterSeeing(ctx, input)
  // What is read online was received by the proof itself.
  if (reached.ended) return finished(reached, reached.ended)
  if (visit && to === 'delivered' && reached.row.state === 'approved') return visited(ctx, reached)
  const { row, staff } = reached
  const now = ctx.clock.now()
  const said =
    unmade !== null
      ? await word(ctx, { application: row.id, kind: 'reason', staff: staff.id, words: unmade })
      : agent && (await agentWord(ctx, row, staff.id, agent))
  const step: Step = {
    to,
    action: 'application.handover',
    set: {
      ...(to === 'posted' && { tracking, ...clockColumns('posted', now, reached.left, ...reached.days) }),
      ...(to === 'issued' && {
        tracking: null,
        ...clockColumns('collect', now, reached.ready, ...reached.days),
      }),
      ...(agent && { agentSeen: agent.seen }),
      ...(isOver(to) && overColumns(ctx, row)),
    },
    facts: { how: input.how, ...(agent && { agentSeen: agent.seen, authority: 'seen' }) },
  }
  return carryOut(ctx, reached, [step], {
    along: said ? [said.statement] : [],
    held: reached.held,
    here: true,
  })
}

/** The record of the visit is made in the batch of the step that says that it was made. */
async function visited(ctx: Ctx, reached: Found): Promise<Stepped> {
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
        { along: made.statements, held: reached.held, certificate: made.number },
      )
    } catch (error) {
      if (refusalOf(error) !== 'reference-taken' || attempt === 3) throw error
    }
  }
}

/** What was finished by the document that was seen, as the answer to whoever handed it over. */
const finished = ({ row }: Reached, { told, promise }: Ended): Stepped => ({
  reference: row.reference,
  rev: row.rev,
  state: row.state,
  stateText: deskText(row.state, row),
  told,
  certificate: null,
  promise,
})

/** With the rules of the clocks that may begin by it. */
interface Found extends Reached {
  left: RuleRow[]
  ready: RuleRow[]
  days: [YearRow[], DayRow[]]
  /** Visits that are held for it. */
  held: BookingRow[]
  /** Something was issued, and none of it holds any more. */
  gone: boolean
}

async function found(ctx: Ctx, input: Input): Promise<Found> {
  const today = dayOf(ctx.clock.now())
  const reference = applicationReference(input.reference)
  const [rows, held, issued, left, ready, ...days] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    heldVisits(ctx, reference),
    certificatesOf(ctx, reference),
    ruleRow(ctx.db, clockRules.posted, today),
    ...seededRows(ctx, 'collect', today),
  ])
  return { ...reach(ctx, 'application.handover', rows), left, ready, days, held, gone: noneHolds(issued) }
}

/** The document is checked and noted by the one verb that does so; then the application has moved on by one. */
async function afterSeeing(
  ctx: Ctx,
  { reference, seen: document, ...input }: Input,
): Promise<Found & { ended?: Ended }> {
  if (!document) throw new Problem('identity-first')
  const { numberEnd, name, phoneEnd } = input
  const { ended } = await seePerson({ ctx, input: { reference, seen: document, numberEnd, name, phoneEnd } })
  return { ...(await found(ctx, { reference, ...input })), ...(ended && { ended }) }
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
