import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { refusalOf } from '../../db/refusal.ts'
import { rows } from '../../db/rows.ts'
import { application } from '../../db/schema/index.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, trayFull } from '../intake/bots.ts'
import { liveCode } from '../intake/liveCode.ts'
import { type AnsweredRow, answeredBefore, type Once, openOnce, remember, replayOf } from '../intake/once.ts'
import { invalid, Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import { seededRows, seededRule, start } from './clock.ts'
import type { Form } from './form/declaration.ts'
import { readEligibility } from './form/readEligibility.ts'
import { currentForm } from './forms/index.ts'
import { ownForm } from './ownForm.ts'
import type { BeginInput, Begun } from './schema.ts'
import { sealed } from './sealed.ts'

const keptSchema = z.object({ promise: promiseSchema })

interface Offer {
  pointId: string
  slug: string
  zh: string
  en: string
}

/**
 * Begins an application: a draft under a reference and code, kept for 30 days (a rule) after it was last saved. Nothing
 * personal is asked yet; only the questions that decide whether this is the way. One read, one write; the same key and
 * body give the same draft. Throws invalid-input, form-unknown, not-eligible (with where to go instead),
 * matter-not-offered, idempotency-mismatch, code-replaced, proof-invalid, tray-full.
 */
export async function begin({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: BeginInput
  idempotencyKey: string | undefined
}): Promise<Begun> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const now = ctx.clock.now()
  const form = currentForm(input.matterCode, dayOf(now))
  if (!form) throw new Problem('form-unknown')
  const { answers, stop, errors } = readEligibility(form, input.eligibility)
  if (errors.length) throw new Problem('invalid-input', { errors })
  if (stop) throw new Problem('not-eligible', { detail: stop.why, extra: { stop } })
  const once = await openOnce(ctx, 'application.begin', idempotencyKey, body)
  const [before, made, offers, rule, years, days] = await ctx.db.batch([
    answeredBefore(ctx, once),
    begunUnder(ctx, once),
    offerAt(ctx, input),
    ...seededRows(ctx, 'draft', dayOf(now)),
  ])
  const replay = replayOf(once, before)
  if (replay) return again(ctx, once, replay, made)
  const [offer] = offers
  if (!offer) throw new Problem('matter-not-offered')
  const clock = start(seededRule(rule), now, years, days)
  const gate = await admit(ctx, 'application.begin', proof)
  for (let attempt = 1; ; attempt++) {
    const reference = makeReference('B', dayOf(now))
    const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
    const id = newId('app')
    const [hash, sealedAnswers, leaf] = await Promise.all([
      codeHash(ctx.keys.code, reference, accessCode),
      sealed(ctx, 'application', id, 'answers', '{}'),
      leafFor(ctx, {
        action: 'application.begin',
        subject: reference,
        facts: { matter: form.matter, form: form.version, station: offer.slug },
      }),
    ])
    const { dueDay: _day, ...columns } = clock
    const [forget, recall] = remember(ctx, once, reference, { promise: leaf.promise })
    try {
      await ctx.db.batch([
        forget,
        recall,
        ...gate,
        ctx.db.insert(application).values({
          id,
          reference,
          codeHash: hash,
          matterCode: form.matter,
          formVersion: form.version,
          servicePointId: offer.pointId,
          locale: ctx.locale,
          channel: 'online',
          state: 'draft',
          movedAt: now,
          movedBy: 'resident',
          answers: sealedAnswers,
          eligibility: JSON.stringify(answers),
          clock: 'draft',
          ...columns,
          createdAt: now,
          updatedAt: now,
        }),
        leaf.statement,
      ])
      return view(form, offer, reference, accessCode, clock.dueAt, leaf.promise)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return begin({ ctx, input, idempotencyKey: once.key })
      if (refusal === 'proof-spent') throw new Problem('proof-invalid')
      if (refusal === 'tray-full') throw trayFull(ctx)
      throw error
    }
  }
}

interface MadeRow extends Offer {
  reference: string
  codeHash: string
  matterCode: string
  formVersion: number
  dueAt: number | null
}

/** Statement: the draft begun under this key. */
const begunUnder = (ctx: Ctx, { operation, keyHash }: Once) =>
  rows<MadeRow>(
    ctx.db,
    sql`SELECT a.reference AS reference, a.code_hash AS codeHash, a.matter_code AS matterCode,
          a.form_version AS formVersion, a.due_at AS dueAt, p.id AS pointId, p.slug AS slug, p.name_zh AS zh, p.name_en AS en
        FROM application a JOIN service_point p ON p.id = a.service_point_id WHERE a.reference =
          (SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`,
  )

/** Statement: the service point, if it offers the matter. */
const offerAt = (ctx: Ctx, { matterCode, station }: BeginInput) =>
  rows<Offer>(
    ctx.db,
    sql`SELECT p.id AS pointId, p.slug AS slug, p.name_zh AS zh, p.name_en AS en
        FROM service_point p JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = ${matterCode}
        WHERE p.slug = ${station}`,
  )

async function again(ctx: Ctx, once: Once, { kept }: AnsweredRow, [row]: MadeRow[]): Promise<Begun> {
  if (!row) throw new Problem('unavailable', { retryAfter: 1 })
  const accessCode = await liveCode(ctx, row.reference, once.key, row.codeHash)
  const form = ownForm(row)
  const { promise } = keptSchema.parse(JSON.parse(kept))
  return view(form, row, row.reference, accessCode, row.dueAt ?? ctx.clock.now(), promise)
}

const view = (
  form: Form,
  { slug, zh, en }: Offer,
  reference: string,
  accessCode: string,
  dueAt: number,
  promise: Begun['promise'],
): Begun => ({
  reference,
  accessCode,
  matterCode: form.matter,
  title: form.title,
  formVersion: form.version,
  station: { slug, name: { zh, en } },
  keptUntil: toIso(dueAt),
  promise,
})
