import { env } from 'cloudflare:workers'

let made = 0
const insert = (table: string, row: Record<string, string | number | null>) =>
  env.DB.prepare(
    `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
      .map(() => '?')
      .join()})`,
  )
    .bind(...Object.values(row))
    .run()

/** A weekday window at station one: Mondays 9:00 to 10:00, two places each half hour, a week ahead at 8:00. */
export const addSchedule = (more: Record<string, string | number | null> = {}) =>
  insert('schedule', {
    id: `sr_${made++}`,
    service_point_id: 'sp_one',
    counter_group: 'household',
    weekday: 1,
    from_time: '09:00',
    to_time: '10:00',
    slot_minutes: 30,
    cap_public: 2,
    cap_phone: 1,
    cap_counter: 1,
    lead_minutes: 60,
    horizon_days: 7,
    release_time: '08:00',
    valid_from: '2026-01-01',
    valid_to: null,
    ...more,
  })

/** The bureau's rules of booking from a day on. */
export const addRules = (rules: object, fromDay = '2026-01-01') =>
  insert('booking_rule', { from_day: fromDay, rules: JSON.stringify(rules), created_at: 0 })

/** A closure of every station on one day. */
export const addClosure = (day: string) =>
  insert('closure', {
    id: `cr_${made++}`,
    service_point_id: '*',
    from_day: day,
    to_day: day,
    reason_zh: '停电',
    reason_en: 'Power cut',
  })

export interface ReleaseRow {
  day: string
  state: string
  window_from: number
  window_to: number
  draw_at: number
  commitment: string
  seed: string | null
  places: number | null
  listed: number | null
  offered: number | null
  drawn_at: number | null
  gone_at: number | null
}

/** Every release, by day. */
export const releases = async () =>
  (
    await env.DB.prepare(
      'SELECT * FROM release ORDER BY day, service_point_id, counter_group',
    ).all<ReleaseRow>()
  ).results

let waiters = 0

/** Puts somebody on the list of station one's household counter, for any day of the coming weeks; gives the ticket. */
export async function addWaiting(more: Record<string, string | number | null> = {}): Promise<string> {
  waiters += 1
  const row = {
    id: `wt_${waiters}`,
    reference: `W-20261120-T${String(waiters).padStart(5, '0')}`,
    code_hash: '',
    ticket: `t${String(waiters).padStart(9, '0')}`,
    state: 'waiting',
    matter_code: 'ID-02',
    matters: '["ID-02"]',
    minutes: 15,
    from_day: '2026-11-20',
    to_day: '2027-01-15',
    person_key: `waits ${waiters}`,
    contact_key: '',
    phone_key: `phone ${waiters}`,
    locale: 'zh',
    id_type: 'none',
    joined_day: '2026-11-20',
    created_at: 0,
    updated_at: 0,
    ends_at: Date.parse('2027-01-16T00:00:00+08:00'),
    ...more,
  }
  await insert('waiting', row)
  await insert('waiting_point', {
    service_point_id: 'sp_one',
    counter_group: 'household',
    waiting_id: row.id,
  })
  return row.ticket
}
