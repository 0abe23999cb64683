import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { DayRow, RuleRow, YearRow } from '../../calendar/query.ts'
import type { Ctx } from '../../context.ts'
import { reaches, stronger } from '../../identity/level.ts'
import type { IdentityLevel } from '../../matter/catalogue.ts'
import type { Holder } from '../access.ts'
import { seededRows } from '../clock.ts'
import { tellConfirmed } from '../desk/tell.ts'
import { overColumns } from '../end.ts'
import { receive } from '../filing.ts'
import { formOf } from '../forms/index.ts'
import { move } from '../move.ts'
import { isWithheld, type ShownState, shownState } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { states } from '../states.ts'

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
}

/** Statements: the clock that begins where a proof files an application, read beside it. */
export const filingRows = (ctx: Ctx) => seededRows(ctx, 'ask', dayOf(ctx.clock.now()))
type FilingRows = readonly [rule: RuleRow[], years: YearRow[], days: DayRow[]]

/** A statement that goes into the batch of the proof, in front: what it uses up. */
type Along = ReturnType<typeof exec>

/**
 * Writes a proof and the level it reaches: never a lower one than there was. An application that waited for it is
 * received by it, and one that is read online and was ready is handed over by it. `own` is the hash of the code a login was
 * made with: from now on it reads the result (outcome.ts). An application that is over stays so. When somebody else was faster and the level is reached, that is what was asked for. Throws stale.
 */
export async function raise(
  ctx: Ctx,
  row: ApplicationRow,
  proof: Proof,
  { along, clock, own }: { along: readonly [Along, ...Along[]]; clock: FilingRows; own?: string | undefined },
): Promise<Raised> {
  const { reference } = row
  const level = stronger(row.identity, proof.level)
  const { seen, staff } = proof.how === 'document' ? proof : { seen: null, staff: null }
  const facts = { level: proof.level, how: proof.how, ...(staff && { seen, staff }) }
  const confirmed = {
    ...(proof.level === 'phone' && { phoneConfirmedAt: ctx.clock.now() }),
    ...(own !== undefined && { ownCodeHash: own }),
  }
  const by = staff ?? 'resident'
  const files = row.state === 'identity' && reaches(level, toFile(row))
  const receives =
    row.state === 'issued' && row.delivery === 'electronic' && reaches(level, ownForm(row).identity.toReceive)
  const [moved, leaf] = await Promise.all([
    files
      ? receive(ctx, row, { level, by, rule: clock[0], years: clock[1], days: clock[2], set: confirmed })
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
            set: { ...confirmed, identity: level },
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
  const message = files ? await tellConfirmed(ctx, { ...row, ...confirmed }, states.submitted) : null
  try {
    await ctx.db.batch([
      ...along,
      put,
      ...moved.statements,
      ...(files || receives ? [leaf.statement] : []),
      ...(message ? [message.statement] : []),
    ])
    if (message) ctx.after(() => ctx.wake([message.id]))
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    const [[now]] = await ctx.db.batch([applicationByReference(ctx, reference)])
    if (!now || !stands(now, proof.level)) throw error
    return { reference, identity: now.identity, state: now.state }
  }
  return { reference, identity: level, state: files ? 'submitted' : receives ? 'finished' : row.state }
}

/** Where it stands, as its holder is told: an outcome they have not proved enough for is kept back here too. */
export function toldTo(row: ApplicationRow, holder: Holder, raised: Raised, own = row.ownCodeHash): Raised {
  const state = raised.state === 'decided' ? row.state : raised.state
  const now = { ...row, state, identity: raised.identity, ownCodeHash: own }
  return { ...raised, state: shownState(state, isWithheld(ownForm(row), now, holder)) }
}

const toFile = ({ matterCode, formVersion }: ApplicationRow) =>
  formOf(matterCode, formVersion)?.identity.toFile ?? 'counter'

/** Whether a level stands as if it had just been proved. */
export const stands = (
  { identity, phoneConfirmedAt }: Pick<ApplicationRow, 'identity' | 'phoneConfirmedAt'>,
  level: Proof['level'],
): boolean => (level === 'phone' ? phoneConfirmedAt !== null : reaches(identity, level))
