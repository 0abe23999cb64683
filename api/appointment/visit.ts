import { sql } from 'drizzle-orm'
import { toIso } from '../calendar/day.ts'
import { matterSchema } from '../matter/catalogue.ts'
import { lawfulTime, readOverlay } from '../matter/overlay.ts'
import { feeSummary } from '../matter/summary.ts'
import type { Visit } from './schema.ts'

/** The columns that make a visit, from slot s, service_point p, matter m, matter_offer o and calendar_year y. */
export const visitColumns = sql`
  s.id AS slotId, s.service_point_id AS pointId, s.counter_group AS slotGroup, s.day AS day, s.state AS slotState,
  s.starts_at AS startsAt, s.ends_at AS endsAt, s.closes_at AS closesAt, s.cap_public AS capPublic, s.used_public AS usedPublic,
  p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn, p.address_zh AS addressZh, p.address_en AS addressEn,
  p.directions_zh AS directionsZh, p.directions_en AS directionsEn, p.phone AS pointPhone,
  m.code AS matterCode, m.name_zh AS matterZh, m.name_en AS matterEn, coalesce(nullif(o.counter_group, ''), m.counter_group) AS matterGroup,
  m.bookable AS bookable, m.content AS content, o.matter_code AS offered, o.promise AS offerPromise, o.fee AS offerFee, o.audience AS audience,
  coalesce(y.status, 'provisional') AS yearStatus`

/** Everything a visit hangs on, joined to slot s and matter m by the caller. */
export const visitJoins = sql`
  JOIN service_point p ON p.id = s.service_point_id
  LEFT JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = m.code
  LEFT JOIN calendar_year y ON y.year = CAST(substr(s.day, 1, 4) AS INTEGER)`

export interface VisitRow {
  slotId: string
  pointId: string
  slotGroup: string
  day: string
  slotState: 'open' | 'closed'
  startsAt: number
  endsAt: number
  closesAt: number
  capPublic: number
  usedPublic: number
  slug: string
  pointZh: string
  pointEn: string
  addressZh: string
  addressEn: string
  directionsZh: string
  directionsEn: string
  pointPhone: string
  matterCode: string
  matterZh: string
  matterEn: string
  matterGroup: string
  bookable: number
  content: string
  offered: string | null
  offerPromise: string | null
  offerFee: string | null
  audience: 'everyone' | 'foreigners' | 'not-foreigners' | null
  yearStatus: string
}

const contentSchema = matterSchema.pick({
  materials: true,
  timeLimit: true,
  result: true,
  fee: true,
  applicantHint: true,
})

/** The visit as anyone sees it: no person in it. */
export function visitOf(row: VisitRow): Visit {
  const { materials, timeLimit, result, fee, applicantHint } = contentSchema.parse(JSON.parse(row.content))
  const own = readOverlay({ promise: row.offerPromise, fee: row.offerFee, note_zh: '', note_en: '' }, row.day)
  const { promise, legal } = lawfulTime(timeLimit, own.promise)
  return {
    slotId: row.slotId,
    startsAt: toIso(row.startsAt),
    endsAt: toIso(row.endsAt),
    provisional: row.yearStatus !== 'official',
    station: {
      slug: row.slug,
      name: { zh: row.pointZh, en: row.pointEn },
      address: { zh: row.addressZh, en: row.addressEn },
      directions: { zh: row.directionsZh, en: row.directionsEn },
      phone: row.pointPhone,
    },
    matter: {
      code: row.matterCode,
      name: { zh: row.matterZh, en: row.matterEn },
      result,
      audience: row.audience ?? 'everyone',
      fee: feeSummary(own.fee ?? fee),
      applicantHint: applicantHint ?? null,
      materials: materials.map(({ name, note, obtain }) => ({
        name,
        note: note ?? null,
        obtain: obtain === 'applicant' ? ('bring' as const) : obtain,
      })),
      promise: promise && { value: promise.value, unit: promise.unit },
      legal: legal && { value: legal.value, unit: legal.unit },
    },
  }
}
