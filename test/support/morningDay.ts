import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { inject } from 'vitest'
import { dayOf, MINUTE, timeOf } from '../../api/calendar/day.ts'
import { root } from '../../scripts/tool.ts'
import { somebody, type Typed } from './booking.ts'
import { type Known, standing, withDatabase } from './queue.ts'
import { overWire } from './wire.ts'

/** Somebody who booked, and what they know of it. */
export type Booked = Known & Typed

/** How long after now, minutes, the six are due who come, for a minute each; who does not was due forty minutes ago. */
const due = [-6, -5, -4, -3, -2, -1, -40]
const elsewhere = -3

/** Whether all of this morning still lies in one day, whatever the hour is. */
export const inOneDay = (now: number): boolean => timeOf(now) > '00:45' && timeOf(now) < '23:45'

/** Books a slot as residents do. */
export async function bookOnline(origin: string, slotId: string, more: Partial<Typed> = {}): Promise<Booked> {
  const typed = somebody(more)
  const { name, phone, idNumber } = typed
  const applicant = { name, phone, idType: idNumber ? 'resident-id' : 'none', ...(idNumber && { idNumber }) }
  const { status, text } = await overWire(`${origin}/api/v1/appointments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ slotId, matterCode: 'ID-02', applicant }),
  })
  if (status !== 201) throw new Error(`${slotId}: ${status} ${text}`)
  const { reference, accessCode } = JSON.parse(text) as Known
  return { ...typed, reference, accessCode }
}

/** The slots of a service point on the first days that have so many, a list for each number asked for. */
function slotsOf(db: DatabaseSync, slug: string, after: string, counts: number[]) {
  const of = "FROM slot WHERE service_point_id = ? AND counter_group = 'household' AND day"
  const days = db
    .prepare(`SELECT day ${of} > ? GROUP BY day HAVING count(*) >= ? ORDER BY day LIMIT ?`)
    .all(`sp_${slug}`, after, Math.max(...counts), counts.length)
  return counts.map((count, i) => {
    const day = String(days[i]?.day)
    const ids = db
      .prepare(`SELECT id ${of} = ? ORDER BY starts_at LIMIT ?`)
      .all(`sp_${slug}`, day, count)
      .map(({ id }) => String(id))
    return { day, ids }
  }) as [{ day: string; ids: string[] }, { day: string; ids: string[] }]
}

/**
 * A bureau of its own on a morning that is under way, at whatever hour it is asked for: six people and one who does not
 * come have booked for now at Qingshi, one at Nanqiao, and four for a coming day at Qingshi. Nobody can book for a time
 * that is past: they book for a coming day, and the server sleeps while the clock of their slots is put back.
 */
export async function morningAt(now: number, folder = 'morning') {
  const state = join(root, 'test/artifacts/browser', folder)
  cpSync(inject('seeded'), state, { recursive: true })
  const today = dayOf(now)
  const [here, coming, there] = withDatabase(state, (db) => [
    ...slotsOf(db, 'qingshi', today, [due.length, 4]),
    slotsOf(db, 'nanqiao', today, [1])[0],
  ]) as [{ ids: string[] }, { day: string; ids: string[] }, { ids: string[] }]
  const server = await standing(state, inject('secrets'))
  const book = (id: string, i: number) =>
    bookOnline(server.origin, id, i === 0 ? { idNumber: '11010519491231002X' } : {})
  const closing = await Promise.all(coming.ids.map(book))
  const slots = [...here.ids, ...there.ids]
  const booked = await Promise.all(slots.map((id) => bookOnline(server.origin, id)))
  await server.between((db) => {
    // The trigger that counts places would count every slot between the old time and the new one.
    const places = 'booking_changes_its_places'
    const trigger = db
      .prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?")
      .get(places)
    db.exec(`DROP TRIGGER ${places}`)
    const put = db.prepare('UPDATE slot SET day = ?, starts_at = ?, ends_at = ?, closes_at = ? WHERE id = ?')
    const end = db.prepare('UPDATE booking SET ends_at = ? WHERE slot_id = ?')
    for (const [i, id] of slots.entries()) {
      const at = now + (due[i] ?? elsewhere) * MINUTE
      put.run(today, at, at + MINUTE, at, id)
      end.run(at + MINUTE, id)
    }
    db.exec(String(trigger?.sql))
  })
  return {
    server,
    people: booked.slice(0, 6),
    absent: booked[6]!,
    nanqiao: booked[7]!,
    closing: { day: coming.day, people: closing },
    /** Stops for good, and reads what is left. */
    async leave<T>(read: (db: DatabaseSync) => T): Promise<T> {
      await server.stop()
      return withDatabase(state, read)
    },
  }
}
