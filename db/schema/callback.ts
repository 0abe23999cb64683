import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const callbackReasons = ['rating-low', 'sample', 'stage', 'objection', 'asked'] as const
export type CallbackReason = (typeof callbackReasons)[number]
export const callbackStates = ['open', 'done', 'unreachable'] as const
export type CallbackState = (typeof callbackStates)[number]
/** What came of it: all well, explained, done again, passed on (a complaint), or they did not wish to speak. */
export const callbackOutcomes = ['settled', 'explained', 'redo', 'passed-on', 'no-wish'] as const
export type CallbackOutcome = (typeof callbackOutcomes)[number]
export const attemptHows = ['no-answer', 'busy', 'wrong-number', 'later'] as const
export type AttemptHow = (typeof attemptHows)[number]

export const callback = sqliteTable('callback', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  reason: text('reason', { enum: callbackReasons }).notNull(),
  servicePointId: text('service_point_id').notNull(),
  script: text('script').notNull(),
  state: text('state', { enum: callbackStates }).notNull().default('open'),
  rev: integer('rev').notNull().default(0),
  barred: text('barred').notNull().default('[]'),
  rule: text('rule').notNull(),
  dueAt: integer('due_at').notNull(),
  counted: text('counted').notNull(),
  lateAt: integer('late_at'),
  outcome: text('outcome', { enum: callbackOutcomes }),
  satisfied: integer('satisfied'),
  answers: text('answers').notNull().default('{}'),
  words: text('words'),
  openedBy: text('opened_by').notNull(),
  openedAt: integer('opened_at').notNull(),
  doneBy: text('done_by'),
  doneAt: integer('done_at'),
  keepUntil: integer('keep_until'),
})

export const callbackAttempt = sqliteTable('callback_attempt', {
  callbackId: text('callback_id').notNull(),
  place: integer('place').notNull(),
  how: text('how', { enum: attemptHows }).notNull(),
  by: text('by').notNull(),
  at: integer('at').notNull(),
})
