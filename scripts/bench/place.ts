import { systemClock } from '../../api/shared/clock.ts'
import type { Bench } from './bench.ts'
import { type Desk, openDesk } from './desk.ts'
import { fillApplications } from './seed/applications.ts'
import { sought } from './seed/bureau.ts'

/** The commonest matter, and the counters that handle it. */
export const matter = 'ID-02'
const counters = 'household'

/** What the requests to one bench are made of. */
export interface Place extends Desk {
  /** The station that is looked at. */
  shown: string
  /** Slots of another one, all with room for every booking of the run. */
  slots: string[]
  /** What was booked and can be looked up and cancelled. */
  receipts: { reference: string; accessCode: string }[]
  /** Drafts that were begun and can be opened. */
  drafts: { reference: string; accessCode: string }[]
}

/**
 * Chooses the stations, gives one of them room (what is measured is booking, not being refused), and makes the
 * applications, so many as years of work leave, those of the station that is looked at among them.
 */
export async function preparePlace(bench: Bench, applications: number): Promise<Place> {
  const { db } = bench
  const tomorrow = systemClock.now() + 86_400_000
  const { results } = await db
    .prepare(
      `SELECT DISTINCT p.id, p.slug, p.name_zh LIKE ?1 AS wanted FROM slot s JOIN service_point p ON p.id = s.service_point_id
       WHERE p.kind = 'station' AND s.counter_group = ?2 AND s.starts_at > ?3 ORDER BY wanted DESC, p.slug LIMIT 2`,
    )
    .bind(`${sought}%`, counters, tomorrow)
    .all<{ id: string; slug: string }>()
  const [shown, booked] = results
  if (!shown || !booked) throw new Error('No two stations take bookings: were their slots published?')
  await db
    .prepare(
      'UPDATE slot SET cap_public = 1000000 WHERE service_point_id = ?1 AND counter_group = ?2 AND starts_at > ?3',
    )
    .bind(booked.id, counters, tomorrow)
    .run()
  // A visit may take a second slot, so one must follow.
  const slots = await db
    .prepare(
      `SELECT s.id FROM slot s JOIN slot n ON n.service_point_id = s.service_point_id AND n.counter_group = s.counter_group
         AND n.starts_at = s.ends_at
       WHERE s.service_point_id = ?1 AND s.counter_group = ?2 AND s.starts_at > ?3 ORDER BY s.starts_at`,
    )
    .bind(booked.id, counters, tomorrow)
    .all<{ id: string }>()
  await db
    .prepare(
      `INSERT INTO matter_offer (service_point_id, matter_code) VALUES (?1, 'CR-01') ON CONFLICT DO NOTHING`,
    )
    .bind(shown.id)
    .run()
  await fillApplications(db, applications, shown.slug, systemClock.now())
  return {
    shown: shown.slug,
    slots: slots.results.map(({ id }) => id),
    receipts: [],
    drafts: [],
    ...(await openDesk(bench, shown.slug)),
  }
}
