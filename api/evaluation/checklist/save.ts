import { refusalOf } from '../../../db/refusal.ts'
import { stationFact, stationSettings } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { settingNames } from './gates.ts'
import { type FactRow, factHistory, factsOf } from './query.ts'
import type { FactsAtWork, FactsInput } from './schema.ts'

const permission = 'evaluation.facts'

/** A station's facts as they are edited, with their history. Throws record-not-found, not-allowed. */
export async function showFacts({
  ctx,
  input: { slug },
}: {
  ctx: Ctx
  input: { slug: string }
}): Promise<FactsAtWork> {
  const [[row], history] = await ctx.db.batch([factsOf(ctx, slug), factHistory(ctx, slug)])
  allow(ctx.actor, permission, '*')
  if (!row) throw new Problem('record-not-found')
  return {
    station: { slug: row.slug, name: { zh: row.zh, en: row.en } },
    version: row.version ?? 0,
    facts: factsIn(row),
    settings: stationSettings.map((code) => ({ code, name: settingNames[code] })),
    history: history.map(({ version, asOf, at }) => ({ version, asOf, at: toIso(at) })),
  }
}

function factsIn(row: FactRow): FactsAtWork['facts'] {
  const { asOf, setting, officers, communityOfficers, residents, roomsDue, rooms } = row
  if (asOf === null || setting === null) return null
  const evidence = { zh: row.evidenceZh, en: row.evidenceEn }
  return { asOf, setting, officers, communityOfficers, residents, roomsDue, rooms, evidence }
}

/**
 * Enters the facts of a station anew: a new version, which is public at once; the old ones stay. For whoever keeps them for
 * the bureau. Throws record-not-found, not-allowed, invalid-input (beside the field), stale.
 */
export async function saveFacts({
  ctx,
  input,
}: {
  ctx: Ctx
  input: FactsInput & { slug: string }
}): Promise<{ slug: string; version: number }> {
  const [[row]] = await ctx.db.batch([factsOf(ctx, input.slug)])
  const staff = allow(ctx.actor, permission, '*')
  if (!row) throw new Problem('record-not-found')
  const errors: FieldError[] = []
  if (input.communityOfficers > input.officers)
    errors.push({ pointer: '/communityOfficers', code: 'facts.more' })
  if (input.rooms > input.roomsDue) errors.push({ pointer: '/rooms', code: 'facts.more' })
  if (!input.evidence.zh.trim()) errors.push({ pointer: '/evidence/zh', code: 'evidence.required' })
  if (input.asOf > dayOf(ctx.clock.now())) errors.push({ pointer: '/asOf', code: 'facts.future' })
  if (errors.length) throw new Problem('invalid-input', { errors })
  if ((row.version ?? 0) !== input.seen) throw new Problem('stale')
  const version = input.seen + 1
  const { slug, seen: _, evidence, ...facts } = input
  const leaf = await leafFor(ctx, {
    action: 'evaluation.facts',
    subject: slug,
    facts: { version, asOf: input.asOf, officers: input.officers, staff: staff.id },
  })
  try {
    await ctx.db.batch([
      ctx.db.insert(stationFact).values({
        ...facts,
        servicePointId: row.id,
        version,
        evidenceZh: evidence.zh,
        evidenceEn: evidence.en,
        staffId: staff.id,
        at: ctx.clock.now(),
      }),
      leaf.statement,
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  return { slug, version }
}
