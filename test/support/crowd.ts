import fc from 'fast-check'

/** What one of a crowd tries: a place, a longer visit, giving back, moving, an offer, its end. */
const kinds = ['book', 'book', 'book', 'book', 'long', 'cancel', 'move', 'offer', 'settle'] as const

/** Slots of random capacity in a row, and an order of attempts that is gone through again and again. */
export const crowds = fc.record({
  caps: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 4, maxLength: 4 }),
  order: fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(3), fc.nat(4)), {
    minLength: 97,
    maxLength: 97,
  }),
})
type Crowd = typeof crowds extends fc.Arbitrary<infer T> ? T : never

const quarter = 15 * 60_000

/** The place a crowd meets at: its slots, when the first begins, and somebody on the waiting list. */
export interface Place {
  ids: readonly string[]
  starts: number
  waiting: string
}

/** The n-th attempt of a crowd as one statement, and its values. `name` is its own. */
export function attempt(
  { order }: Crowd,
  { ids, starts, waiting }: Place,
  n: number,
  name: string,
): [sql: string, ...values: (string | number)[]] {
  const [what, at, pick] = order[n % order.length]!
  const to = (at + 1) % ids.length
  const endOf = (first: number, many: number) => starts + (first + many) * quarter
  const booked = `(SELECT id FROM booking WHERE slot_id = ?1 AND state = 'booked' AND ends_at = ?2 LIMIT 1 OFFSET ${pick})`
  switch (what) {
    case 'book':
    case 'long':
      return [
        `INSERT INTO booking (id, reference, code_hash, slot_id, matter_code, channel, state, person_key, phone_key, locale, id_type, created_at, updated_at, ends_at)
         VALUES (?1, ?1, '', ?2, 'ID-02', 'public', 'booked', ?1, ?1, 'zh', 'none', 0, 0, ?3)`,
        `bk_${name}`,
        ids[at]!,
        endOf(at, what === 'long' ? 2 : 1),
      ]
    case 'cancel':
      return [`UPDATE booking SET state = 'cancelled' WHERE id = ${booked}`, ids[at]!, endOf(at, 1)]
    case 'move':
      return [
        `UPDATE booking SET slot_id = ?3, ends_at = ?4 WHERE id = ${booked}`,
        ids[at]!,
        endOf(at, 1),
        ids[to]!,
        endOf(to, 1),
      ]
    case 'offer':
      return [
        `INSERT INTO hold (id, slot_id, ends_at, state, waiting_id, until, created_at)
         SELECT ?1, ?2, ?3, 'offered', ?4, 1, 0
         WHERE NOT EXISTS (SELECT 1 FROM hold WHERE waiting_id = ?4 AND state = 'offered')`,
        `ho_${name}`,
        ids[at]!,
        endOf(at, 1),
        waiting,
      ]
    case 'settle':
      return [
        `UPDATE hold SET state = CASE state WHEN 'kept' THEN 'released' ELSE 'lapsed' END WHERE id = (
           SELECT id FROM hold WHERE slot_id = ?1 AND state IN ('kept', 'offered') LIMIT 1)`,
        ids[at]!,
      ]
  }
}

/** How the database says no. */
export const refusal = /slot-full|slot-closed|within_capacity|stale/

/** Counts every slot of ?1 (a JSON array of ids) from its bookings and live holds; a row is a disagreement. */
export const wrongCounts = `
  SELECT s.id FROM slot s LEFT JOIN (
    SELECT r.id AS id, count(*) AS n FROM (
      SELECT slot_id, ends_at FROM booking WHERE state <> 'cancelled' AND slot_id IN (SELECT value FROM json_each(?1))
      UNION ALL
      SELECT slot_id, ends_at FROM hold WHERE state IN ('kept', 'offered') AND slot_id IN (SELECT value FROM json_each(?1))) b
    JOIN slot_run r ON r.first_id = b.slot_id AND r.starts_at < b.ends_at GROUP BY 1) c ON c.id = s.id
  WHERE s.id IN (SELECT value FROM json_each(?1))
    AND (s.used_public <> coalesce(c.n, 0) OR s.used_public > s.cap_public)`
