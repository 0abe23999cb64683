import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { admit, type Gate, spendGate, trayFull } from '../../intake/bots.ts'
import { liveCode } from '../../intake/liveCode.ts'
import {
  type AnsweredRow,
  answeredBefore,
  type Once,
  openOnce,
  remember,
  replayOf,
} from '../../intake/once.ts'
import { open } from '../../privacy/field.ts'
import { maskName } from '../../privacy/mask.ts'
import { invalid, Problem } from '../../problem.ts'
import { codeFor } from '../../shared/accessCode.ts'
import { makeReference } from '../../shared/reference.ts'
import { readPeople } from '../applicant.ts'
import { missedProblem, visitsOf } from '../missed.ts'
import { requireTogether } from '../place.ts'
import { mattersWanted } from '../query.ts'
import { type BookingRules, readRules, rulesOn } from '../rules.ts'
import { promiseSchema } from '../schema.ts'
import { wantedOf } from '../wanted.ts'
import { keysOf } from '../write.ts'
import { type WaitingRow, waitingWhere } from './holderQuery.ts'
import { offeredAt, openAlready } from './joinQuery.ts'
import { entryWrite, type NewEntry } from './joinWrite.ts'
import { pointsOf } from './points.ts'
import type { WaitInput, WaitingReceipt } from './schema.ts'
import { settleSuited } from './settle.ts'
import { listRulesOf, soughtOf } from './standing.ts'
import { suitedDaysOf } from './suitedDays.ts'
import { textableNumber } from './words.ts'

const keptSchema = z.object({ promise: promiseSchema })

/** Whoever has a booking already can ask for an earlier time instead. */
export const alreadyBooked = () =>
  new Problem('already-booked', {
    detail: {
      zh: '已经约好了，想提前的话，凭预约的编号和查询码登记“想早一点”，原来的预约一直保留。',
      en: 'There is a booking already. To wait for an earlier time, open it with its reference and code and ask for one; it stays until you take another.',
    },
    extra: { road: 'earlier' },
  })

/**
 * Puts somebody on the waiting list: one read, one write. The same key and body give the same receipt. Throws
 * invalid-input, matter-not-offered, already-booked (with the road to an earlier time), waiting-busy, phone-busy,
 * missed-too-often, waiting-over, code-replaced, idempotency-mismatch, proof-invalid, tray-full.
 */
export async function join({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: WaitInput
  idempotencyKey: string | undefined
}): Promise<WaitingReceipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const once = await openOnce(ctx, 'waiting.join', idempotencyKey, body)
  const wanted = wantedOf(input)
  const people = readPeople(ctx, input)
  const keys = await keysOf(ctx, people)
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [before, made, found, matters, offered, past, busy] = await ctx.db.batch([
    answeredBefore(ctx, once),
    waitingWhere(ctx, madeBy(once)),
    rulesOn(ctx, today),
    mattersWanted(ctx, wanted),
    offeredAt(ctx, input.stations, wanted),
    visitsOf(ctx, keys),
    openAlready(ctx, keys, wanted),
  ])
  const rules = readRules(found)
  const replay = replayOf(once, before)
  if (replay) return again(ctx, once, replay, made, rules)
  requireTogether(wanted, matters, rules)
  const suited = suitedDaysOf(input, today, rules)
  const points = pointsOf(input.stations, offered, wanted, rules)
  const exempt = input.exempt ?? false
  const refused =
    missedProblem(past, { applicant: people.applicant, exempt }, rules, now) ??
    (busy.some(({ what }) => what === 'booking')
      ? alreadyBooked()
      : busy.length
        ? new Problem('waiting-busy')
        : null)
  const gate = await admit(ctx, 'waiting.join', proof)
  const names = [wanted.matterCode, ...wanted.alsoMatters].map((code) => {
    const { matterZh = '', matterEn = '' } = offered.find((row) => row.code === code) ?? {}
    return { code, name: { zh: matterZh, en: matterEn } }
  })
  const entry = { people, keys, wanted, suited, points, names, exempt }
  for (let attempt = 1; ; attempt++) {
    try {
      if (refused) {
        await spendGate(ctx, gate)
        throw refused
      }
      return await write(ctx, once, entry, rules, gate)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return raced(ctx, once, rules)
      if (refusal === 'waiting-busy') await spendGate(ctx, gate)
      if (refusal === 'proof-spent') throw new Problem('proof-invalid')
      if (refusal === 'tray-full') throw trayFull(ctx)
      throw error
    }
  }
}

const madeBy = ({ operation, keyHash }: Once) =>
  sql`w.reference = (SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`

/** Another copy of this request was first: its answer is ours. */
async function raced(ctx: Ctx, once: Once, rules: BookingRules): Promise<WaitingReceipt> {
  const [found, made] = await ctx.db.batch([answeredBefore(ctx, once), waitingWhere(ctx, madeBy(once))])
  const replay = replayOf(once, found)
  if (!replay) throw new Problem('unavailable', { retryAfter: 1 })
  return again(ctx, once, replay, made, rules)
}

async function again(
  ctx: Ctx,
  once: Once,
  { kept }: AnsweredRow,
  [row]: WaitingRow[],
  rules: BookingRules,
): Promise<WaitingReceipt> {
  if (!row || (row.state !== 'waiting' && row.state !== 'offered')) throw new Problem('waiting-over')
  const clear = (column: string, value: string | null) =>
    value === null ? null : open(ctx.keys, { table: 'waiting', column, row: row.id }, value)
  const helperName = await clear('helper_name', row.helperName)
  const number = await textableNumber(ctx, { ...row, sealedIn: 'waiting', sealedRow: row.id })
  return {
    reference: row.reference,
    accessCode: await liveCode(ctx, row.reference, once.key, row.codeHash),
    ticket: row.ticket,
    sought: soughtOf(row),
    applicantName: maskName((await clear('name', row.name)) ?? ''),
    helperName: helperName === null ? null : maskName(helperName),
    told: number === null ? 'landline' : 'text',
    rules: listRulesOf(rules),
    promise: keptSchema.parse(JSON.parse(kept)).promise,
  }
}

async function write(
  ctx: Ctx,
  once: Once,
  entry: Omit<NewEntry, 'reference' | 'accessCode'>,
  rules: BookingRules,
  gate: Gate,
): Promise<WaitingReceipt> {
  const reference = makeReference('W', dayOf(ctx.clock.now()))
  const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
  const { statements, receipt, wake } = await entryWrite(ctx, { ...entry, reference, accessCode })
  const [forget, recall] = remember(ctx, once, reference, { promise: receipt.promise })
  await ctx.db.batch([forget, recall, ...gate, ...statements])
  ctx.after(() => ctx.wake(wake))
  ctx.after((later) => settleSuited(later, entry.points, entry.suited))
  return { ...receipt, accessCode, rules: listRulesOf(rules) }
}
