import { type Day, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { type AnsweredItem, openFrom } from './item.ts'
import { choiceRows, openById, openRows } from './query.ts'
import type { OpenList, OpenQuery } from './schema.ts'

/** In front of everything. */
const top = [Number.MAX_SAFE_INTEGER, ''] as const

/**
 * You said, we did: what residents agreed to have published, the newest first. One round trip. Throws invalid-input for a
 * cursor that is none.
 */
export async function listOpen({ ctx, input }: { ctx: Ctx; input: OpenQuery }): Promise<OpenList> {
  const { choices, limit, cursor, ...filters } = input
  const [at, id] = readCursor(cursor, 2) ?? top
  const list = openRows(ctx, filters, [Number(at), String(id)], limit + 1)
  const [found, chosen] = choices
    ? await ctx.db.batch([list, choiceRows(ctx)])
    : [...(await ctx.db.batch([list])), undefined]
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const of = (what: string) =>
    (chosen ?? []).filter((row) => row.what === what).map(({ key, zh, en }) => ({ key, name: { zh, en } }))
  return {
    items: shown.map(openFrom),
    nextCursor: found.length > limit && last ? cursorOf([last.publishedAt, last.id]) : null,
    ...(chosen && {
      choices: {
        stations: of('station'),
        towns: of('town'),
        categories: of('category'),
        months: months(dayOf(ctx.clock.now())),
      },
    }),
  }
}

/** The month of a day and the eleven before it. */
function months(today: Day): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return Array.from({ length: 12 }, (_, i) =>
    new Date(Date.UTC(year, month - 1 - i)).toISOString().slice(0, 7),
  )
}

/** One of them by its public name. One round trip. Throws not-found: also for what came down again. */
export async function showOpen({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AnsweredItem> {
  const [[row]] = await ctx.db.batch([openById(ctx, input.id)])
  if (!row) throw new Problem('not-found')
  return openFrom(row)
}
