import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Who looked at a record: append only. */
export const recordView = sqliteTable('record_view', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  day: text('day').notNull(),
  at: integer('at').notNull(),
  kind: text('kind', { enum: ['opened', 'unmasked'] }).notNull(),
  role: text('role').notNull(),
  staffId: text('staff_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  /** JSON array of what was seen. */
  fields: text('fields').notNull().default('[]'),
  reason: text('reason'),
  /** Sealed. */
  words: text('words'),
})
