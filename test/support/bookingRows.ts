import { env } from 'cloudflare:workers'
import type { Ctx } from '../../api/context.ts'
import { seal } from '../../api/privacy/field.ts'
import { booking } from '../../db/schema/index.ts'
import { monday } from './api.ts'

export const person = {
  name: '张小明',
  phone: '13800000002',
  id_number: '11010519491231002X',
  helper_name: '李小红',
  note: '带着孩子来',
}
export type PersonColumn = keyof typeof person

/** The rows a booking hangs on, as few as the constraints take. */
export async function addPlace(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO service_point (id, slug, code, kind, name_zh, name_en, pinyin, initials, address_zh, address_en, phone, created_at, updated_at)
       VALUES ('sp', 'sp', '1', 'station', '派出所', 'Station', 'p', 'p', '路', 'Road', '000-0000-0001', 0, 0)`,
    ),
    env.DB.prepare(
      `INSERT INTO matter (code, group_code, counter_group, minutes, bookable, name_zh, name_en, summary_zh, summary_en, content, updated_at)
       VALUES ('ID-01', 'ID', 'household', 15, 1, '身份证', 'ID card', '', '', '{}', 0)`,
    ),
    env.DB.prepare(
      `INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at, cap_public, cap_phone, cap_counter, released_at)
       VALUES ('sl', 'sp', 'household', '2026-11-23', 1, 2, 0, 10000, 0, 0, 0)`,
    ),
  ])
}

/** A booking sealed as the verb seals it. */
export async function addBooking(
  ctx: Ctx,
  id: string,
  { state = 'ended', endsAt = monday }: { state?: 'booked' | 'cancelled' | 'ended'; endsAt?: number } = {},
): Promise<void> {
  // A visit that is still booked covers its slot to the end.
  const slotId = state === 'booked' ? `sl ${endsAt}` : 'sl'
  await env.DB.prepare(
    `INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at, cap_public, cap_phone, cap_counter, released_at)
     VALUES (?1, 'sp', 'household', '2026-11-23', ?2 - 1, ?2, 0, 10000, 0, 0, 0) ON CONFLICT DO NOTHING`,
  )
    .bind(slotId, endsAt)
    .run()
  const put = (column: PersonColumn) => seal(ctx.keys, { table: 'booking', column, row: id }, person[column])
  await ctx.db.batch([
    ctx.db.insert(booking).values({
      id,
      reference: `A-${id}`,
      codeHash: 'x',
      slotId,
      matterCode: 'ID-01',
      channel: 'public',
      state,
      personKey: `person ${id}`,
      phoneKey: `phone ${id}`,
      locale: 'zh',
      idType: 'resident-id',
      name: await put('name'),
      phone: await put('phone'),
      idNumber: await put('id_number'),
      helperName: await put('helper_name'),
      note: await put('note'),
      createdAt: monday,
      updatedAt: monday,
      endsAt,
    }),
  ])
}
