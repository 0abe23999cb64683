import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What proved who somebody is, for an application: append-only. */
export const identityProof = sqliteTable('identity_proof', {
  id: integer('id').primaryKey(),
  applicationId: text('application_id').notNull(),
  level: text('level', { enum: ['phone', 'verified', 'counter'] }).notNull(),
  how: text('how', { enum: ['code', 'login', 'stand-in', 'document'] }).notNull(),
  seen: text('seen'),
  at: integer('at').notNull(),
  staffId: text('staff_id'),
})

/** Logins that were used: each proves once. */
export const identitySpent = sqliteTable('identity_spent', {
  assertionId: text('assertion_id').primaryKey(),
  expiresAt: integer('expires_at').notNull(),
})
