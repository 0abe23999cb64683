import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const inviteStates = ['open', 'used', 'withdrawn', 'over'] as const
export type InviteState = (typeof inviteStates)[number]
export const ratingKinds = ['visit', 'application', 'complaint', 'casefile', 'call', 'poster'] as const
export const ratingStandings = ['counted', 'held', 'apart', 'pressed', 'poster'] as const
export type RatingStanding = (typeof ratingStandings)[number]
/** Why a rating is held. */
export const flagWhys = [
  'burst-network',
  'burst-device',
  'burst-counter',
  'burst-officer',
  'same-words',
  'too-fast',
] as const
export type FlagWhy = (typeof flagWhys)[number]
export const flagStates = ['open', 'stands', 'apart'] as const
export type FlagState = (typeof flagStates)[number]

export const ratingInvite = sqliteTable('rating_invite', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: ['visit', 'application', 'complaint', 'casefile', 'call'] }).notNull(),
  subject: text('subject').notNull(),
  /** '*': the bureau's own; '' once it is used. */
  servicePointId: text('service_point_id').notNull(),
  group: text('grp').notNull(),
  mode: text('mode', { enum: ['online', 'onsite'] }).notNull(),
  counterId: text('counter_id'),
  staffId: text('staff_id'),
  tokenHash: text('token_hash').notNull(),
  opensAt: integer('opens_at').notNull(),
  closesAt: integer('closes_at').notNull(),
  state: text('state', { enum: inviteStates }).notNull().default('open'),
})

export const rating = sqliteTable('rating', {
  id: text('id').primaryKey(),
  week: text('week').notNull(),
  kind: text('kind', { enum: ratingKinds }).notNull(),
  servicePointId: text('service_point_id').notNull(),
  group: text('grp').notNull(),
  mode: text('mode', { enum: ['online', 'onsite'] }).notNull(),
  overall: integer('overall').notNull(),
  aspects: text('aspects').notNull().default('{}'),
  tags: text('tags').notNull().default('[]'),
  words: text('words'),
  standing: text('standing', { enum: ratingStandings }).notNull(),
  talliedIn: text('tallied_in').notNull(),
  rev: integer('rev').notNull().default(0),
  keepUntil: integer('keep_until'),
})

export const ratingTrace = sqliteTable('rating_trace', {
  ratingId: text('rating_id').primaryKey(),
  hour: integer('hour').notNull(),
  network: text('network').notNull(),
  device: text('device').notNull(),
  counterId: text('counter_id'),
  staffId: text('staff_id'),
  seconds: integer('seconds'),
  likeness: text('likeness'),
  looked: integer('looked').notNull().default(0),
  keepUntil: integer('keep_until').notNull(),
})

export const ratingFlag = sqliteTable('rating_flag', {
  ratingId: text('rating_id').notNull(),
  why: text('why', { enum: flagWhys }).notNull(),
  evidence: text('evidence').notNull(),
  day: text('day').notNull(),
  state: text('state', { enum: flagStates }).notNull().default('open'),
  decidedBy: text('decided_by'),
  decidedAt: integer('decided_at'),
  reason: text('reason'),
})

export const ratingRule = sqliteTable('rating_rule', {
  fromDay: text('from_day').primaryKey(),
  rules: text('rules').notNull(),
  createdAt: integer('created_at').notNull(),
})
