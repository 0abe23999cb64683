import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const rectificationStates = ['open', 'contacted', 'fixing', 'fixed', 'called', 'closed'] as const
export type RectificationState = (typeof rectificationStates)[number]
/** 立行立改, 限期整改, 解释说明, 申诉不予采纳; and set aside on appeal. */
export const rectificationOutcomes = [
  'at-once',
  'by-date',
  'explained',
  'appeal-refused',
  'appealed',
] as const
export type RectificationOutcome = (typeof rectificationOutcomes)[number]
export const rectificationWordKinds = [
  'said',
  'try',
  'look',
  'task',
  'plan',
  'fix',
  'back',
  'more',
  'given',
  'appeal',
  'decision',
] as const
export type RectificationWordKind = (typeof rectificationWordKinds)[number]
export const ratingAppealReasons = [
  'mistaken-station',
  'duplicate',
  'abusive',
  'not-about-us',
  'other',
] as const
export type RatingAppealReason = (typeof ratingAppealReasons)[number]
export const ratingAppealStates = ['open', 'accepted', 'refused'] as const
export type RatingAppealState = (typeof ratingAppealStates)[number]

/** What is put right after a bad rating; the comments stand in the migrations 0112 and 0120. */
export const rectification = sqliteTable('rectification', {
  id: text('id').primaryKey(),
  ratingId: text('rating_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  grp: text('grp').notNull(),
  mayCall: integer('may_call').notNull().$type<0 | 1>(),
  kind: text('kind', { enum: ['visit', 'application', 'complaint', 'casefile', 'call'] }),
  subject: text('subject'),
  contact: text('contact'),
  tellStation: integer('tell_station').notNull().$type<0 | 1>(),
  state: text('state', { enum: rectificationStates }).notNull(),
  rev: integer('rev').notNull().default(0),
  openedOn: text('opened_on').notNull(),
  contactRule: text('contact_rule'),
  contactDueAt: integer('contact_due_at'),
  contactCounted: text('contact_counted').notNull().default('[]'),
  contactLateAt: integer('contact_late_at'),
  triedAt: integer('tried_at'),
  fixRule: text('fix_rule').notNull(),
  fixDueAt: integer('fix_due_at').notNull(),
  fixCounted: text('fix_counted').notNull(),
  fixLateAt: integer('fix_late_at'),
  taskedOn: text('tasked_on'),
  promisedOn: text('promised_on'),
  outcome: text('outcome', { enum: rectificationOutcomes }),
  fixedAt: integer('fixed_at'),
  second: integer('second'),
  closedAt: integer('closed_at'),
  movedAt: integer('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
  keepUntil: integer('keep_until'),
  stationPart: integer('station_part').notNull().default(0).$type<0 | 1>(),
  stationAsked: integer('station_asked').notNull().default(0),
  stationFromAt: integer('station_from_at'),
  stationDueAt: integer('station_due_at'),
  stationCounted: text('station_counted').notNull().default('[]'),
  stationMissedAt: integer('station_missed_at'),
  locale: text('locale', { enum: ['zh', 'en'] })
    .notNull()
    .default('zh'),
})

/** How it was dealt with, in the words of whoever rated; the comments stand in the migration 0121. */
export const ratingSecond = sqliteTable('rating_second', {
  id: text('id').primaryKey(),
  tokenHash: text('token_hash').notNull(),
  closesAt: integer('closes_at').notNull(),
  overall: integer('overall'),
  words: text('words'),
  givenOn: text('given_on'),
})

export const rectificationStep = sqliteTable('rectification_step', {
  fromState: text('from_state').notNull(),
  toState: text('to_state').notNull(),
})

export const rectificationEvent = sqliteTable('rectification_event', {
  rectificationId: text('rectification_id').notNull(),
  n: integer('n').notNull(),
  fromState: text('from_state', { enum: rectificationStates }),
  toState: text('to_state', { enum: rectificationStates }).notNull(),
  at: integer('at').notNull(),
  by: text('by').notNull(),
})

export const rectificationWord = sqliteTable('rectification_word', {
  id: text('id').primaryKey(),
  rectificationId: text('rectification_id').notNull(),
  n: integer('n').notNull(),
  kind: text('kind', { enum: rectificationWordKinds }).notNull(),
  staffId: text('staff_id').notNull(),
  words: text('words'),
  at: integer('at').notNull(),
  desk: integer('desk').notNull().default(0),
})

export const rectificationExtension = sqliteTable('rectification_extension', {
  rectificationId: text('rectification_id').primaryKey(),
  value: integer('value').notNull(),
  unit: text('unit', { enum: ['hour', 'calendar_day', 'working_day'] }).notNull(),
  askedBy: text('asked_by').notNull(),
  askedAt: integer('asked_at').notNull(),
  state: text('state', { enum: ['asked', 'given', 'refused'] })
    .notNull()
    .default('asked'),
  decidedBy: text('decided_by'),
  decidedAt: integer('decided_at'),
})

export const rectificationAppeal = sqliteTable('rectification_appeal', {
  rectificationId: text('rectification_id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  reason: text('reason', { enum: ratingAppealReasons }).notNull(),
  askedBy: text('asked_by').notNull(),
  askedAt: integer('asked_at').notNull(),
  state: text('state', { enum: ratingAppealStates }).notNull().default('open'),
  decidedBy: text('decided_by'),
  decidedAt: integer('decided_at'),
  period: text('period'),
})
