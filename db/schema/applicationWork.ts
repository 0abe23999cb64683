import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The steps an application can take; seeded by the migration, fixed. */
export const applicationStep = sqliteTable('application_step', {
  fromState: text('from_state').notNull(),
  toState: text('to_state').notNull(),
})

export const applicationVisit = sqliteTable('application_visit', {
  applicationId: text('application_id').notNull(),
  bookingReference: text('booking_reference').notNull(),
  madeAt: integer('made_at').notNull(),
})

/** Deadlines that were missed. */
export const applicationLapse = sqliteTable('application_lapse', {
  applicationId: text('application_id').notNull(),
  clock: text('clock').notNull(),
  dueAt: integer('due_at').notNull(),
  notedAt: integer('noted_at').notNull(),
  servicePointId: text('service_point_id').notNull(),
  matterCode: text('matter_code').notNull(),
})

export const answerTemplate = sqliteTable('answer_template', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  matterCode: text('matter_code'),
  state: text('state'),
  title: text('title').notNull(),
  wordsZh: text('words_zh').notNull(),
  wordsEn: text('words_en').notNull(),
  rev: integer('rev').notNull().default(0),
  madeBy: text('made_by').notNull(),
  madeAt: integer('made_at').notNull(),
  offAt: integer('off_at'),
})

/** How many stand on each tab of the work list; written by triggers alone. */
export const applicationCount = sqliteTable(
  'application_count',
  {
    whose: text('whose').notNull(),
    tab: text('tab').notNull(),
    n: integer('n').notNull(),
  },
  ({ whose, tab }) => [primaryKey({ columns: [whose, tab] })],
)
