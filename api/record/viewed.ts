import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { seal } from '../privacy/field.ts'
import { newId } from '../shared/id.ts'
import type { Reached } from './reach.ts'

type Viewed =
  | { kind: 'opened' }
  | { kind: 'unmasked'; fields: readonly string[]; reason: string; words: string | null }

/** Whose record, who looks, and for which service point ('*': the bureau). */
interface Viewer extends Pick<Reached, 'staff' | 'role'> {
  person: { reference: string }
  point: { id: string }
}

/**
 * Statements that note who looked at a record, with the leaf that attests it: the leaf says role and reason, and
 * nothing of whom or what was seen. A second opening on the same day is refused by the database as seen-today.
 */
export async function viewed(ctx: Ctx, { person, staff, role, point }: Viewer, view: Viewed) {
  const now = ctx.clock.now()
  const id = newId('vw')
  const seen = view.kind === 'unmasked' ? view : { fields: [], reason: null, words: null }
  const words =
    seen.words && (await seal(ctx.keys, { table: 'record_view', column: 'words', row: id }, seen.words))
  const leaf = await leafFor(ctx, {
    action: view.kind === 'opened' ? 'record.open' : 'record.unmask',
    subject: person.reference,
    facts: seen.reason === null ? { role } : { role, reason: seen.reason },
  })
  return [
    exec(
      ctx.db,
      sql`INSERT INTO record_view (id, reference, day, at, kind, role, staff_id, service_point_id, fields, reason, words)
          VALUES (${id}, ${person.reference}, ${dayOf(now)}, ${now}, ${view.kind}, ${role}, ${staff.id}, ${point.id},
            ${JSON.stringify(seen.fields)}, ${seen.reason}, ${words})`,
    ),
    leaf.statement,
  ] as const
}
