import { systemClock } from '../../../api/shared/clock.ts'
import { atOnce, columnsOf } from './tables.ts'

/** Rows written by one statement. */
const part = 100_000
const day = 86_400_000
const week = 7 * day

/** As long as what the product writes there: a keyed hash, and a sealed field (api/privacy/field.ts). */
const hash = 'lower(hex(randomblob(21)))'
const sealed = (bytes: number) =>
  `'v1.k1.' || lower(hex(randomblob(8))) || '.' || lower(hex(randomblob(${Math.ceil(((bytes + 16) * 2) / 3)})))`

/**
 * Fills the tables with so many bookings as years of work leave them: most of them over, one in ten cancelled, two to
 * a past slot of every counter that takes bookings; of the days to come up to half the places are taken. Each
 * has its audit leaf, each open one its reminder. Personal fields are random bytes of the right length.
 */
export async function fillBookings(db: D1Database, bookings: number): Promise<void> {
  const now = systemClock.now()
  const fill = async () => {
    const open = await openSlots(db, now, Math.floor(bookings / 5))
    await pastSlots(db, now, bookings - open)
    await rows(db, bookings, now)
  }
  await atOnce(db, ['slot', 'booking', 'audit_leaf'], fill, () => counts(db))
  await db.prepare('DROP TABLE bench_place').run()
}

/** Names the places of the days to come that are taken, one in each slot at most; how many there are. */
async function openSlots(db: D1Database, now: number, most: number): Promise<number> {
  const [, , counted] = await db.batch<{ n: number }>([
    db.prepare(
      'CREATE TABLE bench_place (n INTEGER PRIMARY KEY, slot_id TEXT, starts_at INTEGER, ends_at INTEGER)',
    ),
    db
      .prepare(
        `INSERT INTO bench_place (slot_id, starts_at, ends_at)
         SELECT id, starts_at, ends_at FROM slot WHERE closes_at > ?1 AND cap_public > 1 ORDER BY random() LIMIT ?2`,
      )
      .bind(now, most),
    db.prepare('SELECT count(*) AS n FROM bench_place'),
  ])
  return counted?.results[0]?.n ?? 0
}

/** Repeats a published week backwards until so many places are there, two to a slot. */
async function pastSlots(db: D1Database, now: number, places: number): Promise<void> {
  const columns = [...(await columnsOf(db, 'slot'))]
  const moved: Record<string, string> = {
    id: `'past_' || n.i || '_' || s.id`,
    day: `date(s.day, (-7 * n.i) || ' days')`,
    starts_at: `s.starts_at - n.i * ${week}`,
    ends_at: `s.ends_at - n.i * ${week}`,
    closes_at: `s.closes_at - n.i * ${week}`,
    released_at: `s.released_at - n.i * ${week}`,
  }
  const from = now + day
  const { n: weekly } = (await db
    .prepare('SELECT count(*) AS n FROM slot WHERE starts_at BETWEEN ?1 AND ?2 AND cap_public > 1')
    .bind(from, from + week - 1)
    .first<{ n: number }>())!
  const slots = Math.ceil(places / 2)
  for (let made = 0, back = 2; made < slots; ) {
    const weeks = Math.min(Math.ceil(part / weekly), Math.ceil((slots - made) / weekly))
    await db
      .prepare(
        `INSERT INTO slot (${columns.join(', ')})
         WITH RECURSIVE n(i) AS (SELECT ?3 UNION ALL SELECT i + 1 FROM n WHERE i < ?4)
         SELECT ${columns.map((name) => moved[name] ?? `s.${name}`).join(', ')} FROM n CROSS JOIN slot s
         WHERE s.starts_at BETWEEN ?1 AND ?2 AND s.cap_public > 1`,
      )
      .bind(from, from + week - 1, back, back + weeks - 1)
      .run()
    made += weekly * weeks
    back += weeks
  }
  for (let place = 0; place < 2; place++)
    await db
      .prepare(
        `INSERT INTO bench_place (slot_id, starts_at, ends_at)
         SELECT id, starts_at, ends_at FROM slot WHERE id LIKE 'past_%' LIMIT ?1`,
      )
      .bind(place === 0 ? slots : places - slots)
      .run()
}

/** Writes a booking into each named place, its audit leaf, and the reminder of each open one. */
async function rows(db: D1Database, bookings: number, now: number): Promise<void> {
  const columns = await columnsOf(db, 'booking')
  const made: Record<string, string> = {
    id: `'bk_seed' || n`,
    reference: `strftime('A-%Y%m%d-', starts_at / 1000 - 604800, 'unixepoch') || printf('%07d', n)`,
    code_hash: hash,
    slot_id: 'slot_id',
    matter_code: `'ID-02'`,
    matters: `'["ID-02"]'`,
    channel: `'public'`,
    state: `CASE WHEN starts_at > ${now} THEN 'booked' WHEN n % 10 = 0 THEN 'cancelled' ELSE 'ended' END`,
    person_key: hash,
    contact_key: hash,
    phone_key: hash,
    locale: `'zh'`,
    id_type: `'resident-id'`,
    name: sealed(9),
    phone: sealed(11),
    id_number: sealed(18),
    created_at: `starts_at - ${week}`,
    updated_at: `starts_at - ${week}`,
    ends_at: 'ends_at',
  }
  // Over the whole range, as hashes are, and yet in order: the table's own index cannot be taken away meanwhile.
  const spread = `printf('%016x', n * (9000000000000000000 / ${bookings})) || lower(hex(randomblob(24)))`
  const named = Object.keys(made).filter((name) => columns.has(name))
  for (let from = 0; from < bookings; from += part)
    await db.batch([
      db
        .prepare(
          `INSERT INTO booking (${named.join(', ')}) SELECT ${named.map((name) => made[name]).join(', ')}
           FROM bench_place WHERE n > ?1 AND n <= ?1 + ?2`,
        )
        .bind(from, part),
      db
        .prepare(
          `INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash)
           SELECT 'lf_seed' || n, strftime('%Y-%m-%d', created_at / 1000, 'unixepoch'), 'appointment.book', reference,
             json_object('at', created_at, 'action', 'appointment.book', 'startsAt', starts_at), lower(hex(randomblob(16))),
             ${spread}
           FROM bench_place JOIN booking ON id = 'bk_seed' || n WHERE n > ?1 AND n <= ?1 + ?2`,
        )
        .bind(from, part),
    ])
  await db
    .prepare(
      `INSERT INTO outbox (id, template, locale, reference, recipient, data, state, not_before, created_at)
       SELECT 'ob_' || id, 'appointment.reminder', 'zh', reference, ${sealed(11)}, ${sealed(400)}, 'waiting',
         ends_at - ${day}, created_at FROM booking WHERE state = 'booked'`,
    )
    .run()
}

/** Brings what the triggers keep up to date. */
async function counts(db: D1Database): Promise<void> {
  const open = await columnsOf(db, 'open_matter')
  await db.batch([
    db.prepare(
      `UPDATE slot SET used_public = b.used FROM (
         SELECT slot_id, count(*) AS used FROM booking WHERE state <> 'cancelled' GROUP BY slot_id) b WHERE b.slot_id = slot.id`,
    ),
    db.prepare(
      `INSERT INTO slot_day (service_point_id, counter_group, day, slots, cap_public, used_public, last_public_at)
       SELECT service_point_id, counter_group, day, count(*), sum(cap_public), sum(used_public), max(closes_at)
       FROM slot WHERE state = 'open' GROUP BY 1, 2, 3
       ON CONFLICT DO UPDATE SET used_public = excluded.used_public`,
    ),
    ...(open.size
      ? [
          db.prepare(
            `INSERT INTO open_matter (person_key, matter_code, contact_key, booking_id)
             SELECT person_key, matter_code, contact_key, id FROM booking WHERE state = 'booked'`,
          ),
        ]
      : []),
  ])
}
