import type { Db } from '../../../db/client.ts'
import { toIso } from '../../calendar/day.ts'
import type { Text } from '../../shared/text.ts'
import { type ComingRow, meetingRows, type NewsRow, newestRows, newsOf, publisherOf } from './query.ts'
import type { Coming, NewsItem } from './schema.ts'

/** Statement: the newest notices of the bureau and everyone in it, or of one publisher; for `newsFrom`. */
export const newsRows = (db: Db, limit: number, station?: string) => newestRows(db, { station }, limit)

/** What is new, as other rooms' pages show it. */
export const newsFrom = (read: readonly NewsRow[], bureau: Text): NewsItem[] =>
  read.map((row) => newsOf(row, bureau))

/** Statement: the next meetings; for `meetingsFrom`. */
export const nextMeetings = (db: Db, now: number, limit: number) => meetingRows(db, now, limit)

/** The next meetings as pages show them. */
export const meetingsFrom = (read: readonly ComingRow[], bureau: Text): Coming[] =>
  read.map((row) => ({
    id: row.id,
    title: { zh: row.title, en: row.titleEn },
    publisher: publisherOf(row, bureau),
    startsAt: toIso(row.startsAt),
    endsAt: toIso(row.endsAt),
    place: row.place ?? '',
  }))
