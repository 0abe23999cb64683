import { sql } from 'drizzle-orm'
import { guardSame } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { feeSchema, legalLimitSchema } from '../../matter/catalogue.ts'
import { isLawfulFee, lawfulOwnFee } from '../../matter/lawfulFee.ts'
import { type OverlayRow, readOverlay } from '../../matter/overlay.ts'
import { isWithinLaw } from '../../matter/promise.ts'
import { invalid, Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { currentForm } from '../forms/index.ts'
import type { Terms, TermsChange } from './templateSchema.ts'

const permission = 'application.terms'

interface TermsRow extends OverlayRow {
  pointId: string
  slug: string
  pointZh: string
  pointEn: string
  code: string
  zh: string
  en: string
  legal: string | null
  fee: string | null
  usualFee: string | null
  offered: 0 | 1
  seen: string
}

/** What an offer is, as one value: what was read, for the change to be made against. */
const offerNow = (point: string, code: string) =>
  sql`SELECT coalesce((SELECT json_array(o.promise, o.fee) FROM matter_offer o
        WHERE o.service_point_id = (SELECT id FROM service_point WHERE slug = ${point}) AND o.matter_code = ${code}),
      (SELECT json_array('off', f.promise, f.fee) FROM matter_offer_off f
        WHERE f.service_point_id = (SELECT id FROM service_point WHERE slug = ${point}) AND f.matter_code = ${code}), '-')`

const termsRow = (ctx: Ctx, code: string, slug: string) =>
  rows<TermsRow>(
    ctx.db,
    sql`SELECT p.id AS pointId, p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn, m.code AS code, m.name_zh AS zh,
          m.name_en AS en, m.content -> '$.timeLimit.legal' AS legal, m.content -> '$.fee' AS usualFee,
          o.matter_code IS NOT NULL AS offered, coalesce(o.promise, f.promise) AS promise, coalesce(o.fee, f.fee) AS fee,
          coalesce(o.note_zh, f.note_zh, '') AS note_zh, coalesce(o.note_en, f.note_en, '') AS note_en, (${offerNow(slug, code)}) AS seen
        FROM service_point p JOIN matter m ON m.code = ${code}
        LEFT JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = m.code
        LEFT JOIN matter_offer_off f ON f.service_point_id = p.id AND f.matter_code = m.code WHERE p.slug = ${slug}`,
  )

interface Input {
  code: string
  station: string
}

/** What a service point does differently with a matter, and the longest it may take. Throws record-not-found, not-allowed. */
export async function showTerms({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Terms> {
  const [found] = await ctx.db.batch([termsRow(ctx, input.code, input.station)])
  return termsOf(ctx, found)
}

function termsOf(ctx: Ctx, [row]: readonly TermsRow[]): Terms {
  if (!row) throw new Problem('record-not-found')
  allow(ctx.actor, permission, row.pointId)
  const today = dayOf(ctx.clock.now())
  const { promise, fee: ownFee, note } = readOverlay(row, today)
  const form = currentForm(row.code, today)
  const usualFee = feeSchema.safeParse(parsed(row.usualFee))
  const legal = legalLimitSchema.safeParse(parsed(row.legal))
  return {
    matter: { code: row.code, name: { zh: row.zh, en: row.en } },
    station: { slug: row.slug, name: { zh: row.pointZh, en: row.pointEn } },
    offered: row.offered === 1,
    promise: promise && { value: promise.value, unit: promise.unit },
    fee: lawfulOwnFee(ownFee, usualFee.success ? usualFee.data : null),
    note,
    usual: {
      legal: legal.success ? { value: legal.data.value, unit: legal.data.unit } : null,
      promise: form ? { value: form.promise.value, unit: form.promise.unit } : null,
      fee: usualFee.success ? usualFee.data : null,
    },
    seen: row.seen,
  }
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json))

/**
 * Changes what a service point does differently with a matter: it can be quicker and cheaper than the bureau, never slower
 * than the law or the bureau's own promise, nor dearer than what is fixed. What is no longer offered is open to no new
 * application; those under way go on. Throws record-not-found, not-allowed, invalid-input (beside the field), stale.
 */
export async function changeTerms({ ctx, input }: { ctx: Ctx; input: TermsChange & Input }): Promise<Terms> {
  const [found] = await ctx.db.batch([termsRow(ctx, input.code, input.station)])
  const terms = termsOf(ctx, found)
  const [row] = found
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  if (terms.seen !== input.seen) throw new Problem('stale')
  const { promise, fee, offered } = input
  for (const limit of [terms.usual.legal, terms.usual.promise])
    if (promise && !isWithinLaw(promise, limit)) throw invalid('/promise', 'promise.too-long')
  if (fee && !isLawfulFee(fee, terms.usual.fee)) throw invalid('/fee', 'fee.too-high')
  const [own, ownFee] = [promise && JSON.stringify(promise), fee && JSON.stringify(fee)]
  const leaf = await leafFor(ctx, {
    action: 'matter.terms',
    subject: row.code,
    facts: {
      station: row.slug,
      offered: offered ? 1 : 0,
      promise: promise && `${promise.value} ${promise.unit}`,
      fee: fee ? 'own' : null,
      staff: staff.id,
    },
  })
  const [, , , , , again] = await ctx.db.batch([
    guardSame(ctx.db, offerNow(row.slug, row.code), input.seen),
    ...offerStatements(ctx, row, { offered, own, ownFee }),
    leaf.statement,
    termsRow(ctx, row.code, row.slug),
  ])
  return termsOf(ctx, again)
}

/**
 * What is switched off is laid aside whole, with its note, its counter and whom it is for, and comes back as it was; what
 * was changed with the switch stands.
 */
function offerStatements(
  { db }: Ctx,
  { pointId, code }: TermsRow,
  { offered, own, ownFee }: { offered: boolean; own: string | null; ownFee: string | null },
) {
  const [from, to] = offered
    ? [sql.raw('matter_offer_off'), sql.raw('matter_offer')]
    : [sql.raw('matter_offer'), sql.raw('matter_offer_off')]
  const columns = sql.raw(
    'service_point_id, matter_code, promise, fee, note_zh, note_en, counter_group, audience',
  )
  return [
    exec(
      db,
      sql`INSERT INTO ${to} (${columns}) SELECT ${columns} FROM ${from}
          WHERE service_point_id = ${pointId} AND matter_code = ${code}
          ON CONFLICT (service_point_id, matter_code) DO NOTHING`,
    ),
    exec(db, sql`DELETE FROM ${from} WHERE service_point_id = ${pointId} AND matter_code = ${code}`),
    exec(
      db,
      sql`INSERT INTO ${to} (service_point_id, matter_code, promise, fee) VALUES (${pointId}, ${code}, ${own}, ${ownFee})
          ON CONFLICT (service_point_id, matter_code) DO UPDATE SET promise = ${own}, fee = ${ownFee}`,
    ),
  ] as const
}
