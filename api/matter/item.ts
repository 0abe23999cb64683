import { z } from '@hono/zod-openapi'
import type { Day } from '../calendar/day.ts'
import { feeSchema, matterGroupSchema, timeLimitSchema } from './catalogue.ts'
import { lawfulOwnFee } from './lawfulFee.ts'
import { hasOnlineForm } from './onlineForms.ts'
import { lawfulTime, type OverlayRow, readOverlay } from './overlay.ts'
import { type MatterRow, type PointRow, pair } from './query.ts'
import { type MatterItem, matterItem, type Point } from './schema.ts'
import { feeSummary, timeSummary } from './summary.ts'
import { type CalendarRow, calendarOf, todayOf } from './today.ts'

const namesSchema = z.array(matterItem.shape.plainName)
const partsSchema = z.tuple([
  matterItem.shape.plainName,
  matterItem.shape.audience,
  matterItem.shape.booking,
  feeSchema,
  z.object(timeLimitSchema.shape),
  matterItem.shape.channels,
])

/** A row of a list, with one service point's own terms where they were asked for. */
export function itemOf(row: MatterRow, overlay?: { row: OverlayRow; day: Day }): MatterItem {
  const [plainName, audience, booking, fee, timeLimit, channels] = partsSchema.parse(JSON.parse(row.parts))
  const own = overlay && readOverlay(overlay.row, overlay.day)
  return {
    code: row.code,
    group: matterGroupSchema.parse(row.group_code),
    name: pair(row.name_zh, row.name_en),
    plainName,
    summary: pair(row.summary_zh, row.summary_en),
    audience,
    fee: feeSummary(lawfulOwnFee(own?.fee, fee) ?? fee),
    time: timeSummary(lawfulTime(timeLimit, own?.promise)),
    channels,
    onlineForm: hasOnlineForm(row.code),
    bookable: row.bookable === 1,
    booking,
    popular: row.popular,
  }
}

/** A service point as the public sees it on one day; `counter` narrows the hours to one counter. */
export function pointOf(
  row: PointRow,
  day: string,
  calendar: CalendarRow | undefined,
  counter?: string,
): Point {
  return {
    slug: row.slug,
    kind: row.kind,
    name: pair(row.name_zh, row.name_en),
    address: pair(row.address_zh, row.address_en),
    phone: row.phone,
    stepFree: row.step_free === 1,
    today: todayOf(row, calendarOf(day, calendar), day, counter),
    nextFreeDay: row.free_day,
    only: namesSchema.parse(JSON.parse(row.offers)),
  }
}
