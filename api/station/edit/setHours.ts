import { sql } from 'drizzle-orm'
import { guardSame } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { carryOut } from '../../appointment/schedule/carryOut.ts'
import { putChange } from '../../appointment/schedule/change.ts'
import { dutyChange } from '../../appointment/schedule/dutyDays.ts'
import { windowErrors } from '../../appointment/schedule/windowErrors.ts'
import { leafFor } from '../../audit/append.ts'
import type { Weekday } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { CounterGroup } from '../../matter/catalogue.ts'
import { ownPoint, pointBySlug } from './ownPoint.ts'
import { type HoursRow, jsonOf, storedHours } from './query.ts'
import { requireSeen, seenOf } from './seen.ts'
import { dutyDaysLeast } from './showStationEdit.ts'

interface HoursInput {
  slug: string
  windows: readonly {
    weekday: Weekday
    opens: string
    closes: string
    counterGroup?: CounterGroup | undefined
  }[]
  seen?: string | undefined
  apply: boolean
}

const order = (a: HoursRow, b: HoursRow) => {
  const [one, other] = [`${a[0]} ${a[1]} ${a[3]}`, `${b[0]} ${b[1]} ${b[3]}`]
  return one < other ? -1 : Number(one > other)
}
const said = (list: readonly HoursRow[]) =>
  list.map(([weekday, opens, closes, counter]) => `${weekday} ${opens}-${closes} ${counter}`.trim())

/**
 * Gives a service point another usual week; what is bookable follows the schedules and does not change with it. Of a
 * community room these are its declared duty days, beyond which nothing is booked: times that are out on a day no longer
 * declared close, and who has booked one is told. Without `apply` it says before and after, whether a room is staffed on
 * too few days, and whom it hits. Throws invalid-input, record-not-found, not-allowed, stale.
 */
export async function setHours({ ctx, input }: { ctx: Ctx; input: HoursInput }) {
  const { slug, windows } = input
  windowErrors(
    windows.map(({ weekday, opens, closes, counterGroup = '' }) => ({
      weekday,
      from: opens,
      to: closes,
      counter: counterGroup,
    })),
    'closes',
  )
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point, staff } = ownPoint(ctx, 'schedule.edit', found)
  const [[row]] = await ctx.db.batch([jsonOf(ctx, storedHours(point.id))])
  const json = row?.json ?? '[]'
  const before = JSON.parse(json) as HoursRow[]
  const after = windows
    .map(({ weekday, opens, closes, counterGroup }): HoursRow => [weekday, opens, closes, counterGroup ?? ''])
    .sort(order)
  const dutyDays = new Set(after.map(([weekday]) => weekday)).size
  const duty = point.kind === 'room' ? await dutyChange(ctx, point, after.map(windowOf)) : null
  const answer = {
    before: said(before),
    after: said(after),
    dutyDays,
    tooFewDays: point.kind === 'room' && dutyDays < dutyDaysLeast,
    people: duty?.people ?? [],
    seen: await seenOf(json),
  }
  if (!input.apply || JSON.stringify(before) === JSON.stringify(after))
    return { ...answer, applied: input.apply, change: null }
  await requireSeen(json, input.seen)
  const leaf = await leafFor(ctx, {
    action: 'station.hours',
    subject: slug,
    facts: { before: answer.before, after: answer.after, staff: staff.id },
  })
  await ctx.db.batch([
    guardSame(ctx.db, storedHours(point.id), json),
    exec(ctx.db, sql`DELETE FROM opening_hours WHERE service_point_id = ${point.id}`),
    exec(
      ctx.db,
      sql`INSERT INTO opening_hours (service_point_id, weekday, opens, closes, counter_group)
          SELECT ${point.id}, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${JSON.stringify(after)})`,
    ),
    ...(duty ? [putChange(ctx, duty.change)] : []),
    leaf.statement,
  ])
  const change = duty && { id: duty.change.id, ...(await carryOut(ctx, duty.change)) }
  return { ...answer, applied: true, change }
}

const windowOf = ([weekday, opens, closes, counter]: HoursRow) => ({ weekday, opens, closes, counter })
