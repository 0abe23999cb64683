import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { matterGroupNames } from './catalogue.ts'
import { byNearness, pointOf } from './item.ts'
import { lawfulPromise, lawfulTime, type OverlayRow, readOverlay } from './overlay.ts'
import { calendarRow, type PointRow, pair, pointsOffering, stationOffer, townRows } from './query.ts'
import { type MatterDetail, type OfferPoint, storedMatter } from './schema.ts'
import { feeSummary, timeSummary } from './summary.ts'

interface Input {
  code: string
  station?: string | undefined
  town?: string | undefined
}

/**
 * One matter whole, with a station's own terms where asked for, and where it is handled near a town.
 * 404 for an unknown code or station.
 */
export async function showMatter({ ctx, input }: { ctx: Ctx; input: Input }): Promise<MatterDetail> {
  const { db, clock } = ctx
  const now = clock.now()
  const day = dayOf(now)
  const code = input.code.toUpperCase()
  const [found, stations, points, towns, [calendar]] = await db.batch([
    rows<{ content: string }>(db, sql`SELECT content FROM matter WHERE code = ${code}`),
    stationOffer(db, input.station ?? '', code),
    pointsOffering(db, code, input.town, { day, now }),
    townRows(db),
    calendarRow(db, day),
  ])
  const row = found[0]
  const at = stations[0]
  if (!row || (input.station && !at)) throw new Problem('not-found')
  const { searchWords: _, offeredAt: offeredKinds, ...matter } = storedMatter.parse(JSON.parse(row.content))

  const own = at?.offered ? readOverlay(overlayRow(at), day) : null
  const ownPromise = lawfulPromise(matter.timeLimit, own?.promise ?? null)
  const timeLimit = lawfulTime(matter.timeLimit, ownPromise)
  const fee = own?.fee ?? matter.fee

  const place = (point: PointRow): OfferPoint => {
    const overlay = readOverlay(point, day)
    return {
      ...pointOf(point, day, calendar, point.counter),
      audience: point.audience,
      promise: lawfulPromise(matter.timeLimit, overlay.promise),
      fee: overlay.fee,
      note: overlay.note,
    }
  }
  return {
    ...matter,
    timeLimit,
    fee,
    groupName: matterGroupNames[matter.group],
    offeredKinds,
    feeSummary: feeSummary(fee),
    timeSummary: timeSummary(timeLimit),
    station: at
      ? {
          slug: at.slug,
          name: pair(at.name_zh, at.name_en),
          offered: at.offered === 1,
          promise: ownPromise,
          ownFee: own?.fee != null,
          note: own?.note ?? null,
        }
      : null,
    offeredAt: points.map(place).sort(byNearness),
    towns: towns.map((town) => ({ code: town.code, name: pair(town.name_zh, town.name_en) })),
    today: day,
  }
}

const overlayRow = (row: Partial<OverlayRow>): OverlayRow => ({
  promise: row.promise ?? null,
  fee: row.fee ?? null,
  note_zh: row.note_zh ?? '',
  note_en: row.note_en ?? '',
})
