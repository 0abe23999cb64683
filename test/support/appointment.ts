import { env } from 'cloudflare:workers'
import { publishSlots } from '../../api/appointment/publish.ts'
import { dayOf, HOUR, MINUTE } from '../../api/calendar/day.ts'
import type { Bindings } from '../../api/env.ts'
import { makeCtx } from '../../api/middleware/context.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { newId } from '../../api/shared/id.ts'
import { openDb } from '../../db/client.ts'
import { insertAll } from '../../db/seed/insertAll.ts'
import { matters } from '../../db/seed/matters/index.ts'
import { type Answer, type apiClient, monday } from './api.ts'

/** The context of a system job at a test's clock. */
export function systemCtx(clock: Clock, bindings: Partial<Bindings> = {}) {
  return makeCtx({
    env: { ...env, BOT_CHECKS: 'off', ...bindings } as Bindings,
    clock,
    actor: { kind: 'system', job: 'test' },
    locale: 'zh',
    requestId: 'test-request',
    cost: { trips: 0, rowsRead: 0, rowsWritten: 0 },
    after: () => {},
  })
}

/** Publishes every slot whose time has come. */
export const publish = async (clock: Clock) => publishSlots(await systemCtx(clock))

/** The free slots of the first day, for the commonest matter at the first station. */
export async function freeSlots(api: ReturnType<typeof apiClient>, slug = 'qingshi', matter = 'ID-02') {
  const { status, body, text } = await api.get(`/stations/${slug}/slots?matter=${matter}`)
  if (status !== 200) throw new Error(text)
  return body.items as { id: string; startsAt: string; capacity: number; remaining: number }[]
}

let people = 0

/** A booking by a person nobody else is: without a document number, so name and phone tell them apart. */
export function someone(slotId: string, more: Record<string, unknown> = {}) {
  people += 1
  return {
    slotId,
    matterCode: 'ID-02',
    applicant: { name: '张小明', phone: `138${String(people).padStart(8, '0')}`, idType: 'none' },
    ...more,
  }
}

const point = (id: string, slug: string) => ({
  id,
  slug,
  code: id,
  kind: 'station',
  name_zh: '测试派出所',
  name_en: 'Test Station',
  pinyin: slug,
  initials: slug,
  address_zh: '测试路1号',
  address_en: '1 Test Road',
  phone: '000-0000-0011',
  created_at: monday,
  updated_at: monday,
})

/**
 * The least a booking needs, in one batch: two stations, three matters and an official year. `one` handles
 * ID-02 and CR-01 and not CT-01; `two` handles CR-01 alone. No slots yet.
 */
export async function twoStations(): Promise<void> {
  const db = openDb(env.DB)
  const [first, ...rest] = [
    ...insertAll(db, 'service_point', [point('sp_one', 'one'), point('sp_two', 'two')]),
    ...insertAll(
      db,
      'matter',
      matters.map((matter) => ({
        code: matter.code,
        group_code: matter.group,
        counter_group: matter.counterGroup,
        minutes: matter.minutes,
        bookable: matter.bookable,
        name_zh: matter.name.zh,
        name_en: matter.name.en,
        summary_zh: matter.summary.zh,
        summary_en: matter.summary.en,
        content: JSON.stringify(matter),
        updated_at: monday,
      })),
    ),
    ...insertAll(db, 'matter_offer', [
      { service_point_id: 'sp_one', matter_code: 'ID-02' },
      { service_point_id: 'sp_one', matter_code: 'CR-01' },
      { service_point_id: 'sp_two', matter_code: 'CR-01' },
    ]),
    ...insertAll(db, 'calendar_year', [
      { year: 2026, status: 'official', source_zh: '', source_en: '', certainty: 'P' },
    ]),
  ]
  await db.batch([first!, ...rest])
}

export interface SlotShape {
  point?: string
  group?: string
  startsAt?: number
  minutes?: number
  lead?: number
  capPublic?: number
  capPhone?: number
  capCounter?: number
  state?: 'open' | 'closed'
}

let minutesOn = 0

/** Writes one slot and gives its id: Tuesday 24 November from 09:00 on, each a minute later unless said. */
export async function addSlot({
  point = 'sp_one',
  group = 'household',
  startsAt = monday + 25 * HOUR + minutesOn++ * 15 * MINUTE,
  minutes = 15,
  lead = 60,
  capPublic = 3,
  capPhone = 1,
  capCounter = 1,
  state = 'open',
}: SlotShape = {}): Promise<string> {
  const id = newId('sl')
  await env.DB.prepare(
    `INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at, state, cap_public, cap_phone, cap_counter, released_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  )
    .bind(
      id,
      point,
      group,
      dayOf(startsAt),
      startsAt,
      startsAt + minutes * MINUTE,
      startsAt - lead * MINUTE,
      state,
      capPublic,
      capPhone,
      capCounter,
    )
    .run()
  return id
}

/** Books and gives the receipt; throws on anything but 201. */
export async function bookOne(api: ReturnType<typeof apiClient>, slotId: string, more = {}) {
  const booked = await api.post('/appointments', someone(slotId, more))
  if (booked.status !== 201) throw new Error(booked.text)
  return booked.body as { reference: string; accessCode: string; remindAt: string | null }
}

/** An answer's text without its request's id: what two people must not be able to tell apart. */
export const withoutId = ({ text }: Answer) => text.replace(/"requestId":"[^"]*"/, '')

/** How far the counters of slots and days are from the bookings they count; empty when they agree. */
export async function miscounts(): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    `SELECT s.id AS id, 'slot' AS what FROM slot s
     LEFT JOIN (SELECT r.id AS slot_id, sum(b.channel = 'public') AS web, sum(b.channel = 'phone') AS phone,
                  sum(b.channel = 'counter') AS counter
                FROM (SELECT slot_id, ends_at, channel FROM booking WHERE state <> 'cancelled'
                      UNION ALL SELECT slot_id, ends_at, 'public' FROM hold WHERE state IN ('kept', 'offered')) b
                JOIN slot_run r ON r.first_id = b.slot_id AND r.starts_at < b.ends_at GROUP BY 1) b ON b.slot_id = s.id
     WHERE s.used_public <> coalesce(b.web, 0) OR s.used_phone <> coalesce(b.phone, 0) OR s.used_counter <> coalesce(b.counter, 0)
        OR s.used_public > s.cap_public OR s.used_phone > s.cap_phone OR s.used_counter > s.cap_counter
     UNION ALL
     SELECT d.day, 'day' FROM slot_day d
     JOIN (SELECT service_point_id, counter_group, day, count(*) AS n, sum(used_public) AS used,
                  sum(CASE state WHEN 'open' THEN cap_public ELSE used_public END) AS cap
           FROM slot GROUP BY 1, 2, 3) s USING (service_point_id, counter_group, day)
     WHERE d.used_public <> s.used OR d.cap_public <> s.cap OR d.slots <> s.n
     UNION ALL
     SELECT d.day, 'held' FROM slot_day d WHERE d.held <> (
       SELECT count(*) FROM slot s JOIN hold h ON h.slot_id = s.id AND h.state IN ('kept', 'offered')
       WHERE s.service_point_id = d.service_point_id AND s.counter_group = d.counter_group AND s.day = d.day)`,
  ).all()
  return results
}
