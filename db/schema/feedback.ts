import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const feedbackWhats = ['error', 'opinion'] as const
export type FeedbackWhat = (typeof feedbackWhats)[number]
/** What is wrong with a page; `personal`: it shows somebody's data. */
export const errorKinds = ['fact', 'broken', 'outdated', 'typo', 'hard', 'personal', 'other'] as const
export type ErrorKind = (typeof errorKinds)[number]
export const feedbackStates = ['open', 'answered', 'received'] as const
export type FeedbackState = (typeof feedbackStates)[number]

export const feedback = sqliteTable('feedback', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  what: text('what', { enum: feedbackWhats }).notNull(),
  kind: text('kind', { enum: errorKinds }),
  page: text('page').notNull(),
  noticeId: text('notice_id'),
  /** A service point, or '*'. */
  publisherId: text('publisher_id').notNull(),
  state: text('state', { enum: feedbackStates }).notNull(),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  words: text('words'),
  name: text('name'),
  contact: text('contact'),
  answer: text('answer'),
  ruleId: text('rule_id'),
  dueAt: integer('due_at'),
  counted: text('counted').notNull().default('[]'),
  lateAt: integer('late_at'),
  corrected: integer('corrected', { mode: 'boolean' }),
  answeredAt: integer('answered_at'),
  answeredBy: text('answered_by'),
  closesOn: text('closes_on'),
  keepUntil: integer('keep_until'),
  rev: integer('rev').notNull().default(0),
  receivedAt: integer('received_at').notNull(),
})

/** Opinions on a consultation; counted by triggers. */
export const opinionTotal = sqliteTable('opinion_total', {
  noticeId: text('notice_id').primaryKey(),
  given: integer('given').notNull(),
  lastAt: integer('last_at').notNull(),
})
