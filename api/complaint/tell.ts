import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { rows } from '../../db/rows.ts'
import type { ComplaintChannel } from '../../db/schema/complaint.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, admitByDay, trayFull } from '../intake/bots.ts'
import { liveCode } from '../intake/liveCode.ts'
import { answeredBefore, type Once, openOnce, remember, replayOf } from '../intake/once.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { codeFor } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import { deskName } from './answerers.ts'
import { categoryRow } from './categories.ts'
import { ruleIn, rulesAndCalendar, startClock } from './clock.ts'
import type { ComplaintKind } from './kinds/declaration.ts'
import { kindOf } from './kinds/index.ts'
import { type Made, madeStatements } from './made.ts'
import { nearProblemOf, nearRows } from './near/near.ts'
import { officersNamed, type PlaceRow, placeNames, pointNamed, pointOfPlace } from './places.ts'
import { readTold } from './read.ts'
import { roadOf } from './routing.ts'
import { type ComplaintReceipt, complaintReceiptSchema, type TellInput } from './schema.ts'
import { soundsUrgent } from './urgent.ts'
import { momentOf } from './when.ts'

const keptSchema = complaintReceiptSchema.omit({ reference: true, accessCode: true })

/** Characters of the code: an anonymous receipt cannot be replaced at a counter, and is all that protects its thread. */
export const codeLength = (anonymous: boolean) => (anonymous ? 23 : 8)

/**
 * Takes what somebody tells the police: who handles it follows from routing.ts, by when from the clock of its kind, whom it
 * must not reach is written with it. One read, one write; the same key and body give the same receipt. Throws
 * invalid-input with every fault, already-known (only where that was asked for), idempotency-mismatch, code-replaced,
 * proof-invalid, tray-full, day-tray-full.
 */
export async function tell({
  ctx,
  input,
  idempotencyKey,
  channel = 'online',
}: {
  ctx: Ctx
  input: TellInput
  idempotencyKey: string | undefined
  channel?: ComplaintChannel
}): Promise<ComplaintReceipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, unlessNear, ...body } = input
  const kind = kindOf(body.kind)
  const told = readTold(kind, input)
  const once = await openOnce(ctx, 'complaint.file', idempotencyKey, body)
  const at = momentOf(ctx, body)
  const clockKey = kind.clocks.accept ?? kind.clocks.finish
  const slug = kind.about === 'none' ? undefined : body.about
  const [before, made, [about], [place], [there], [category], named, near, rules, years, days] =
    await ctx.db.batch([
      answeredBefore(ctx, once),
      madeUnder(ctx, once),
      pointNamed(ctx, slug),
      pointOfPlace(ctx, kind.place ? body : {}),
      placeNames(ctx, body),
      categoryRow(ctx, kind.sorted ? body.category : undefined),
      officersNamed(ctx, told.officer, slug),
      nearRows(ctx, unlessNear && kind.code === 'problem' ? { ...body, ...told.point } : {}),
      ...rulesAndCalendar(ctx, [clockKey], dayOf(at)),
    ])
  const replay = replayOf(once, before)
  if (replay) return again(ctx, once, replay.kept, made, body.anonymous)
  missing(kind, body, { about, there, category })
  const alike = near.map(nearProblemOf).filter((one) => one.alike)
  if (alike.length) throw new Problem('already-known', { extra: { near: alike } })
  const road = roadOf({
    kind,
    away: kind.away && body.away,
    officer: officerOf(told.officer, named),
    about: about?.stationId ?? null,
    place: place?.stationId ?? null,
  })
  const rule = ruleIn(rules, clockKey)
  const clock = startClock(kind.clocks.accept ? 'accept' : 'finish', rule, at, { years, days })
  const receipt = {
    kind: kind.code,
    anonymous: body.anonymous,
    handledBy: deskOf(road.desk, [about, place]),
    why: road.why,
    dueAt: toIso(clock.dueAt),
    dueDay: dayOf(clock.dueAt),
    dueFor: rule.name,
    counted: JSON.parse(clock.counted),
    told: told.mobile ? ('text' as const) : ('look' as const),
    urgent: soundsUrgent(told.words),
    tray: ctx.settings.botChecks && !proof,
  }
  const filed = await file(ctx, once, proof, receipt, {
    id: newId('cp'),
    by: 'resident',
    kind,
    told,
    body,
    at,
    road,
    clock,
    channel,
    tray: receipt.tray,
    aboutId: about?.id ?? null,
    townCode: place?.townCode ?? (there?.town ? (body.town ?? null) : null),
    areaId: place?.areaId ?? (there?.area ? (body.area ?? null) : null),
    named,
  })
  // Another copy of this request was as fast: its receipt is ours.
  return filed ?? tell({ ctx, input, idempotencyKey: once.key, channel })
}

/** Writes it past the gate and under its key, with its leaf; null when another copy of the request was first. */
async function file(
  ctx: Ctx,
  once: Once,
  proof: string | undefined,
  receipt: Omit<ComplaintReceipt, 'reference' | 'accessCode' | 'promise'>,
  made: Omit<Made, 'reference' | 'accessCode'>,
): Promise<ComplaintReceipt | null> {
  const { anonymous } = receipt
  // What other systems send has trays of its own: whoever fills those keeps nobody from the form.
  const door = made.channel === 'open311' ? 'open311' : 'complaint'
  const gate = anonymous
    ? await admitByDay(ctx, `${door}.day`, proof, { cap: ctx.settings.noScriptPerDay })
    : await admit(ctx, `${door}.file`, proof)
  for (let attempt = 1; ; attempt++) {
    const reference = makeReference('C', dayOf(ctx.clock.now()))
    const accessCode = await codeFor(ctx.keys.code, reference, once.key, codeLength(anonymous))
    const { statements, promise } = await madeStatements(ctx, { ...made, reference, accessCode })
    const [forget, recall] = remember(ctx, once, reference, { ...receipt, promise }, made.at)
    try {
      await ctx.db.batch([forget, recall, ...gate, ...statements])
      return { ...receipt, reference, accessCode, promise }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return null
      if (refusal === 'proof-spent') throw new Problem('proof-invalid')
      if (refusal === 'tray-full') throw anonymous ? new Problem('day-tray-full') : trayFull(ctx)
      throw error
    }
  }
}

/** Statement: what was made under this key. */
const madeUnder = (ctx: Ctx, { operation, keyHash }: Once) =>
  rows<{ reference: string; codeHash: string }>(
    ctx.db,
    sql`SELECT reference, code_hash AS codeHash FROM complaint WHERE reference =
          (SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`,
  )

/** The same receipt again. Throws code-replaced, unavailable. */
async function again(
  ctx: Ctx,
  once: Once,
  kept: string,
  [row]: { reference: string; codeHash: string }[],
  anonymous: boolean,
): Promise<ComplaintReceipt> {
  if (!row) throw new Problem('unavailable', { retryAfter: 1 })
  const accessCode = await liveCode(ctx, row.reference, once.key, row.codeHash, codeLength(anonymous))
  return { ...keptSchema.parse(JSON.parse(kept)), reference: row.reference, accessCode }
}

/** What was named and is not there. */
function missing(
  kind: ComplaintKind,
  { about, town, area }: Pick<TellInput, 'about' | 'town' | 'area'>,
  found: {
    about: unknown
    there: { town: 0 | 1; area: 0 | 1 } | undefined
    category: { kind: string } | undefined
  },
) {
  const errors: FieldError[] = []
  if (kind.about !== 'none' && about && !found.about)
    errors.push({ pointer: '/about', code: 'complaint.about' })
  if (kind.sorted && found.category?.kind !== kind.code)
    errors.push({ pointer: '/category', code: 'complaint.category' })
  if (kind.place && town && !found.there?.town) errors.push({ pointer: '/town', code: 'wrong-value' })
  if (kind.place && area && !found.there?.area) errors.push({ pointer: '/area', code: 'wrong-value' })
  if (errors.length) throw new Problem('invalid-input', { errors })
}

function officerOf(typed: string, named: readonly { head: 0 | 1 }[]) {
  if (typed === '') return 'none'
  if (named.length === 0) return 'unknown'
  return named.some(({ head }) => head) ? 'head' : 'found'
}

/** Who handles it, out of the places that were read. */
function deskOf(desk: string, places: readonly (PlaceRow | undefined)[]) {
  const point = places.find((place) => place?.stationId === desk)
  if (!point) return { slug: null, name: deskName, phone: null }
  return { slug: point.slug, name: { zh: point.zh, en: point.en }, phone: point.phone }
}
