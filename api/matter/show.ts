import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { matterGroupNames, textSchema } from './catalogue.ts'
import { pointOf } from './item.ts'
import { lawfulOwnFee } from './lawfulFee.ts'
import { hasOnlineForm } from './onlineForms.ts'
import { lawfulPromise, lawfulTime, type OverlayRow, readOverlay } from './overlay.ts'
import {
  calendarRow,
  mostPoints,
  mostTowns,
  type PointRow,
  pair,
  pointsOffering,
  relatedMatters,
  stationOffer,
  townRows,
} from './query.ts'
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
  const [found, stations, points, towns, related, [calendar]] = await db.batch([
    rows<{ content: string }>(db, sql`SELECT content FROM matter WHERE code = ${code}`),
    stationOffer(db, input.station ?? '', code),
    pointsOffering(db, code, input.town, { day, now }),
    townRows(db),
    relatedMatters(db, code),
    calendarRow(db, day),
  ])
  const row = found[0]
  const at = stations[0]
  if (!row || (input.station && !at)) throw new Problem('not-found')
  const {
    searchWords: _,
    relatedMatters: __,
    offeredAt: offeredKinds,
    ...matter
  } = storedMatter.parse(JSON.parse(row.content))
  const near = points.filter(({ kind }) => kind !== 'hall')
  const shown = [...near.slice(0, mostPoints), ...points.filter(({ kind }) => kind === 'hall')]

  const own = at?.offered ? readOverlay(overlayRow(at), day) : null
  const ownPromise = lawfulPromise(matter.timeLimit, own?.promise ?? null)
  const timeLimit = lawfulTime(matter.timeLimit, ownPromise)
  const ownFee = lawfulOwnFee(own?.fee, matter.fee)
  const fee = ownFee ?? matter.fee

  const place = (point: PointRow): OfferPoint => {
    const overlay = readOverlay(point, day)
    return {
      ...pointOf(point, day, calendar, point.counter),
      audience: point.audience,
      promise: lawfulPromise(matter.timeLimit, overlay.promise),
      fee: lawfulOwnFee(overlay.fee, matter.fee),
      note: overlay.note,
    }
  }
  return {
    ...matter,
    timeLimit,
    fee,
    onlineForm: hasOnlineForm(matter.code),
    related: related.map(({ code: other, plain }) => ({
      code: other,
      plainName: textSchema.parse(JSON.parse(plain)),
    })),
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
          ownFee: ownFee !== null,
          note: own?.note ?? null,
        }
      : null,
    offeredAt: shown.map(place),
    morePoints: near.length > mostPoints,
    moreTowns: towns.length > mostTowns,
    towns: towns
      .slice(0, mostTowns)
      .map((town) => ({ code: town.code, name: pair(town.name_zh, town.name_en) })),
    today: day,
  }
}

const overlayRow = (row: Partial<OverlayRow>): OverlayRow => ({
  promise: row.promise ?? null,
  fee: row.fee ?? null,
  note_zh: row.note_zh ?? '',
  note_en: row.note_en ?? '',
})
