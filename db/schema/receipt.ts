import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const idempotency = sqliteTable('idempotency', {
  operation: text('operation').notNull(),
  keyHash: text('key_hash').notNull(),
  bodyHash: text('body_hash').notNull(),
  reference: text('reference').notNull(),
  response: text('response').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

export const codeTry = sqliteTable('code_try', {
  reference: text('reference').notNull(),
  windowStart: integer('window_start').notNull(),
  tries: integer('tries').notNull(),
})

export const spentProof = sqliteTable('spent_proof', {
  challenge: text('challenge').primaryKey(),
  expiresAt: integer('expires_at').notNull(),
})

export const tray = sqliteTable('tray', {
  operation: text('operation').notNull(),
  hour: integer('hour').notNull(),
  used: integer('used').notNull(),
  cap: integer('cap').notNull(),
})

export const auditLeaf = sqliteTable('audit_leaf', {
  id: text('id').primaryKey(),
  day: text('day').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  salt: text('salt').notNull(),
  hash: text('hash').notNull(),
})

export const auditRoot = sqliteTable('audit_root', {
  day: text('day').primaryKey(),
  size: integer('size').notNull(),
  root: text('root').notNull(),
  previous: text('previous').notNull(),
  signature: text('signature').notNull(),
  sealedAt: integer('sealed_at').notNull(),
  publicKey: text('public_key').notNull().default(''),
})

export const auditProof = sqliteTable('audit_proof', {
  leafId: text('leaf_id').primaryKey(),
  day: text('day').notNull(),
  place: integer('place').notNull(),
  path: text('path').notNull(),
})

export const outboxStates = ['waiting', 'sent', 'dead', 'void'] as const

export const outbox = sqliteTable('outbox', {
  id: text('id').primaryKey(),
  template: text('template').notNull(),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  reference: text('reference').notNull(),
  recipient: text('recipient').notNull(),
  data: text('data').notNull(),
  state: text('state', { enum: outboxStates }).notNull(),
  notBefore: integer('not_before').notNull(),
  attempts: integer('attempts').notNull().default(0),
  queuedAt: integer('queued_at'),
  createdAt: integer('created_at').notNull(),
  settledAt: integer('settled_at'),
})
