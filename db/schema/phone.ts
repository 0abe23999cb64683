import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One-time codes that show that a number is held by who typed it. */
export const phoneCode = sqliteTable('phone_code', {
  reference: text('reference').primaryKey(),
  codeHash: text('code_hash').notNull(),
  day: text('day').notNull(),
  sent: integer('sent').notNull(),
  tries: integer('tries').notNull().default(0),
  expiresAt: integer('expires_at').notNull(),
})

/** How many of them went to one number in a day. */
export const phoneCodeDay = sqliteTable(
  'phone_code_day',
  { phoneKey: text('phone_key').notNull(), day: text('day').notNull(), sent: integer('sent').notNull() },
  (table) => [primaryKey({ columns: [table.day, table.phoneKey] })],
)
