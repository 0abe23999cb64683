import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Where a station stands: the gates of grading differ. */
export const stationSettings = ['urban', 'town', 'township'] as const
export type StationSetting = (typeof stationSettings)[number]

export const stationFact = sqliteTable('station_fact', {
  servicePointId: text('service_point_id').notNull(),
  version: integer('version').notNull(),
  asOf: text('as_of').notNull(),
  setting: text('setting', { enum: stationSettings }).notNull(),
  officers: integer('officers').notNull(),
  communityOfficers: integer('community_officers').notNull(),
  residents: integer('residents').notNull(),
  roomsDue: integer('rooms_due').notNull(),
  rooms: integer('rooms').notNull(),
  evidenceZh: text('evidence_zh').notNull(),
  evidenceEn: text('evidence_en').notNull().default(''),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})
