import type { Ctx } from '../../context.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { pointsFor } from '../permission.ts'
import { staffOf } from '../setUp/standing.ts'
import { personOf } from './person.ts'
import { peopleAt } from './query.ts'
import type { Person } from './schema.ts'

const PAGE = 50

/** Who works at the service points of whoever asks, by account, with their last sign-in. */
export async function listPeople({ ctx, cursor }: { ctx: Ctx; cursor?: string | undefined }) {
  const actor = staffOf(ctx)
  const [after = ''] = readCursor(cursor, 1) ?? []
  const [found] = await ctx.db.batch([peopleAt(ctx, pointsFor(actor, 'staff.read'), String(after), PAGE + 1)])
  const items: Person[] = found.slice(0, PAGE).map((row) => personOf(actor, row))
  const last = found.length > PAGE ? items.at(-1) : undefined
  return { items, nextCursor: last ? cursorOf([last.account]) : null }
}
