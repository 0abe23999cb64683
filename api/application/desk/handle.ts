import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { applicationPause } from '../../../db/schema/index.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { applicationReference } from '../access.ts'
import { ownCalendarRows } from '../clock.ts'
import { ownForm } from '../ownForm.ts'
import { applicationByReference, extensionsOf, pausesOf } from '../query.ts'
import { carryOut } from './carryOut.ts'
import { pausedOut } from './limits.ts'
import { asHandler, canGo, reach, seen } from './reach.ts'
import { recounted } from './recount.ts'
import { readOffice } from './say.ts'
import type { ElsewhereInput, StepInput, Stepped } from './schema.ts'

type Of<T> = { ctx: Ctx; input: T & { reference: string } }

/** Says that work on it has begun. Throws record-not-found, not-allowed, stale, step-refused, not-handler. */
export async function processIt({ ctx, input }: Of<StepInput>): Promise<Stepped> {
  const [found] = await ctx.db.batch([applicationByReference(ctx, applicationReference(input.reference))])
  const reached = reach(ctx, 'application.handle', found)
  seen(reached.row, input)
  canGo(reached.row, 'processing', ['accepted'])
  const set = asHandler(ctx, reached)
  return carryOut(ctx, reached, [{ to: 'processing', action: 'application.process', set }])
}

/**
 * Says that another office is asked. The clock stands still only for a reason that the form's law knows and only as long
 * as there is time left, and for each reason three times unless a chief says so; otherwise it runs on. Throws
 * record-not-found, not-allowed, stale, step-refused, not-handler, paused-often, invalid-input.
 */
export async function elsewhere({ ctx, input }: Of<ElsewhereInput>): Promise<Stepped> {
  const now = ctx.clock.now()
  const reference = applicationReference(input.reference)
  const [found, before] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    pausesOf(ctx, reference),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row } = reached
  seen(row, input)
  canGo(row, 'elsewhere')
  const handler = asHandler(ctx, reached)
  const { zh, en } = readOffice(input.office)
  const reason = input.reason ?? null
  if (reason !== null && !ownForm(row).pauses.some(({ key }) => key === reason))
    throw invalid('/reason', 'pause.unknown')
  if (reason !== null && pausedOut(ctx, row, reason, before)) throw new Problem('paused-often')
  const stops = reason !== null && row.clock === 'decide' && row.dueAt !== null && now < row.dueAt
  const put = ctx.db.insert(applicationPause).values({
    id: newId('ap'),
    applicationId: row.id,
    reason,
    officeZh: zh,
    officeEn: en,
    fromAt: now,
  })
  return carryOut(
    ctx,
    reached,
    [
      {
        to: 'elsewhere',
        action: 'application.elsewhere',
        set: { ...handler, ...(stops && { pausedAt: now }) },
        facts: { reason, stops: stops ? 1 : 0 },
      },
    ],
    { along: [put] },
  )
}

/**
 * The other office has answered: the clock goes on, and its day is counted anew with the time it stood still. Throws
 * record-not-found, not-allowed, stale, step-refused, not-handler.
 */
export async function resume({ ctx, input }: Of<StepInput>): Promise<Stepped> {
  const now = ctx.clock.now()
  const reference = applicationReference(input.reference)
  const [found, pauses, extensions, years, days] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    pausesOf(ctx, reference),
    extensionsOf(ctx, reference),
    ...ownCalendarRows(ctx, reference),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row } = reached
  seen(row, input)
  canGo(row, 'processing', ['elsewhere'])
  const handler = asHandler(ctx, reached)
  const closed = pauses.map((pause) => ({ ...pause, toAt: pause.toAt ?? now }))
  const clock = recounted(ctx, row, { pauses: closed, extensions, years, days })
  return carryOut(
    ctx,
    reached,
    [
      {
        to: 'processing',
        action: 'application.resume',
        set: { ...handler, ...clock, pausedAt: null },
        facts: { due: clock.dueAt ?? null },
      },
    ],
    {
      along: [
        exec(
          ctx.db,
          sql`UPDATE application_pause SET to_at = ${now} WHERE application_id = ${row.id} AND to_at IS NULL`,
        ),
        guard(ctx.db),
      ],
    },
  )
}
