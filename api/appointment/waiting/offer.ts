import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { messageFor } from '../../notification/enqueue.ts'
import { newId } from '../../shared/id.ts'
import type { BookingRules } from '../rules.ts'
import type { Assignment } from './assign.ts'
import { loudAt } from './offerEnds.ts'
import type { Entry } from './query.ts'
import { joined, textableNumber } from './words.ts'

/**
 * Statements that make these offers (assign.ts), for one batch, behind those that free the kept places they use: each
 * entry becomes `offered` if it still waits as it was read ('stale' undoes the batch otherwise), a hold takes its
 * places ('slot-full' and 'slot-closed' undo it when they are gone), with a leaf and a message each. Hand `now` to
 * `ctx.wake` after the batch.
 */
export async function offerStatements(
  ctx: Ctx,
  assignments: readonly Assignment<Entry>[],
  rules: BookingRules,
) {
  if (assignments.length === 0) return { statements: [], now: [] }
  const now = ctx.clock.now()
  const told = await Promise.all(assignments.map((assignment) => tell(ctx, assignment, rules)))
  const entries = JSON.stringify(assignments.map(({ entry: { id, version } }) => ({ id, version })))
  const holds = JSON.stringify(
    assignments.map(({ entry, slotId, endsAt, until }) => ({
      id: newId('ho'),
      waitingId: entry.id,
      slotId,
      endsAt,
      until,
    })),
  )
  const statements = [
    exec(
      ctx.db,
      sql`UPDATE waiting SET state = 'offered', version = version + 1, updated_at = ${now}
          FROM json_each(${entries}) v
          WHERE waiting.id = v.value ->> 'id' AND waiting.version = v.value ->> 'version' AND waiting.state = 'waiting'`,
    ),
    guard(ctx.db, assignments.length),
    exec(
      ctx.db,
      sql`INSERT INTO hold (id, slot_id, ends_at, state, waiting_id, until, created_at)
          SELECT value ->> 'id', value ->> 'slotId', value ->> 'endsAt', 'offered', value ->> 'waitingId',
            value ->> 'until', ${now} FROM json_each(${holds})`,
    ),
    ...told.flatMap((each) => each.statements),
  ]
  return { statements, now: told.flatMap((each) => each.now) }
}

async function tell(ctx: Ctx, { entry, startsAt, until }: Assignment<Entry>, rules: BookingRules) {
  const { reference, locale, slug } = entry
  const leaf = await quietLeaf(ctx, {
    action: 'waiting.offer',
    subject: reference,
    facts: { station: slug, startsAt: toIso(startsAt), until: toIso(until) },
  })
  const phone = await textableNumber(ctx, entry)
  if (phone === null) return { statements: [leaf.statement], now: [] }
  const notBefore = loudAt(ctx.clock.now(), rules)
  const message = await messageFor(ctx, {
    template: 'waiting.offered',
    locale,
    reference,
    phone,
    data: {
      startsAt: toIso(startsAt),
      until: toIso(until),
      pointName: { zh: entry.pointZh, en: entry.pointEn },
      matterName: joined(JSON.parse(entry.namesZh), JSON.parse(entry.namesEn)),
      reference,
      address: { zh: entry.addressZh, en: entry.addressEn },
      phone: entry.pointPhone,
    },
    notBefore,
  })
  return {
    statements: [leaf.statement, message.statement],
    now: notBefore > ctx.clock.now() ? [] : [message.id],
  }
}
