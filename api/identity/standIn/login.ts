import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { sameCode } from '../../shared/accessCode.ts'
import { compact } from '../../shared/halfWidth.ts'
import { newId } from '../../shared/id.ts'
import { assertionLifetime, readRequest, writeAssertion } from '../assertion.ts'
import { loginTries } from '../tries.ts'
import { standInPeople } from './people.ts'

/** Whether this bureau has the stand-in at all. Throws not-found: elsewhere these addresses do not exist. */
function requireStandIn({ settings }: Ctx): void {
  if (settings.identity !== 'stand-in') throw new Problem('not-found')
}

/** The people who can log in, PINs and all: the page shows them, as nothing here is anybody's. Throws not-found. */
export function listPeople({ ctx }: { ctx: Ctx }) {
  requireStandIn(ctx)
  return { items: standInPeople.map((person) => ({ ...person })) }
}

/**
 * Logs somebody of the list in, for the application the request names. A number that is not in the list and a wrong PIN
 * are refused alike, and counted for that application. Throws not-found, invalid-input, too-many-tries.
 */
export async function standInLogin({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { request: string; idNumber: string; pin: string }
}): Promise<{ reference: string; name: string; assertion: string }> {
  requireStandIn(ctx)
  const now = ctx.clock.now()
  const asked = await readRequest(ctx.keys, input.request, now)
  if (!asked.ok) throw invalid('/request', 'identity.over')
  const { reference } = asked.value
  const tries = loginTries(ctx, reference)
  const [before] = await ctx.db.batch([tries.read()])
  tries.require(before)
  const number = compact(input.idNumber)
  const person = standInPeople.find(({ idNumber }) => idNumber === number)
  const right = sameCode(compact(input.pin), person?.pin ?? '------')
  if (!person || !right) {
    await tries.count()
    throw invalid('/pin', 'identity.pin')
  }
  const { name, idType, idNumber } = person
  const assertion = await writeAssertion(ctx.keys, {
    id: newId('as'),
    reference,
    expiresAt: now + assertionLifetime,
    name,
    idType,
    idNumber,
  })
  return { reference, name, assertion }
}
