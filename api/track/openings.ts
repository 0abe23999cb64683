import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { textSchema } from '../openapi.ts'
import { type Role, roles } from '../shared/actor.ts'
import { roleWords } from '../staff/roles.ts'

/** How often people at work looked at a record, and in which role; never who. */
export const openingsSchema = z
  .object({
    times: z.number().int(),
    roles: z.array(z.object({ role: z.enum(roles), name: textSchema, times: z.number().int() })),
    unmasked: z.number().int().openapi({ description: 'How often a name, a number or a note was seen' }),
    lastDay: z.string().nullable(),
  })
  .openapi('Openings', {
    description: 'Each member of staff counts once a day, and each time a name or number was seen',
  })
export type Openings = z.infer<typeof openingsSchema>

export interface OpeningRow {
  kind: 'opened' | 'unmasked'
  role: Role
  times: number
  lastDay: string
}

/** Statement: how often a record was opened and unmasked, by role. */
export function openingsOf(ctx: Ctx, reference: string) {
  return rows<OpeningRow>(
    ctx.db,
    sql`SELECT kind, role, count(*) AS times, max(day) AS lastDay FROM record_view
        WHERE reference = ${reference} GROUP BY kind, role ORDER BY kind, role`,
  )
}

/** The count as its holder reads it. */
export function openingsIn(found: readonly OpeningRow[]): Openings {
  const unmasked = found.filter(({ kind }) => kind === 'unmasked')
  const noted = found.filter(({ kind }) => kind === 'opened')
  // Whoever saw a name without opening the record first has opened it by that.
  const opened = noted.length ? noted : unmasked
  const days = found.map(({ lastDay }) => lastDay).sort()
  return {
    times: sum(opened),
    roles: opened.map(({ role, times }) => ({ role, name: roleWords[role], times })),
    unmasked: sum(unmasked),
    lastDay: days.at(-1) ?? null,
  }
}

const sum = (found: readonly OpeningRow[]) => found.reduce((all, { times }) => all + times, 0)
