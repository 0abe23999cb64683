import type { RoomRow } from './query.ts'
import type { StationDetail } from './schema.ts'

type Room = StationDetail['rooms'][number]

/** The rooms of a station out of one row a window. */
export function roomsOf(rows: readonly RoomRow[]): Room[] {
  const rooms = new Map<string, Room>()
  for (const row of rows) {
    const room: Room = rooms.get(row.slug) ?? {
      slug: row.slug,
      name: { zh: row.name_zh, en: row.name_en },
      honour: row.honour_zh ? { zh: row.honour_zh, en: row.honour_en } : null,
      address: { zh: row.address_zh, en: row.address_en },
      phone: row.phone,
      duty: [],
    }
    rooms.set(row.slug, room)
    if (row.weekday !== null && row.opens !== null && row.closes !== null) {
      room.duty.push({ weekday: row.weekday, opens: row.opens, closes: row.closes })
    }
  }
  return [...rooms.values()]
}
