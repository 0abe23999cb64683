import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { readWords } from '../../application/words.ts'
import { startOfDay } from '../../calendar/day.ts'
import type { DeadlineRule } from '../../calendar/deadlineRule.ts'
import type { Ctx } from '../../context.ts'
import { officialRow } from '../../notice/gate.ts'
import { invalid, Problem } from '../../problem.ts'
import { countForStation, countFrom, givenFor, rectificationCalendar } from './clock.ts'
import { atDesk, atStation, move, type Reached, type Seen, say, write } from './move.ts'
import { rectificationInSight, taskOf } from './query.ts'
import type { Moved } from './schema.ts'
import { nothingPersonal } from './task.ts'

type Asked = Seen & { value: number; words: string }

/**
 * The station asks for more time, once, with the reason, before its day is over. Throws invalid-input, no-extension,
 * record-not-found, not-allowed, stale, step-refused.
 */
export async function askMore({ ctx, input }: { ctx: Ctx; input: Asked }): Promise<Moved> {
  const [found] = await ctx.db.batch([taskOf(ctx, input.id)])
  return ask(ctx, atStation(ctx, 'rating.rectify', found, input), input)
}

/** The desk asks for more time for what it sees to itself; a colleague decides. Throws as askMore. */
export async function askMoreAtDesk({ ctx, input }: { ctx: Ctx; input: Asked }): Promise<Moved> {
  const [found] = await ctx.db.batch([rectificationInSight(ctx, input.id)])
  return ask(ctx, atDesk(ctx, found, input), input, true)
}

async function ask(
  ctx: Ctx,
  { row, staff }: Reached,
  { value, words: typed }: Asked,
  desk = false,
): Promise<Moved> {
  const words = readWords(typed)
  if (!['open', 'contacted', 'fixing'].includes(row.state)) throw new Problem('step-refused')
  const limit = (JSON.parse(row.fixRule) as DeadlineRule).extension
  const dueAt = row.stationDueAt ?? row.fixDueAt
  if (!limit || row.moreState !== null || ctx.clock.now() > dueAt) throw new Problem('no-extension')
  if (value > limit.value) throw invalid('/value', 'number.big', { most: limit.value })
  const { statements, rev, at } = await move(ctx, row, { by: staff.id, action: 'rectification.extend' })
  await write(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`INSERT INTO rectification_extension (rectification_id, value, unit, asked_by, asked_at)
          VALUES (${row.id}, ${value}, ${limit.unit}, ${staff.id}, ${at})`,
    ),
    (await say(ctx, { id: row.id, rev }, { kind: 'more', words, staffId: staff.id, desk })).statement,
  ])
  return { id: row.id, rev }
}

/**
 * Gives more time or not, with the reason: never by whoever asked, nor by anybody of that place. Throws invalid-input,
 * own-extension, no-extension (nobody asked, or the day was missed already), record-not-found, not-allowed, stale.
 */
export async function decideMore({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { give: boolean; words: string }
}): Promise<Moved> {
  const words = readWords(input.words)
  const [found, official, years, days] = await ctx.db.batch([
    rectificationInSight(ctx, input.id),
    officialRow(ctx),
    ...rectificationCalendar(ctx, input.id),
  ])
  const { row, staff } = atDesk(ctx, found, input)
  const missed = row.stationDueAt === null ? row.fixLateAt : row.stationMissedAt
  if (row.moreState !== 'asked' || (input.give && missed !== null)) throw new Problem('no-extension')
  if (row.moreBy === staff.id) throw new Problem('own-extension')
  nothingPersonal(ctx, words, official)
  const rule = JSON.parse(row.fixRule) as DeadlineRule
  const due = input.give
    ? countFrom(
        rule,
        startOfDay(row.openedOn),
        { years, days },
        {
          extensions: [givenFor(rule, row.moreValue ?? 0, staff.id)],
        },
      )
    : null
  const own =
    input.give && row.stationDueAt !== null
      ? countForStation(
          { ...row, moreState: 'given', moreBy: staff.id, moreDecidedAt: ctx.clock.now() },
          { years, days },
        )
      : null
  const { statements, rev, at } = await move(ctx, row, {
    by: staff.id,
    set: {
      ...(due && { fixDueAt: due.dueAt, fixCounted: JSON.stringify(due.counted) }),
      ...(own && { stationDueAt: own.dueAt, stationCounted: JSON.stringify(own.counted) }),
    },
    action: 'rectification.extend',
  })
  await write(
    ctx,
    [
      exec(
        ctx.db,
        sql`UPDATE rectification_extension SET state = ${input.give ? 'given' : 'refused'}, decided_by = ${staff.id},
              decided_at = ${at} WHERE rectification_id = ${row.id} AND state = 'asked'`,
      ),
      guard(ctx.db),
      ...statements,
      (await say(ctx, { id: row.id, rev }, { kind: 'given', words, staffId: staff.id, desk: true }))
        .statement,
    ],
    'own-extension',
  )
  return { id: row.id, rev }
}
