import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { giveBack } from '../../appointment/giveBack.ts'
import type { BookingRow } from '../../appointment/query.ts'
import { type LeafPromise, leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { DayRow, RuleRow, YearRow } from '../../calendar/query.ts'
import type { Ctx } from '../../context.ts'
import { reaches, stronger } from '../../identity/level.ts'
import type { IdentityLevel } from '../../matter/catalogue.ts'
import type { Holder } from '../access.ts'
import { clockRule, ruleFor, seededRows } from '../clock.ts'
import { tell, tellConfirmed } from '../desk/tell.ts'
import { overColumns } from '../end.ts'
import { clockColumns, receive } from '../filing.ts'
import { formOf } from '../forms/index.ts'
import { alsoFreed, endingVisits, heldVisits } from '../heldVisits.ts'
import { inviteEnded } from '../inviteEnded.ts'
import { move } from '../move.ts'
import { isWithheld, type ShownState, shownState } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { isTheirMove, liesReady } from '../ready.ts'
import { states } from '../states.ts'
import { news } from '../textOf.ts'

/** What proved it. */
export type Proof =
  | { level: 'phone'; how: 'code' }
  | { level: 'verified'; how: 'login' | 'stand-in' }
  | { level: 'counter'; how: 'document'; seen: string; staff: string }

/** Where an application stands after a proof. */
export interface Raised {
  reference: string
  identity: IdentityLevel
  state: ShownState
  /** A new code of the person's, in place of the one they came with. */
  accessCode?: string
  /** Where the proof itself received the result and so ended it. */
  ended?: Ended
}

/** What goes with an end: whether it was texted, and the promise of its leaf. */
export interface Ended {
  told: 'text' | 'none'
  promise: LeafPromise
}

/** The hash of the code that reads the result; `fresh`: the code itself, where it is drawn anew. */
export interface OwnCode {
  hash: string
  fresh?: string
}

/** What an own code changes in a row. */
export const ownColumns = ({ hash, fresh }: OwnCode) => ({
  ownCodeHash: hash,
  ...(fresh !== undefined && { personCodeHash: hash }),
})

/** Statements: the clocks that begin where a proof files an application or lets it be sent out, and the visits that may end by it. */
export const proofRows = (ctx: Ctx, reference: string) => {
  const today = dayOf(ctx.clock.now())
  return [
    ...seededRows(ctx, 'ask', today),
    clockRule(ctx, 'deliver', today),
    heldVisits(ctx, reference),
  ] as const
}
type ProofRows = readonly [
  rule: RuleRow[],
  years: YearRow[],
  days: DayRow[],
  deliver: RuleRow[],
  held: BookingRow[],
]

/** A statement that goes into the batch of the proof, in front: what it uses up. */
type Along = ReturnType<typeof exec>

/**
 * Writes a proof and the level it reaches: never a lower one than there was. An application that waited for it is
 * received by it, one that is read online and was ready is handed over by it, and what is to be posted or brought is up to the
 * office from then on. `own` is the code that reads the result from now on (outcome.ts), by a login. An application that
 * is over stays so. When somebody else was faster and the level is reached, that is what was asked for. Throws stale.
 */
export async function raise(
  ctx: Ctx,
  row: ApplicationRow,
  proof: Proof,
  { along, clock, own }: { along: readonly [Along, ...Along[]]; clock: ProofRows; own?: OwnCode | undefined },
): Promise<Raised> {
  const { reference } = row
  const level = stronger(row.identity, proof.level)
  const { seen, staff } = proof.how === 'document' ? proof : { seen: null, staff: null }
  const facts = { level: proof.level, how: proof.how, ...(staff && { seen, staff }) }
  const confirmed = {
    ...(proof.level === 'phone' && { phoneConfirmedAt: ctx.clock.now() }),
    ...(own && ownColumns(own)),
  }
  const by = staff ?? 'resident'
  const files = row.state === 'identity' && reaches(level, toFile(row))
  const enough = row.state === 'issued' && reaches(level, ownForm(row).identity.toReceive)
  const receives = enough && row.delivery === 'electronic'
  const [rule, years, days, deliver, visits] = clock
  const [moved, leaf] = await Promise.all([
    files
      ? receive(ctx, row, { level, by, rule, years, days, set: confirmed })
      : receives
        ? move(ctx, row, {
            to: 'finished',
            by,
            set: { ...confirmed, ...overColumns(ctx, row), identity: level },
            action: 'application.handover',
            facts: { how: 'electronic', ...(staff && { staff }) },
          })
        : move(ctx, row, {
            to: row.state,
            by,
            set: { ...confirmed, identity: level, ...(enough && sendable(ctx, row, deliver, years, days)) },
            action: 'application.identity',
            facts,
          }),
    leafFor(ctx, {
      action: 'application.identity',
      subject: reference,
      facts: { ...facts, station: row.slug },
    }),
  ])
  const put = exec(
    ctx.db,
    sql`INSERT INTO identity_proof (application_id, level, how, seen, at, staff_id)
        VALUES (${row.id}, ${proof.level}, ${proof.how}, ${seen}, ${ctx.clock.now()}, ${staff})`,
  )
  // What waited for the proof of its number is told to that number.
  const after = { ...row, ...confirmed, identity: level, state: receives ? 'finished' : row.state } as const
  // A login frees none, or a visit that goes would tell what was read; at a counter it is the same for given and refused.
  const held = staff === null ? [] : endingVisits(ctx, after, visits, { here: true })
  // Whoever logged in reads it there; of what was seen at a counter a text goes out, as of anything handed over.
  const tells = receives && staff !== null && !isWithheld(ownForm(row), after, 'filer')
  const message = files
    ? await tellConfirmed(ctx, { ...row, ...confirmed }, states.submitted)
    : tells
      ? await tell(ctx, row, { template: 'application.moved', what: alsoFreed(news, held) })
      : null
  const freed = await giveBack(ctx, held, { told: message !== null })
  try {
    await ctx.db.batch([
      ...along,
      put,
      ...moved.statements,
      ...(files || receives ? [leaf.statement] : []),
      ...freed.statements,
      ...(message ? [message.statement] : []),
      ...(receives ? await inviteEnded(ctx, after, staff) : []),
    ])
    if (message) ctx.after(() => ctx.wake([message.id]))
    freed.after()
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    const [[now]] = await ctx.db.batch([applicationByReference(ctx, reference)])
    if (!now || !stands(now, proof.level)) throw error
    return { reference, identity: now.identity, state: now.state }
  }
  return {
    reference,
    identity: level,
    state: files ? 'submitted' : receives ? 'finished' : row.state,
    ...(own?.fresh !== undefined && { accessCode: own.fresh }),
    ...(receives && { ended: { told: message ? 'text' : 'none', promise: moved.promise } }),
  }
}

/** The columns of what waited for a proof before it could be posted or brought: from now on that is up to the office. */
const sendable = (
  ctx: Ctx,
  row: ApplicationRow,
  rule: readonly RuleRow[],
  years: readonly YearRow[],
  days: readonly DayRow[],
) =>
  isTheirMove(ownForm(row), row) && !liesReady(row)
    ? clockColumns('deliver', ctx.clock.now(), ruleFor(rule, ownForm(row)), years, days)
    : {}

/** Where it stands, as its holder is told: an outcome they have not proved enough for is kept back here too. */
export function toldTo(row: ApplicationRow, holder: Holder, raised: Raised): Raised {
  const state = raised.state === 'decided' ? row.state : raised.state
  const now = { ...row, state, identity: raised.identity }
  return { ...raised, state: shownState(state, isWithheld(ownForm(row), now, holder)) }
}

const toFile = ({ matterCode, formVersion }: ApplicationRow) =>
  formOf(matterCode, formVersion)?.identity.toFile ?? 'counter'

/** Whether a level stands as if it had just been proved. */
export const stands = (
  { identity, phoneConfirmedAt }: Pick<ApplicationRow, 'identity' | 'phoneConfirmedAt'>,
  level: Proof['level'],
): boolean => (level === 'phone' ? phoneConfirmedAt !== null : reaches(identity, level))
