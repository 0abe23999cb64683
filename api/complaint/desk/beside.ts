import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { DeadlineRule } from '../../calendar/deadlineRule.ts'
import type { Ctx } from '../../context.ts'
import type { Text } from '../../shared/text.ts'
import type { ComplaintRow, EventRow, PhotoRow, WordRow } from '../query.ts'
import { toldAt } from '../timeline.ts'
import { inSight } from './sight.ts'
import { deskStep } from './stateText.ts'

/** The name of somebody at work by their id. */
type NameOf = (id: string | null) => string | null

/** At which revision something was said, and by whom of those at work. */
export const saidBy = (word: WordRow | undefined, nameOf: NameOf) => ({
  rev: word?.n ?? 0,
  by: nameOf(word?.staffId ?? null),
})

const others = ['resident', 'outside', 'system'] as const

/** A step as those at work read it. */
export function eventOf(row: ComplaintRow, event: EventRow, nameOf: NameOf) {
  const who = others.find((one) => one === event.by) ?? ('staff' as const)
  return { rev: event.n, at: toldAt(row, event.at), text: deskStep(event), who, by: nameOf(event.by) }
}

/** How far its clock may be extended, by the version of the rule it runs on. */
export function extensionOf({ rule }: ComplaintRow) {
  const limit = rule === null ? undefined : (JSON.parse(rule) as DeadlineRule).extension
  return limit ? { value: limit.value, unit: limit.unit } : null
}

/** Whether a photo of what was done is there: after an objection what was photographed before shows nothing (answer.ts). */
export const shownOf = ({ answeredAt }: ComplaintRow, photos: readonly PhotoRow[]) =>
  photos.some(({ side, addedAt }) => side === 'office' && addedAt >= (answeredAt ?? 0)) ? 'there' : 'needed'

/** Statement: everybody at work who has something to do with it, by id. */
export const namesIn = (ctx: Ctx, reference: string) =>
  rows<{ id: string; name: string }>(
    ctx.db,
    sql`SELECT u.id AS id, u.name AS name FROM staff_user u WHERE u.id IN (
          SELECT handler_id FROM complaint WHERE reference = ${reference}
          UNION SELECT w.staff_id FROM complaint c JOIN complaint_word w ON w.complaint_id = c.id WHERE c.reference = ${reference}
          UNION SELECT e.by FROM complaint c JOIN complaint_event e ON e.complaint_id = c.id WHERE c.reference = ${reference}
          UNION SELECT x.approver_id FROM complaint c JOIN complaint_extension x ON x.complaint_id = c.id WHERE c.reference = ${reference})
        LIMIT 200`,
  )

/** Statement: whom it must not reach, by name. */
export const barredFrom = (ctx: Ctx, reference: string) =>
  rows<Text>(
    ctx.db,
    sql`SELECT coalesce(p.name_zh, o.name_zh, u.name, '已不在民警名单上的人') AS zh,
          coalesce(p.name_en, o.name_en, u.name, 'Somebody no longer on the list of officers') AS en
        FROM complaint c JOIN complaint_barred b ON b.complaint_id = c.id
          LEFT JOIN service_point p ON b.who = 'point' AND p.id = b.barred_id
          LEFT JOIN officer o ON b.who = 'officer' AND o.id = b.barred_id
          LEFT JOIN staff_user u ON b.who = 'staff' AND u.id = b.barred_id
        WHERE c.reference = ${reference} ORDER BY b.who, b.barred_id LIMIT 60`,
  )

/**
 * Statement: others with the very same words, or of the same phone, of those in sight. What is not in sight takes nobody's
 * place among the ten.
 */
export function sameAs(ctx: Ctx, reference: string) {
  const some = (key: SQL) =>
    sql`SELECT id FROM (SELECT c.id AS id FROM complaint c WHERE ${key} AND c.id <> x.id AND ${inSight(ctx)} LIMIT 10)`
  return rows<Pick<ComplaintRow, 'reference' | 'state' | 'receivedAt' | 'desk' | 'fromDesk'>>(
    ctx.db,
    sql`SELECT o.reference AS reference, o.state AS state, o.received_at AS receivedAt, o.desk AS desk,
          o.from_desk AS fromDesk
        FROM complaint x JOIN complaint o ON o.id IN (
          ${some(sql`c.words_key = x.words_key AND c.words_key <> ''`)}
          UNION ${some(sql`c.phone_key = x.phone_key AND c.phone_key <> ''`)})
        WHERE x.reference = ${reference} ORDER BY o.received_at DESC, o.id LIMIT 10`,
  )
}

/** Statement: how many wait for it, of those in sight; no row where it is not public. */
export const followersOf = (ctx: Ctx, reference: string) =>
  rows<{ followers: number }>(
    ctx.db,
    sql`SELECT p.followers AS followers FROM complaint c JOIN complaint_public p ON p.complaint_id = c.id
        WHERE c.reference = ${reference} AND ${inSight(ctx)}`,
  )
