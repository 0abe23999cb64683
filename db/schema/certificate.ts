import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const certificateStates = ['valid', 'revoked', 'replaced'] as const
export type CertificateState = (typeof certificateStates)[number]
export const keyRevocations = ['exposed', 'lost', 'mistaken'] as const
export type KeyRevocation = (typeof keyRevocations)[number]
export const certificateEvents = ['issued', 'revoked', 'corrected', 'reissued'] as const
export type CertificateEvent = (typeof certificateEvents)[number]

/** The public keys certificates were signed with. */
export const certificateKey = sqliteTable('certificate_key', {
  kid: text('kid').primaryKey(),
  suite: text('suite').notNull(),
  /** JWK, as JSON. */
  publicKey: text('public_key').notNull(),
  firstUsedAt: integer('first_used_at').notNull(),
  retiredAt: integer('retired_at'),
  revokedAt: integer('revoked_at'),
  revokedReason: text('revoked_reason', { enum: keyRevocations }),
  revokedBy: text('revoked_by'),
})

/** What was issued; the whole signed file stands sealed in `file`. */
export const certificate = sqliteTable('certificate', {
  id: text('id').primaryKey(),
  number: text('number').notNull(),
  codeHash: text('code_hash').notNull(),
  checkHash: text('check_hash').notNull(),
  /** One of api/certificate/types.ts. */
  type: text('type').notNull(),
  servicePointId: text('service_point_id').notNull(),
  applicationId: text('application_id'),
  suite: text('suite').notNull(),
  keyId: text('key_id').notNull(),
  file: text('file'),
  issuedAt: integer('issued_at').notNull(),
  /** A day in Shanghai. */
  validUntil: text('valid_until'),
  state: text('state', { enum: certificateStates }).notNull().default('valid'),
  endedAt: integer('ended_at'),
  reason: text('reason'),
  words: text('words'),
  replacedBy: text('replaced_by'),
  replaces: text('replaces'),
  rev: integer('rev').notNull().default(0),
})

/** What happened to each; append-only. */
export const certificateEvent = sqliteTable('certificate_event', {
  id: text('id').primaryKey(),
  certificateId: text('certificate_id').notNull(),
  what: text('what', { enum: certificateEvents }).notNull(),
  at: integer('at').notNull(),
  staffId: text('staff_id'),
  reason: text('reason'),
  other: text('other'),
})
