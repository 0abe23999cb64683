import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { pointsFor } from '../permission.ts'
import { staffOf } from '../setUp/standing.ts'
import { personOf, sees } from './person.ts'
import { peopleAt, personById, pointsOf } from './query.ts'
import type { Grantable, Person } from './schema.ts'

const PAGE = 50

/** Who works at the service points of whoever asks, by account, with their last sign-in. */
export async function listPeople({ ctx, cursor }: { ctx: Ctx; cursor?: string | undefined }) {
  const actor = staffOf(ctx)
  const [after = ''] = readCursor(cursor, 1) ?? []
  const managed = pointsFor(actor, 'staff.manage')
  const [found, points] = await ctx.db.batch([
    peopleAt(ctx, pointsFor(actor, 'staff.read'), String(after), PAGE + 1),
    pointsOf(ctx, managed),
  ])
  const items: Person[] = found.slice(0, PAGE).map((row) => personOf(actor, row))
  const last = found.length > PAGE ? items.at(-1) : undefined
  return {
    items,
    nextCursor: last ? cursorOf([last.account]) : null,
    grantable: grantableOf(managed, points),
  }
}

const grantableOf = (
  managed: readonly string[] | 'all',
  points: readonly { slug: string; zh: string; en: string }[],
): Grantable => ({
  bureau: managed === 'all',
  points: points.map(({ slug, zh, en }) => ({ slug, name: { zh, en } })),
})

/** One person, for the page that changes what they may do. Throws record-not-found for people of other stations. */
export async function showPerson({ ctx, id }: { ctx: Ctx; id: string }) {
  const actor = staffOf(ctx)
  const managed = pointsFor(actor, 'staff.manage')
  const [[row], points] = await ctx.db.batch([personById(ctx, id), pointsOf(ctx, managed)])
  if (!row || !sees(actor, row)) throw new Problem('record-not-found')
  return { person: personOf(actor, row), grantable: grantableOf(managed, points) }
}
