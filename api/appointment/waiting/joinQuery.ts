import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { offeredGroup } from '../plan.ts'
import { codesOf, type Wanted } from '../visit.ts'
import type { keysOf } from '../write.ts'

type Keys = Pick<Awaited<ReturnType<typeof keysOf>>, 'person' | 'contact'>

/** A matter at a service point; `offered` null where it is not. */
export interface OfferedRow {
  slug: string
  pointId: string
  nameZh: string
  nameEn: string
  phone: string
  code: string
  matterZh: string
  matterEn: string
  minutes: number
  counterGroup: string
  offered: string | null
}

/** Statement: the matters wanted at each of these service points that exist. */
export function offeredAt(ctx: Ctx, slugs: readonly string[], wanted: Wanted) {
  return rows<OfferedRow>(
    ctx.db,
    sql`SELECT p.slug AS slug, p.id AS pointId, p.name_zh AS nameZh, p.name_en AS nameEn, p.phone AS phone, m.code AS code,
          m.name_zh AS matterZh, m.name_en AS matterEn, m.minutes AS minutes, ${offeredGroup} AS counterGroup,
          o.matter_code AS offered
        FROM json_each(${JSON.stringify([...new Set(slugs)])}) j JOIN service_point p ON p.slug = j.value
        JOIN json_each(${codesOf(wanted)}) k JOIN matter m ON m.code = k.value
        LEFT JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = m.code`,
  )
}

/** Statement: what a person has open already in one of these matters: a booking, or a place on the list. */
export function openAlready(ctx: Ctx, { person, contact }: Keys, wanted: Wanted) {
  const now = ctx.clock.now()
  const codes = codesOf(wanted)
  const same = sql`EXISTS (SELECT 1 FROM json_each(w.matters) a JOIN json_each(${codes}) b ON b.value = a.value)`
  return rows<{ what: 'booking' | 'waiting' }>(
    ctx.db,
    sql`SELECT 'booking' AS what FROM json_each(${codes}) j
          JOIN open_matter o ON o.matter_code = j.value AND o.person_key = ${person}
          JOIN booking b ON b.id = o.booking_id WHERE b.ends_at >= ${now}
        UNION ALL SELECT 'booking' FROM json_each(${codes}) j
          JOIN open_matter o ON o.matter_code = j.value AND o.contact_key = ${contact} AND o.contact_key <> ''
          JOIN booking b ON b.id = o.booking_id WHERE b.ends_at >= ${now}
        UNION ALL SELECT 'waiting' FROM waiting w WHERE w.person_key = ${person} AND w.state IN ('waiting', 'offered')
          AND w.ends_at >= ${now} AND ${same}
        UNION ALL SELECT 'waiting' FROM waiting w WHERE w.contact_key = ${contact} AND w.contact_key <> ''
          AND w.state IN ('waiting', 'offered') AND w.ends_at >= ${now} AND ${same}`,
  )
}

/** Statement: a place on the list whose days are over makes room for a new one, even before the job has said so. */
export function endPastOf(ctx: Ctx, { person, contact }: Keys) {
  const now = ctx.clock.now()
  return exec(
    ctx.db,
    sql`UPDATE waiting SET state = 'over', version = version + 1, updated_at = ${now} WHERE id IN (
          SELECT id FROM waiting w WHERE w.person_key = ${person} AND w.state IN ('waiting', 'offered') AND w.ends_at < ${now}
          UNION SELECT id FROM waiting w WHERE w.contact_key = ${contact} AND w.contact_key <> ''
            AND w.state IN ('waiting', 'offered') AND w.ends_at < ${now})`,
  )
}
