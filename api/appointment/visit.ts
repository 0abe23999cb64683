import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { MINUTE, toIso } from '../calendar/day.ts'
import { matterSchema } from '../matter/catalogue.ts'
import { lawfulOwnFee } from '../matter/lawfulFee.ts'
import { lawfulTime, readOverlay } from '../matter/overlay.ts'
import { feeSummary } from '../matter/summary.ts'
import type { Text } from '../shared/text.ts'
import type { Visit } from './schema.ts'

/** What a visit is to hold: matters, for so many people. */
export interface Wanted {
  matterCode: string
  alsoMatters: readonly string[]
  people: number
  /** Of a visit that takes another time than its matter does at the counter (to be seen, to collect): minutes. */
  minutes?: number | undefined
}

/** The matters as SQL knows them: one JSON array, the first of them the visit's own. */
export const codesOf = ({ matterCode, alsoMatters }: Wanted): string =>
  JSON.stringify([matterCode, ...alsoMatters])

/** A visit's length, ms: the sum of its matters, or its own `minutes`, for each person. */
export const lengthOf = (codes: SQL, people: SQL, minutes: SQL | number | null = null): SQL =>
  sql`(SELECT coalesce(${minutes}, sum(minutes)) * ${people} * 60000 FROM matter
    WHERE code IN (SELECT value FROM json_each(${codes})))`

/**
 * When a visit that begins with slot s ends: with the slot in which its length is reached; null when none follows.
 * Bounded on both sides, or it would walk every later slot of the counter.
 */
export const endOfRun = (length: SQL): SQL =>
  sql`(SELECT min(r.ends_at) FROM slot_run r WHERE r.first_id = s.id
    AND r.starts_at < s.starts_at + ${length} AND r.ends_at >= s.starts_at + ${length})`

interface Columns {
  /** JSON array of its matters. */
  codes: SQL
  people: SQL
  /** End of its last slot, ms. */
  endsAt: SQL
  /** What it takes, ms. */
  length: SQL
}

/**
 * Slot s as the first of a visit of this length, ms, and `run` with its `ends_at` (the slot's own where no run is long
 * enough) and `length`. LIMIT keeps the steps apart, or every use of the two would look for them again.
 */
export const firstSlot = (slotId: SQL, length: SQL): SQL => sql`(
  SELECT only.id AS id, only.length AS length, coalesce((SELECT min(r.ends_at) FROM slot_run r WHERE r.first_id = only.id
      AND r.starts_at < only.starts_at + only.length AND r.ends_at >= only.starts_at + only.length), only.ends_at) AS ends_at
  FROM (SELECT s.id, s.starts_at, s.ends_at, ${length} AS length FROM slot s WHERE s.id = ${slotId} LIMIT 1) only
  LIMIT 1) run JOIN slot s ON s.id = run.id`

/**
 * The columns that make a visit, from slot s, service_point p, matter m, matter_offer o and calendar_year y.
 */
export const visitColumns = ({ codes, people, endsAt, length }: Columns): SQL => sql`
  s.id AS slotId, s.service_point_id AS pointId, s.counter_group AS slotGroup, s.day AS day,
  s.starts_at AS startsAt, ${endsAt} AS endsAt, s.ends_at AS firstEndsAt, s.closes_at AS closesAt,
  (SELECT coalesce(sum(r.ends_at - r.starts_at), 0) FROM slot_run r
    WHERE r.first_id = s.id AND r.starts_at < ${endsAt} AND r.state = 'open') AS openLength,
  (SELECT min(r.cap_public - r.used_public) FROM slot_run r
    WHERE r.first_id = s.id AND r.starts_at < coalesce(${endsAt}, s.ends_at)) AS remaining,
  ${people} AS people,
  ${length} AS length,
  (SELECT json_group_array(json_object('code', x.code, 'nameZh', x.name_zh, 'nameEn', x.name_en,
      'group', coalesce(nullif(xo.counter_group, ''), x.counter_group), 'offered', xo.matter_code,
      'promise', xo.promise, 'fee', xo.fee, 'audience', xo.audience, 'content', x.content))
    FROM json_each(${codes}) j JOIN matter x ON x.code = j.value
    LEFT JOIN matter_offer xo ON xo.service_point_id = p.id AND xo.matter_code = x.code
    WHERE j.key > 0) AS also,
  CASE p.kind WHEN 'room' THEN (SELECT json_group_array(json_object('name', json_object('zh', who.name_zh, 'en', who.name_en),
      'dutyPhone', who.duty_phone)) FROM (SELECT * FROM officer f WHERE f.service_point_id = p.id ORDER BY f.sort LIMIT 4) who)
    ELSE '[]' END AS officers,
  p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn, p.address_zh AS addressZh, p.address_en AS addressEn,
  p.directions_zh AS directionsZh, p.directions_en AS directionsEn, p.phone AS pointPhone,
  m.code AS matterCode, m.name_zh AS matterZh, m.name_en AS matterEn, coalesce(nullif(o.counter_group, ''), m.counter_group) AS matterGroup,
  m.content AS content, o.matter_code AS offered, o.promise AS offerPromise, o.fee AS offerFee, o.audience AS audience,
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
  startsAt: number
  /** End of the last slot the visit covers; of the first where no run is long enough (`fits` says so). */
  endsAt: number
  firstEndsAt: number
  closesAt: number
  /** Ms of the visit's slots that are open. */
  openLength: number
  /** The fewest public places left in any of its slots. */
  remaining: number
  people: number
  /** The time its matters take for all its people, ms. */
  length: number
  /** JSON of the further matters. */
  also: string
  /** JSON of who is met at a community room; an empty list elsewhere. */
  officers: string
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
  noDocument: true,
})

const alsoSchema = z.array(
  z.object({
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    group: z.string(),
    offered: z.string().nullable(),
    promise: z.string().nullable(),
    fee: z.string().nullable(),
    audience: z.enum(['everyone', 'foreigners', 'not-foreigners']).nullable(),
    content: z.string(),
  }),
)

/** The further matters of a visit, as they are offered at its service point. */
export const alsoOf = (row: Pick<VisitRow, 'also'>) => alsoSchema.parse(JSON.parse(row.also))

/** Whether all slots of the visit are open (one that was closed later is still the visit's time). */
export const isOpen = (row: VisitRow): boolean => row.openLength === row.endsAt - row.startsAt

/** The names of its matters in one text, for messages and calendars. */
export function matterNames(row: VisitRow): Text {
  const names = alsoOf(row).map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn }))
  return {
    zh: [row.matterZh, ...names.map(({ zh }) => zh)].join('、'),
    en: [row.matterEn, ...names.map(({ en }) => en)].join(', '),
  }
}

/** The visit as anyone sees it: no person in it. */
export function visitOf(row: VisitRow): Visit {
  return {
    slotId: row.slotId,
    startsAt: toIso(row.startsAt),
    endsAt: toIso(row.endsAt),
    minutes: row.length / MINUTE,
    people: row.people,
    provisional: row.yearStatus !== 'official',
    station: {
      slug: row.slug,
      name: { zh: row.pointZh, en: row.pointEn },
      address: { zh: row.addressZh, en: row.addressEn },
      directions: { zh: row.directionsZh, en: row.directionsEn },
      phone: row.pointPhone,
    },
    officers: JSON.parse(row.officers) as Visit['officers'],
    matter: matterView(row.day, {
      code: row.matterCode,
      nameZh: row.matterZh,
      nameEn: row.matterEn,
      promise: row.offerPromise,
      fee: row.offerFee,
      audience: row.audience,
      content: row.content,
    }),
    alsoMatters: alsoOf(row).map((also) => matterView(row.day, also)),
  }
}

type MatterColumns = Omit<z.infer<typeof alsoSchema>[number], 'group' | 'offered'>

function matterView(day: string, row: MatterColumns): Visit['matter'] {
  const { materials, timeLimit, result, fee, applicantHint, noDocument } = contentSchema.parse(
    JSON.parse(row.content),
  )
  const own = readOverlay({ promise: row.promise, fee: row.fee, note_zh: '', note_en: '' }, day)
  const { promise, legal } = lawfulTime(timeLimit, own.promise)
  return {
    code: row.code,
    name: { zh: row.nameZh, en: row.nameEn },
    result,
    audience: row.audience ?? 'everyone',
    fee: feeSummary(lawfulOwnFee(own.fee, fee) ?? fee),
    applicantHint: applicantHint ?? null,
    asksDocument: !noDocument,
    materials: materials.map(({ name, note, obtain }) => ({
      name,
      note: note ?? null,
      obtain: obtain === 'applicant' ? ('bring' as const) : obtain,
    })),
    promise: promise && { value: promise.value, unit: promise.unit },
    legal: legal && { value: legal.value, unit: legal.unit },
  }
}
