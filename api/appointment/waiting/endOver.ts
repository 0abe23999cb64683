import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { readRules, rulesOn } from '../rules.ts'
import { type EntryRow, toldColumns } from './query.ts'
import { joined, listMessage, textableNumber } from './words.ts'

/** How many are ended in one run; the next takes the rest. */
const most = 100

/**
 * Job `waiting.end`: places on the list whose last day is over end, and whoever waited is told (not whoever only
 * waited for an earlier time: they have their visit). An open offer is settled first (settle.ts). When one changes
 * meanwhile nothing is written; the next run looks again.
 */
export async function endOver(ctx: Ctx): Promise<{ ended: number }> {
  const now = ctx.clock.now()
  const [over, ruleRows] = await ctx.db.batch([
    rows<EntryRow>(
      ctx.db,
      sql`SELECT w.id AS id, w.version AS version, w.booking_id AS bookingId, ${toldColumns}
          FROM (SELECT id FROM waiting WHERE state IN ('waiting', 'offered') AND ends_at < ${now}
            ORDER BY ends_at LIMIT ${most}) d
          JOIN waiting w ON w.id = d.id LEFT JOIN booking b ON b.id = w.booking_id
          JOIN service_point p ON p.id = (SELECT l.service_point_id FROM waiting_point l WHERE l.waiting_id = w.id LIMIT 1)
          WHERE NOT EXISTS (SELECT 1 FROM hold h WHERE h.waiting_id = w.id AND h.state = 'offered')`,
    ),
    rulesOn(ctx, dayOf(now)),
  ])
  if (over.length === 0) return { ended: 0 }
  const rules = readRules(ruleRows)
  const leaf = await leafFor(ctx, {
    action: 'waiting.end',
    subject: 'waiting',
    facts: { places: over.length },
  })
  const told = await Promise.all(
    over
      .filter(({ bookingId }) => bookingId === null)
      .map(async (entry) =>
        listMessage(ctx, {
          template: 'waiting.over',
          reference: entry.reference,
          locale: entry.locale,
          phone: await textableNumber(ctx, entry),
          point: { zh: entry.pointZh, en: entry.pointEn, phone: entry.pointPhone },
          matterName: joined(JSON.parse(entry.namesZh), JSON.parse(entry.namesEn)),
          toDay: entry.toDay,
          rules,
        }),
      ),
  )
  const list = JSON.stringify(over.map(({ id, version }) => ({ id, version })))
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE waiting SET state = 'over', version = version + 1, updated_at = ${now} FROM json_each(${list}) v
            WHERE waiting.id = v.value ->> 'id' AND waiting.version = v.value ->> 'version'`,
      ),
      guard(ctx.db, over.length),
      leaf.statement,
      ...told.flatMap(({ statements }) => statements),
    ])
  } catch (error) {
    if (refusalOf(error) === 'stale') return { ended: 0 }
    throw error
  }
  await ctx.wake(told.flatMap((each) => each.now))
  return { ended: over.length }
}
