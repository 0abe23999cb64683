import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { dayOf, daysBetween, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { maskName } from '../../privacy/mask.ts'
import { invalid, Problem } from '../../problem.ts'
import { clear } from '../../record/reach.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import type { Text } from '../../shared/text.ts'
import { type Permission, pointsFor } from '../../staff/permission.ts'
import { staffOf } from '../../staff/setUp/standing.ts'
import { clockName } from '../clockView.ts'
import { visitOnOf } from '../homeVisit.ts'
import { ownForm } from '../ownForm.ts'
import { waitsFor } from '../states.ts'
import { type Colleague, colleaguesAt, nameIn } from './colleagues.ts'
import { deskText } from './stateText.ts'
import { countMost, countRows, opinionRows, type Whose, type WorkRow, workRows } from './workQuery.ts'
import { type Tab, tabs, type Work, type WorkInput, type WorkItem } from './workSchema.ts'

const tabNames: Record<Tab, Text> = {
  take: { zh: '待接手', en: 'To take' },
  mine: { zh: '我的', en: 'Mine' },
  team: { zh: '本所全部', en: 'All open' },
  waiting: { zh: '等别人', en: 'Waiting' },
  late: { zh: '超期', en: 'Late' },
  opinions: { zh: '问我意见', en: 'My opinion' },
  handover: { zh: '待交付', en: 'To hand over' },
  done: { zh: '已办结', en: 'Done' },
  held: { zh: '保全中', en: 'Held' },
}
/** What is read across all service points at once; for the rest whoever works for the bureau names one. */
const acrossAll: readonly Tab[] = ['mine', 'late', 'opinions', 'held']
const ofHandlers: readonly Tab[] = ['take', 'mine', 'opinions']

interface PointRow {
  id: string
  slug: string
  zh: string
  en: string
}

/**
 * One tab of the work list: what is due first leads, which puts the late in front. Names are masked, nothing anybody
 * wrote is in it. With the first page come the counts of the tabs. One round trip. Throws not-allowed,
 * record-not-found (a station they do not work at), invalid-input.
 */
export async function workList({ ctx, input }: { ctx: Ctx; input: WorkInput }): Promise<Work> {
  const { id: staff } = staffOf(ctx)
  const reachable = tabs.map((tab) => ({ tab, points: pointsOfTab(ctx, tab) }))
  const shown = reachable.filter(({ points }) => points === 'all' || points.length > 0)
  const chosen = input.tab
    ? shown.find(({ tab }) => tab === input.tab)
    : (shown.find(({ tab, points }) => points !== 'all' || acrossAll.includes(tab)) ?? shown[0])
  if (!chosen) throw new Problem('not-allowed')
  const { tab } = chosen
  const needsStation = chosen.points === 'all' && !acrossAll.includes(tab)
  if (needsStation && !input.station) throw invalid('/station', 'required')
  const after = readCursor(input.cursor, 2)
  const page = {
    matter: input.matter,
    limit: input.limit,
    after: after && ([Number(after[0]), String(after[1])] as [number, string]),
  }
  const station = input.station ?? null
  const whose: Whose = { staff, station, points: chosen.points === 'all' ? null : chosen.points }
  const counted = shown.filter(
    ({ tab: one, points }) => station || points !== 'all' || acrossAll.includes(one),
  )
  const [stations, found, people, counts] = await ctx.db.batch([
    stationRows(
      ctx,
      shown.some(({ points }) => points === 'all')
        ? 'all'
        : [...new Set(shown.flatMap(({ points }) => points))],
    ),
    tab === 'opinions' ? opinionRows(ctx, whose, page) : workRows(ctx, tab, whose, page),
    colleaguesAt(ctx, station ?? chosen.points),
    countRows(
      ctx,
      after
        ? []
        : counted.map(({ tab: one, points }) => ({
            tab: one,
            whose: { ...whose, points: points === 'all' ? null : points },
          })),
    ),
  ])
  const here = stations.find(({ slug }) => slug === station)
  if (station !== null && !here) throw new Problem('record-not-found')
  if (here && chosen.points !== 'all' && !chosen.points.includes(here.id)) throw new Problem('not-allowed')
  const items = found.slice(0, input.limit)
  const last = items.at(-1)
  return {
    tab,
    tabs: shown.map(({ tab: one }) => {
      const count = counts[0]?.[one] ?? null
      return {
        tab: one,
        name: tabNames[one],
        count: count === null ? null : Math.min(count, countMost),
        more: count !== null && count > countMost,
      }
    }),
    items: await Promise.all(items.map((row) => itemOf(ctx, row, stations, people))),
    nextCursor: found.length > input.limit && last ? cursorOf([last.place, last.wordId || last.id]) : null,
    station,
    stations: stations.map(({ slug, zh, en }) => ({ slug, name: { zh, en } })),
    colleagues: people.filter(({ handles }) => handles === 1).map(({ id, name }) => ({ id, name })),
  }
}

/** Where somebody may see a tab: who handles applications, who watches them, and for what is handed over the counter. */
function pointsOfTab(ctx: Ctx, tab: Tab): readonly string[] | 'all' {
  const wanted: Permission[] = [tab === 'held' ? 'application.hold' : 'application.handle']
  if (!ofHandlers.includes(tab) && tab !== 'held') wanted.push('application.supervise')
  if (tab === 'handover') wanted.push('application.handover')
  const granted = wanted.map((permission) => pointsFor(ctx.actor, permission))
  return granted.includes('all') ? 'all' : [...new Set(granted.flat())]
}

/** Statement: the service points of the list, or all. */
function stationRows(ctx: Ctx, points: readonly string[] | 'all') {
  const where =
    points === 'all' ? sql`true` : sql`id IN (SELECT value FROM json_each(${JSON.stringify(points)}))`
  return rows<PointRow>(
    ctx.db,
    sql`SELECT id, slug, name_zh AS zh, name_en AS en FROM service_point WHERE ${where} ORDER BY code LIMIT 500`,
  )
}

async function itemOf(
  ctx: Ctx,
  row: WorkRow,
  points: readonly PointRow[],
  people: readonly Colleague[],
): Promise<WorkItem> {
  const now = ctx.clock.now()
  const point = points.find(({ id }) => id === row.pointId)
  const running = row.pausedAt === null ? row.dueAt : null
  const handler = nameIn(people, row.handlerId)
  return {
    reference: row.reference,
    rev: row.rev,
    name: maskName((await clear(ctx, 'application', row.id, 'name', row.name)) ?? ''),
    matter: { code: row.matterCode, name: ownForm(row).title },
    station: { slug: point?.slug ?? '', name: { zh: point?.zh ?? '', en: point?.en ?? '' } },
    state: row.state,
    stateText: deskText(row.state, row),
    waitsFor: waitsFor(row),
    clock: row.clock,
    clockName: row.clock && clockName(row.clock, row),
    dueDay: running === null ? null : dayOf(running),
    daysLeft: running === null ? null : daysBetween(dayOf(now), dayOf(running)),
    late: row.closedAt === null && (row.lateAt !== null || (running !== null && running < now)),
    paused: row.pausedAt !== null,
    handler: handler && { ...handler, name: row.handlerName ?? handler.name },
    first: nameIn(people, row.firstHandlerId),
    threadWaits: row.threadWaits,
    corrections: row.asked,
    similar: row.similar % 100,
    similarElsewhere: row.similar % 100 < Math.floor(row.similar / 100),
    delivery: row.delivery,
    visitOn: visitOnOf(row),
    receivedAt: row.receivedAt === null ? null : toIso(row.receivedAt),
    closedAt: row.closedAt === null ? null : toIso(row.closedAt),
  }
}
