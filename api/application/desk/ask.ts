import { applicationCorrection } from '../../../db/schema/index.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { applicationReference } from '../access.ts'
import { seededRows } from '../clock.ts'
import { targetLabel } from '../correction.ts'
import { clockColumns } from '../filing.ts'
import { ownForm } from '../ownForm.ts'
import { applicationByReference, correctionsOf } from '../query.ts'
import { sealed } from '../sealed.ts'
import { inTimeToAsk } from './accept.ts'
import { carryOut } from './carryOut.ts'
import { askedOut } from './limits.ts'
import { asHandler, canGo, reach, seen } from './reach.ts'
import { readSaid } from './say.ts'
import type { AskInput, Stepped } from './schema.ts'

/** The longest word on one thing that is to be put right, characters. */
const itemMost = 500

/**
 * Asks the resident, once and for everything, for what is missing or wrong. A later round can only come back to what was
 * asked in the first (the database refuses the rest). Throws record-not-found, not-allowed, stale, step-refused,
 * not-handler, asked-late (a permit that counts as accepted), asked-once, asked-often, invalid-input.
 */
export async function ask({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AskInput & { reference: string }
}): Promise<Stepped> {
  const now = ctx.clock.now()
  const reference = applicationReference(input.reference)
  const [found, before, rule, years, days] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    correctionsOf(ctx, reference),
    ...seededRows(ctx, 'answer', dayOf(now)),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row } = reached
  seen(row, input)
  canGo(row, 'correction')
  const handler = asHandler(ctx, reached)
  inTimeToAsk(ctx, row)
  if (askedOut(row)) throw new Problem('asked-often')
  const items = readItems(input, (target) => targetLabel(ownForm(row), target) !== null)
  const first = new Set(before.filter(({ round }) => round === 1).map(({ target }) => target))
  if (row.asked > 0 && items.some(({ target }) => !first.has(target))) throw new Problem('asked-once')
  const round = row.asked + 1
  const rows = await Promise.all(
    items.map(async ({ target, kind, words }) => {
      const id = newId('ac')
      const kept = await sealed(ctx, 'application_correction', id, 'words', words)
      return { id, applicationId: row.id, round, target, kind, words: kept, askedAt: now }
    }),
  )
  return carryOut(
    ctx,
    reached,
    [
      {
        to: 'correction',
        action: 'application.ask',
        set: {
          ...handler,
          asked: round,
          ...clockColumns('answer', now, rule, years, days),
        },
        facts: { round, items: items.length },
      },
    ],
    { along: rows.map((values) => ctx.db.insert(applicationCorrection).values(values)) },
  )
}

function readItems({ items }: AskInput, known: (target: string) => boolean) {
  const errors: FieldError[] = []
  const seenTargets = new Set<string>()
  for (const [i, { target }] of items.entries()) {
    if (!known(target)) errors.push({ pointer: `/items/${i}/target`, code: 'target.unknown' })
    else if (seenTargets.has(target)) errors.push({ pointer: `/items/${i}/target`, code: 'target.twice' })
    seenTargets.add(target)
  }
  if (errors.length) throw new Problem('invalid-input', { errors })
  return items.map(({ target, kind, words }, i) => ({
    target,
    kind,
    words: words?.trim() ? readSaid(words, `/items/${i}/words`, itemMost) : null,
  }))
}
