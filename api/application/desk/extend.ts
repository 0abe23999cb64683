import { applicationExtension } from '../../../db/schema/index.ts'
import { DeadlineError } from '../../calendar/deadlineRule.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { applicationReference } from '../access.ts'
import { ownCalendarRows } from '../clock.ts'
import { applicationByReference, extensionsOf, pausesOf } from '../query.ts'
import { sealed } from '../sealed.ts'
import { carryOut } from './carryOut.ts'
import { extensionLeft } from './limits.ts'
import { reach, seen } from './reach.ts'
import { recounted } from './recount.ts'
import { readSaid, word } from './say.ts'
import type { ExtendInput, Stepped } from './schema.ts'

/**
 * Extends the time to decide, where its rule allows that: whoever approves it is somebody who decides and not its
 * handler (there is one), and the reason is told to the resident. Throws record-not-found, not-allowed, stale, step-refused,
 * own-extension, no-extension, invalid-input.
 */
export async function extend({
  ctx,
  input,
}: {
  ctx: Ctx
  input: ExtendInput & { reference: string }
}): Promise<Stepped> {
  const now = ctx.clock.now()
  const reference = applicationReference(input.reference)
  const [found, pauses, extensions, years, days] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    ...ownCalendarRows(ctx, reference),
  ])
  const reached = reach(ctx, 'application.decide', found)
  const { row, staff } = reached
  seen(row, input)
  if (row.clock !== 'decide') throw new Problem('step-refused')
  // With nobody handling it, whoever approves it would be the one to use it.
  if (row.handlerId === null || row.handlerId === staff.id) throw new Problem('own-extension')
  const limit = extensionLeft(row, extensions)
  if (!limit) throw new Problem('no-extension')
  if (input.value > limit.value) throw invalid('/value', 'extension.most', { most: limit.value })
  const words = readSaid(input.words)
  const id = newId('ae')
  const { value } = input
  const { unit } = limit
  const granted = { id, value, unit, approverId: staff.id, words: null, at: now }
  const clock = counted(() =>
    recounted(ctx, row, { pauses, extensions: [...extensions, granted], years, days }),
  )
  const put = ctx.db.insert(applicationExtension).values({
    ...granted,
    applicationId: row.id,
    words: await sealed(ctx, 'application_extension', id, 'words', words),
  })
  const said = await word(ctx, { application: row.id, kind: 'reason', staff: staff.id, words })
  return carryOut(
    ctx,
    reached,
    [
      {
        to: row.state,
        action: 'application.extend',
        set: clock,
        facts: { value, unit, due: clock.dueAt ?? null },
      },
    ],
    {
      along: [put, said.statement],
      tiding: {
        template: 'application.moved',
        what: {
          zh: '办理时限已延长，原因请查看',
          en: 'more time was approved to decide it; the reason is there',
        },
      },
    },
  )
}

/** The engine knows the limits of the rule too; what it refuses cannot be extended. */
function counted<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof DeadlineError) throw new Problem('no-extension')
    throw error
  }
}
