import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { evaluationWord } from '../../../db/schema/evaluation.ts'
import { leafFor } from '../../audit/append.ts'
import { addQuarters } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { findPersonal } from '../../privacy/gate/findPersonal.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { planPoint } from './query.ts'
import type { Said, SayInput } from './schema.ts'

/** The most characters of what everybody reads; in English as much takes more letters. */
const most = 600

/**
 * Says for a station what it will do after a quarter, or in the next one what it did of that: public at once, with its day. A
 * later version stands in front, and the ones before it stay. Throws invalid-input, record-not-found, not-allowed, stale,
 * step-refused (the quarter still runs, or nothing was said that could have been done).
 */
export async function sayPlan({
  ctx,
  input,
}: {
  ctx: Ctx
  input: SayInput & { slug: string }
}): Promise<Said> {
  const { slug, period, kind, seen } = input
  const before = addQuarters(period, -1)
  const [[point], [stands], official] = await ctx.db.batch([
    planPoint(ctx, slug),
    rows<{ state: string | null; version: number; said: 0 | 1 }>(
      ctx.db,
      sql`SELECT (SELECT state FROM evaluation_period WHERE period = ${period}) AS state,
            coalesce(max(w.version), 0) AS version,
            EXISTS (SELECT 1 FROM service_point p CROSS JOIN evaluation_word w ON w.service_point_id = p.id
              WHERE p.slug = ${slug} AND w.period = ${before} AND w.kind = 'will') AS said
          FROM service_point p LEFT JOIN evaluation_word w
            ON w.service_point_id = p.id AND w.period = ${period} AND w.kind = ${kind}
          WHERE p.slug = ${slug}`,
    ),
    officialRow(ctx),
  ])
  if (!point || !stands) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'evaluation.plan', point.id)
  const known = officialOf(ctx, official[0])
  const errors: FieldError[] = []
  const read = (typed: string, pointer: string, length: number) => {
    const words = readWords(typed, pointer, errors, length)
    if (findPersonal(words, { official: known }).length) errors.push({ pointer, code: 'notice.personal' })
    return words
  }
  const zh = read(input.zh, '/zh', most)
  const en = input.en?.trim() ? read(input.en, '/en', most * 3) : ''
  if (errors.length) throw new Problem('invalid-input', { errors })
  const over = stands.state === 'provisional' || stands.state === 'frozen'
  if (kind === 'will' ? !over : !stands.said) throw new Problem('step-refused')
  if (stands.version !== seen) throw new Problem('stale')
  const version = seen + 1
  const leaf = await leafFor(ctx, {
    action: 'evaluation.plan',
    subject: slug,
    facts: { period, kind, version, staff: staff.id },
  })
  await ctx.db.batch([
    ctx.db.insert(evaluationWord).values({
      servicePointId: point.id,
      period,
      kind,
      version,
      zh,
      en,
      staffId: staff.id,
      at: ctx.clock.now(),
    }),
    leaf.statement,
  ])
  return { period, kind, version }
}
