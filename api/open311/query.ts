import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { type Day, dayOf, startOfDay, toIso } from '../calendar/day.ts'
import { handledBy } from '../complaint/answerers.ts'
import { type NearRow, nearColumns, nearJoins } from '../complaint/near/near.ts'
import { openToAll, publicPoint, unbarred } from '../complaint/near/open.ts'
import { photoPath } from '../complaint/public/item.ts'
import type { Ctx } from '../context.ts'
import { say } from '../shared/text.ts'
import type { ServiceRequest } from './schema.ts'

/** The most requests of one answer (GeoReport v2: response volume). */
export const most = 1000

/** A small problem as everybody may read it: open, or in the words in which it was published. */
export interface PublicRow extends NearRow {
  categoryCode: string | null
  out: 0 | 1
  open: 0 | 1
  said: string | null
  did: string | null
  cameDay: Day | null
  doneDay: Day | null
  photo: string | null
}

const columns = sql`${nearColumns}, c.category AS categoryCode, p.state = 'out' AS out, (${openToAll('c')}) AS open,
  p.said AS said, p.did AS did, p.came_day AS cameDay, p.done_day AS doneDay,
  (SELECT file_id FROM complaint_public_photo WHERE complaint_id = c.id ORDER BY shows DESC, file_id LIMIT 1) AS photo`
/** What is never public whatever else stands in its row. */
const agreed = sql.raw(
  `c.kind = 'problem' AND c.open_wish = 1 AND c.away = 0 AND c.tray = 0 AND ${unbarred('c')}`,
)

interface Span {
  from: number
  to: number
  codes: readonly string[] | undefined
}

const among = (codes: Span['codes']): SQL =>
  codes ? sql`c.category IN (SELECT value FROM json_each(${JSON.stringify(codes)}))` : sql`1`

/** Statement: what is open and came in between, the newest first; nothing where open ones are not asked for. */
export const openBetween = ({ db }: Ctx, wanted: boolean, { from, to, codes }: Span) =>
  rows<PublicRow>(
    db,
    sql`SELECT ${columns} FROM (
          SELECT c.id AS id FROM complaint c WHERE ${wanted ? 1 : 0} = 1 AND ${openToAll('c')}
            AND c.received_at BETWEEN ${from} AND ${to} AND ${among(codes)} ORDER BY c.received_at DESC LIMIT ${most}) near
          CROSS JOIN complaint c ON c.id = near.id ${nearJoins} WHERE p.state = 'kept'`,
  )

/** Statement: what is published and came in between, the newest first. */
export const closedBetween = ({ db }: Ctx, wanted: boolean, { from, to, codes }: Span) =>
  rows<PublicRow>(
    db,
    sql`SELECT ${columns} FROM (
          SELECT o.complaint_id AS id FROM complaint_public o CROSS JOIN complaint c ON c.id = o.complaint_id
          WHERE ${wanted ? 1 : 0} = 1 AND o.kind = 'problem' AND o.state = 'out'
            AND o.came_day BETWEEN ${dayOf(from)} AND ${dayOf(to)} AND ${agreed} AND ${among(codes)}
          ORDER BY o.came_day DESC LIMIT ${most}) near
          CROSS JOIN complaint c ON c.id = near.id ${nearJoins}`,
  )

/** Statement: those of these public names, also where one is over and nothing is published of it. */
export const byNames = ({ db }: Ctx, ids: readonly string[]) =>
  rows<PublicRow>(
    db,
    sql`SELECT ${columns} FROM (
          SELECT complaint_id AS id FROM complaint_public WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) LIMIT ${most}) near
          CROSS JOIN complaint c ON c.id = near.id ${nearJoins}
        WHERE ${agreed} AND c.accepted_at IS NOT NULL AND p.state <> 'down'`,
  )

/** A row as the standard has it. Days alone are public, so every moment is the beginning of one. */
export function requestOf(
  { locale, settings }: Pick<Ctx, 'locale' | 'settings'>,
  row: PublicRow,
): ServiceRequest {
  const own = (zh: string | null, en: string | null) =>
    zh === null ? null : say({ zh, en: en ?? zh }, locale)
  const point = publicPoint(row.lat, row.lon)
  const place = [own(row.areaZh, row.areaEn), own(row.townZh, row.townEn)].filter((name) => name !== null)
  const moment = (day: Day) => toIso(startOfDay(day))
  const out = row.out === 1
  return {
    service_request_id: row.publicId,
    status: row.open === 1 && !out ? 'open' : 'closed',
    status_notes: out ? row.did : null,
    service_name: own(row.categoryZh, row.categoryEn) ?? '',
    service_code: row.categoryCode,
    description: out ? row.said : null,
    agency_responsible: say(handledBy(row).name, locale),
    service_notice: null,
    requested_datetime: moment(row.cameDay ?? dayOf(row.receivedAt)),
    updated_datetime: out && row.doneDay !== null ? moment(row.doneDay) : null,
    expected_datetime: null,
    address: place.length ? place.join(', ') : null,
    address_id: null,
    zipcode: null,
    lat: point?.lat ?? null,
    long: point?.lon ?? null,
    // One alone has room here; the rest stand at /answered.
    media_url:
      out && row.photo !== null ? `${settings.origin}/api/v1${photoPath(row.publicId, row.photo)}` : null,
  }
}
