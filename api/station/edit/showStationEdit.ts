import type { Ctx } from '../../context.ts'
import type { Text } from '../../shared/text.ts'
import { may } from '../../staff/permission.ts'
import { ownPoint, pointBySlug } from './ownPoint.ts'
import {
  assignableOfficers,
  type Details,
  type HoursRow,
  jsonOf,
  officersOf,
  roomsWithDays,
  servedAreas,
  storedDetails,
  storedHours,
} from './query.ts'
import { seenOf } from './seen.ts'

const text = (zh: string, en: string): Text => ({ zh, en })

/** An officer is to be in the village on so many days a week at least (standards E: community rooms). */
export const dutyDaysLeast = 3

/**
 * What the people of a service point may change about it: its own data, its week, its officers and whom they answer for,
 * and the duty days of its community rooms. Throws record-not-found, not-allowed.
 */
export async function showStationEdit({ ctx, input: { slug } }: { ctx: Ctx; input: { slug: string } }) {
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point } = ownPoint(ctx, 'station.edit', found)
  const [[details], [hours], officers, areas, rooms, assignable] = await ctx.db.batch([
    jsonOf(ctx, storedDetails(point.id)),
    jsonOf(ctx, storedHours(point.id)),
    officersOf(ctx, point.id),
    servedAreas(ctx, point.id),
    roomsWithDays(ctx, point.id),
    assignableOfficers(ctx, point),
  ])
  const detailsJson = details?.json ?? '[]'
  const hoursJson = hours?.json ?? '[]'
  const week = JSON.parse(hoursJson) as HoursRow[]
  const [nameZh, nameEn, addressZh, addressEn, directionsZh, directionsEn, phone, stepFree, ...chat] =
    JSON.parse(detailsJson) as Details
  const [chatZh, chatEn, chatUrl] = chat
  return {
    point: {
      slug: point.slug,
      kind: point.kind,
      name: text(nameZh, nameEn),
      address: text(addressZh, addressEn),
      directions: text(directionsZh, directionsEn),
      phone,
      stepFree: stepFree === 1,
      /** Of a community room: its group on another platform; '' is none. */
      chat: { name: text(chatZh, chatEn), url: chatUrl },
      /** Name and address are the bureau's to change. */
      mayRename: may(ctx.actor, 'staff.manage', '*'),
      seen: await seenOf(detailsJson),
    },
    hours: {
      windows: week.map(([weekday, opens, closes, counter]) => ({
        weekday,
        opens,
        closes,
        counterGroup: counter,
      })),
      seen: await seenOf(hoursJson),
    },
    dutyDays: new Set(week.map(([weekday]) => weekday)).size,
    officers: await Promise.all(
      officers.map(async (row) => ({
        id: row.id,
        name: text(row.nameZh, row.nameEn),
        badge: row.badge,
        post: text(row.postZh, row.postEn),
        dutyPhone: row.dutyPhone,
        mobile: row.mobile,
        mobilePublic: row.mobilePublic === 1,
        photo: row.hasPhoto === 1 && row.photoPublic === 1,
        pledge: text(row.pledgeZh, row.pledgeEn),
        seen: await seenOf(row.json),
      })),
    ),
    areas: areas.map((row) => ({
      id: row.id,
      name: text(row.areaZh, row.areaEn),
      street: row.streetZh ? text(row.streetZh, row.streetEn) : null,
      officerId: row.officerId,
    })),
    assignable: assignable.map(({ id, zh, en }) => ({ id, name: text(zh, en) })),
    rooms: rooms.map(({ slug: room, zh, en, days }) => ({
      slug: room,
      name: text(zh, en),
      dutyDays: days,
      enough: days >= dutyDaysLeast,
    })),
  }
}
