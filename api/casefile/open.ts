import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { rows } from '../../db/rows.ts'
import { casefile, casefileParty } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import { rulesByKey } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { liveCode } from '../intake/liveCode.ts'
import { answeredBefore, type Once, openOnce, remember, replayOf } from '../intake/once.ts'
import { seal } from '../privacy/field.ts'
import { Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import { allow } from '../staff/permission.ts'
import {
  caseCalendar,
  clockOf,
  count,
  noClock,
  noticeRule,
  ruleNamed,
  started,
  stepRules,
  urgentRule,
} from './clock.ts'
import { readOpening } from './openInput.ts'
import type { Party } from './parties.ts'
import { type CaseRow, caseByReference, type PartyRow, partiesOf } from './query.ts'
import type { OpenedCase, OpenInput } from './staffSchema.ts'
import { kindWords } from './states.ts'
import { contactOf } from './view.ts'

interface PointRow {
  id: string
  slug: string
  nameZh: string
  nameEn: string
  phone: string
}

/**
 * Opens a case at the desk for those it concerns, each with a reference and a code of their own on a receipt (standards
 * B4: on the spot). Names, numbers and the note are sealed; whoever asked not to be told gets no code. One read, one write;
 * the same key and body give the same receipts. Throws invalid-input with every fault, record-not-found, not-allowed,
 * idempotency-mismatch, code-replaced.
 */
export async function openCase({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: OpenInput
  idempotencyKey: string | undefined
}): Promise<OpenedCase> {
  const once = await openOnce(ctx, 'casefile.open', idempotencyKey, input)
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [points, before, parties, made, rules, years, days] = await ctx.db.batch([
    rows<PointRow>(
      ctx.db,
      sql`SELECT id, slug, name_zh AS nameZh, name_en AS nameEn, phone FROM service_point WHERE slug = ${input.point}`,
    ),
    answeredBefore(ctx, once),
    partiesOf(ctx, madeUnder(once)),
    caseByReference(ctx, madeUnder(once)),
    rulesByKey(ctx.db, stepRules, today),
    ...caseCalendar(ctx, today),
  ])
  const [point] = points
  if (!point) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'casefile.write', point.id)
  const replay = replayOf(once, before)
  if (replay) return again(ctx, once, made, parties, JSON.parse(replay.kept))
  const read = readOpening(ctx, input, point)
  const { receivedAt, handledAt } = read
  const clock = clockOf(input.kind, 'received')
  const running = clock ? started(ruleNamed(rules, clock.key), receivedAt, years, days) : noClock
  const entry = count(
    ruleNamed(rules, handledAt === null ? noticeRule : urgentRule),
    handledAt ?? receivedAt,
    years,
    days,
  )
  for (let attempt = 1; ; attempt++) {
    const id = newId('cf')
    const people = await Promise.all(read.parties.map((one, place) => sealedParty(ctx, once, id, one, place)))
    const [lead] = people
    if (!lead) throw new TypeError('casefile: nobody it concerns')
    const leaf = await leafFor(ctx, {
      action: 'casefile.open',
      subject: lead.row.reference,
      facts: { kind: input.kind, station: point.slug, late: now > entry.dueAt, staff: staff.id },
    })
    const others = await Promise.all(
      people.slice(1).map(({ row }) =>
        leafFor(ctx, {
          action: 'casefile.open',
          subject: row.reference,
          facts: { kind: input.kind, station: point.slug, late: now > entry.dueAt, staff: staff.id },
        }),
      ),
    )
    const row = {
      id,
      kind: input.kind,
      servicePointId: point.id,
      state: 'received' as const,
      unitZh: input.unit?.zh.trim() || null,
      unitEn: input.unit?.en?.trim() || null,
      officerName: read.officer,
      officerBadge: read.badge,
      dutyPhone: read.dutyPhone,
      receivedAt,
      stageAt: receivedAt,
      movedAt: now,
      movedBy: staff.id,
      noticeLate: now > entry.dueAt,
      note: read.note && (await seal(ctx.keys, { table: 'casefile', column: 'note', row: id }, read.note)),
      ...running,
      openedBy: staff.id,
      createdAt: now,
    }
    const kept = { promise: leaf.promise }
    const [forget, recall] = remember(ctx, once, lead.row.reference, kept)
    try {
      await ctx.db.batch([
        forget,
        recall,
        ctx.db.insert(casefile).values(row),
        ctx.db.insert(casefileParty).values(people.map((one) => one.row)),
        leaf.statement,
        ...others.map(({ statement }) => statement),
      ])
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      // A second press was as fast as the first: its receipts are ours.
      if (refusal === 'key-in-use') return openCase({ ctx, input, idempotencyKey: once.key })
      throw error
    }
    return {
      reference: lead.row.reference,
      kind: input.kind,
      kindText: kindWords[input.kind],
      receivedAt: toIso(receivedAt),
      contact: contactOf({ ...row, slug: point.slug, nameZh: point.nameZh, nameEn: point.nameEn }),
      receipts: people.map(({ row: { reference, role, wish, locale }, accessCode }) => ({
        reference,
        role,
        accessCode: wish === 'none' ? null : accessCode,
        locale,
      })),
      promise: leaf.promise,
    }
  }
}

/** The reference of the case made under this key. */
const madeUnder = ({ operation, keyHash }: Once) =>
  sql`(SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`

/** The same receipts again. Throws code-replaced, unavailable. */
async function again(
  ctx: Ctx,
  once: Once,
  [row]: CaseRow[],
  parties: PartyRow[],
  { promise }: Pick<OpenedCase, 'promise'>,
): Promise<OpenedCase> {
  if (!row) throw new Problem('unavailable', { retryAfter: 1 })
  return {
    reference: row.lead,
    kind: row.kind,
    kindText: kindWords[row.kind],
    receivedAt: toIso(row.receivedAt),
    contact: contactOf(row),
    receipts: await Promise.all(
      parties.map(async ({ reference, role, wish, locale, codeHash: hash }) => ({
        reference,
        role,
        accessCode: wish === 'none' ? null : await liveCode(ctx, reference, once.key, hash),
        locale,
      })),
    ),
    promise,
  }
}

async function sealedParty(ctx: Ctx, once: Once, casefileId: string, one: Party, place: number) {
  const id = newId('cp')
  const reference = makeReference('K', dayOf(ctx.clock.now()))
  const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
  const put = (column: string, value: string | null) =>
    value ? seal(ctx.keys, { table: 'casefile_party', column, row: id }, value) : Promise.resolve(null)
  const [hash, name, phone, idNumber] = await Promise.all([
    codeHash(ctx.keys.code, reference, accessCode),
    put('name', one.name),
    put('phone', one.phone),
    put('id_number', one.idNumber),
  ])
  const { role, locale, wish, hidden, idType } = one
  const row = {
    id,
    casefileId,
    place: place + 1,
    reference,
    codeHash: hash,
    role,
    locale,
    wish,
    hidden,
    idType,
    name,
    phone,
    idNumber,
  }
  return { row, accessCode }
}
