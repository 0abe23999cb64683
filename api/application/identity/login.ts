import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { providerOf } from '../../identity/choose.ts'
import { loginTries } from '../../identity/tries.ts'
import { triesFor } from '../../intake/access.ts'
import { invalid, Problem } from '../../problem.ts'
import { codeFor, codeHash } from '../../shared/accessCode.ts'
import { applicationReference, letApplicantIn } from '../access.ts'
import { canBeOwn, isLocked } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { clearApplication } from '../sealed.ts'
import { isOver } from '../states.ts'
import { type OwnCode, ownColumns, proofRows, type Raised, raise, stands, toldTo } from './raise.ts'
import { isApplicant } from './samePerson.ts'
import type { LoginBegun } from './schema.ts'

/**
 * Begins a login for an application: where the browser is to post which fields. What is asked is bound to the
 * reference; the access code goes nowhere. Throws record-not-found, too-many-tries, step-refused (over, or proved
 * already), login-none, login-no-number.
 */
export async function beginLogin({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<LoginBegun> {
  const { row, provider, unlocks } = await opened(ctx, input)
  const { reference } = row
  if (stands(row, 'verified') && !unlocks) throw new Problem('step-refused')
  const { standIn, name } = provider
  return { reference, ...(await provider.begin(ctx, { reference })), standIn, name }
}

/**
 * Takes a login: the level becomes `verified` when who logged in is the person the application names. Anybody else is
 * told that they are somebody else and nothing more, it counts as a try, and nothing changes. Each login is taken once.
 * Who logs in with the code that a helper handed on is given a new one, which the helper has not seen.
 * Where it is verified already nothing is looked at. Throws invalid-input, record-not-found, too-many-tries,
 * step-refused, login-none, login-no-number, stale.
 */
export async function takeLogin({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; assertion: string }
}): Promise<Raised> {
  const { row, holder, provider, logins, clock, unlocks } = await opened(ctx, input)
  const { reference, identity, state } = row
  if (stands(row, 'verified') && !unlocks) return { reference, identity, state }
  const finished = await provider.finish(ctx, { reference, assertion: input.assertion })
  if (!finished.ok)
    throw invalid('/assertion', finished.fault === 'expired' ? 'identity.over' : 'identity.not-this')
  const { person } = finished
  if (!isApplicant(person, await clearApplication(ctx, row))) {
    await logins.count()
    throw invalid('/assertion', 'identity.someone-else')
  }
  const how = provider.standIn ? 'stand-in' : 'login'
  const spend = exec(
    ctx.db,
    sql`INSERT INTO identity_spent (assertion_id, expires_at) VALUES (${person.assertionId}, ${person.expiresAt})`,
  )
  try {
    const own = canBeOwn(row, holder) ? await ownCode(ctx, row, person.assertionId) : undefined
    const raised = await raise(
      ctx,
      row,
      { level: 'verified', how },
      { along: [logins.guard(), spend], clock, own },
    )
    // Where somebody else was faster nothing was written, and the code they came with goes on.
    const written = own && (own.fresh === undefined || raised.accessCode !== undefined)
    return toldTo(written ? { ...row, ...ownColumns(own) } : row, holder, raised)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'login-spent') throw invalid('/assertion', 'identity.over')
    if (refusal === 'stale') await logins.refuseOver()
    throw error
  }
}

/**
 * The code that reads the result from now on: the one the login was made with. The first code of somebody for whom another
 * filed went through the helper's hands, so a new one takes its place.
 */
async function ownCode(ctx: Ctx, row: ApplicationRow, assertionId: string): Promise<OwnCode> {
  const { reference, personCodeHash, ownCodeHash } = row
  if (personCodeHash === null || personCodeHash === ownCodeHash)
    return { hash: personCodeHash ?? row.codeHash }
  const fresh = await codeFor(ctx.keys.code, reference, `login:${assertionId}`, 8)
  return { hash: await codeHash(ctx.keys.code, reference, fresh), fresh }
}

/** Opens an application for a login, beside the day's wrong ones and the clock that filing it would start. */
async function opened(ctx: Ctx, input: { reference: string; accessCode: string }) {
  const reference = applicationReference(input.reference)
  const logins = loginTries(ctx, reference)
  const [tries, found, wrong, ...clock] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    logins.read(),
    ...proofRows(ctx, reference),
  ])
  const holder = await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  const provider = providerOf(ctx.settings)
  if (!provider) throw new Problem('login-none')
  const locked = isLocked(ownForm(row), row, holder)
  // What is kept back is brought out by a login with the person's own code, also when all is over.
  const unlocks = locked && canBeOwn(row, holder)
  if (locked ? !unlocks : isOver(row.state)) throw new Problem('step-refused')
  if (row.idType === 'none' || row.idNumber === null) throw new Problem('login-no-number')
  logins.require(wrong)
  return { row, holder, provider, logins, clock, unlocks }
}
