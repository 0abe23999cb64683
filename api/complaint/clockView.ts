import { z } from '@hono/zod-openapi'
import { complaintClocks } from '../../db/schema/complaint.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { Ctx } from '../context.ts'
import { textSchema } from '../openapi.ts'
import { pauseReasons } from './clock.ts'
import type { ComplaintRow, PauseRow } from './query.ts'

/** The office's clock, as its author and staff read it. */
export const complaintClockSchema = z.object({
  clock: z.enum(complaintClocks),
  name: textSchema,
  dueAt: z.string(),
  dueDay: z.string(),
  counted: z.array(textSchema).openapi({ description: 'How the day was counted, step by step' }),
  basis: textSchema,
  certainty: z.string(),
  paused: textSchema.nullable().openapi({ description: 'Why the clock stands still' }),
  late: z.boolean(),
})
export type ComplaintClockView = z.infer<typeof complaintClockSchema>

/** Its author's turn: to answer a question, or to say whether the answer will do. */
export const turnSchema = z.object({
  turn: z.enum(['wait', 'reply']),
  dueAt: z.string(),
  dueDay: z.string(),
  counted: z.array(textSchema),
})

/** The clock of the office that runs; null when none does. */
export function clockView(
  ctx: Pick<Ctx, 'clock'>,
  row: ComplaintRow,
  pauses: readonly PauseRow[],
): ComplaintClockView | null {
  if (row.clock === null || row.dueAt === null || row.rule === null) return null
  const { name, basis, certainty } = JSON.parse(row.rule) as DeadlineRule
  const open = pauses.find(({ toAt }) => toAt === null)
  return {
    clock: row.clock,
    name,
    dueAt: toIso(row.dueAt),
    dueDay: dayOf(row.dueAt),
    counted: JSON.parse(row.counted),
    basis,
    certainty,
    paused: row.pausedAt !== null && open ? pauseReasons[open.reason] : null,
    late: row.pausedAt === null && ctx.clock.now() > row.dueAt,
  }
}

/** Its author's turn; null when it is not. */
export const turnView = ({ turn, turnDueAt, turnCounted }: ComplaintRow) =>
  turn === null || turnDueAt === null
    ? null
    : { turn, dueAt: toIso(turnDueAt), dueDay: dayOf(turnDueAt), counted: JSON.parse(turnCounted) }
