import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { messageFor, voidWaiting } from '../notification/enqueue.ts'
import { readPhone } from '../privacy/phone.ts'
import type { Locale } from '../shared/text.ts'
import { clear } from './clear.ts'
import { text } from './view.ts'

/** People told in one run. */
const most = 30

interface Row {
  id: string
  reference: string
  locale: Locale
  phone: string | null
  titleZh: string
  titleEn: string
  placeZh: string
  placeEn: string
  startsAt: number
}

/** Job `meeting.tell`: tells whoever signed up for a meeting that was cancelled since, once, and drops the reminder. */
export async function tellCancelled(ctx: Ctx): Promise<{ told: number }> {
  const [found] = await ctx.db.batch([
    rows<Row>(
      ctx.db,
      sql`SELECT e.id AS id, e.reference AS reference, e.locale AS locale, e.phone AS phone, m.title_zh AS titleZh,
            m.title_en AS titleEn, m.place_zh AS placeZh, m.place_en AS placeEn, m.starts_at AS startsAt
          FROM meeting_entry e JOIN meeting m ON m.id = e.meeting_id WHERE e.tell = 1 ORDER BY e.id LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { told: 0 }
  const each = await Promise.all(found.map((row) => toldOne(ctx, row)))
  const ids = JSON.stringify(found.map(({ id }) => id))
  const messages = each.flatMap(({ message }) => (message ? [message] : []))
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE meeting_entry SET tell = 0, state = CASE state WHEN 'coming' THEN 'off' ELSE state END, rev = rev + 1
            WHERE id IN (SELECT value FROM json_each(${ids})) AND tell = 1`,
      ),
      guard(ctx.db, found.length),
      ...found.map(({ reference }) => voidWaiting(ctx, reference)),
      ...messages.map(({ statement }) => statement),
      ...each.map(({ leaf }) => leaf.statement),
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return { told: 0 }
  }
  if (messages.length) ctx.after(() => ctx.wake(messages.map(({ id }) => id)))
  return { told: found.length }
}

async function toldOne(ctx: Ctx, row: Row) {
  const number = await clear(ctx, row.id, 'phone', row.phone)
  const phone = number === null ? null : readPhone(number)
  const message =
    phone?.ok && phone.kind === 'mobile'
      ? await messageFor(ctx, {
          template: 'meeting.cancelled',
          locale: row.locale,
          reference: row.reference,
          phone: phone.value,
          data: {
            reference: row.reference,
            meetsAt: toIso(row.startsAt),
            title: text(row.titleZh, row.titleEn),
            place: text(row.placeZh, row.placeEn),
          },
        })
      : null
  const leaf = await leafFor(ctx, {
    action: 'meeting.off',
    subject: row.reference,
    facts: { texted: message !== null },
  })
  return { message, leaf }
}
