import type { Ctx } from '../../context.ts'
import { invalid } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { overColumns } from '../end.ts'
import { heldVisits } from '../heldVisits.ts'
import { ownForm } from '../ownForm.ts'
import { applicationByReference } from '../query.ts'
import { inTimeToAsk } from './accept.ts'
import { carryOut } from './carryOut.ts'
import { letter, withLetter } from './letter.ts'
import { asHandler, canGo, reach, seen } from './reach.ts'
import { readOffice, readSaid, word } from './say.ts'
import type { DeclineInput, Stepped } from './schema.ts'

/**
 * Does not accept an application: with the written reason, the right office and a signed letter; a visit held for it is
 * freed. Throws record-not-found, not-allowed, stale, step-refused, not-handler, asked-late (a permit that counts as
 * accepted), invalid-input.
 */
export async function decline({
  ctx,
  input,
}: {
  ctx: Ctx
  input: DeclineInput & { reference: string }
}): Promise<Stepped> {
  const reference = applicationReference(input.reference)
  const [found, held] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    heldVisits(ctx, reference),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row, staff } = reached
  seen(row, input)
  canGo(row, 'declined')
  const handler = asHandler(ctx, reached)
  inTimeToAsk(ctx, row)
  const form = ownForm(row)
  const ground = form.declines.find(({ key }) => key === input.ground)
  if (!ground) throw invalid('/ground', input.ground ? 'ground.unknown' : 'ground.required')
  const words = readSaid(input.words)
  const office = input.office?.zh.trim() ? readOffice(input.office) : (ground.office ?? null)
  const reason = await word(ctx, { application: row.id, kind: 'reason', staff: staff.id, words })
  return withLetter(
    () => letter(ctx, row, form, { type: 'decline', ground, words, office }),
    (made) =>
      carryOut(
        ctx,
        reached,
        [
          {
            to: 'declined',
            action: 'application.decline',
            set: { ...handler, ...overColumns(ctx, row) },
            facts: { ground: ground.key, letter: made.number },
          },
        ],
        { along: [reason.statement, ...made.statements], held, certificate: made.number },
      ),
  )
}
