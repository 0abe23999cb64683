import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Kept files that should go and are not gone yet. */
export const fileDrop = sqliteTable('file_drop', {
  objectKey: text('object_key').primaryKey(),
  tries: integer('tries').notNull().default(0),
  nextAt: integer('next_at').notNull(),
})
