import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const meetingStates = ['planned', 'announced', 'held', 'minuted', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]
export const entryWhats = ['signup', 'question'] as const
export type EntryWhat = (typeof entryWhats)[number]
export const entryStates = ['coming', 'asked', 'answered', 'withdrawn', 'off'] as const
export type EntryState = (typeof entryStates)[number]
export const promiseStates = ['open', 'kept', 'broken', 'withdrawn'] as const
export type PromiseState = (typeof promiseStates)[number]
export type PromiseOutcome = Exclude<PromiseState, 'open'>
export const meetingEvents = ['plan', 'announce', 'cancel', 'held', 'minutes', 'publish'] as const
export type MeetingEvent = (typeof meetingEvents)[number]

/** The steps the database lets a meeting make. */
export const meetingStep = sqliteTable('meeting_step', {
  fromState: text('from_state').notNull(),
  toState: text('to_state').notNull(),
})

export const meeting = sqliteTable('meeting', {
  id: text('id').primaryKey(),
  pointId: text('point_id').notNull(),
  atId: text('at_id'),
  state: text('state', { enum: meetingStates }).notNull().default('planned'),
  titleZh: text('title_zh').notNull(),
  titleEn: text('title_en').notNull().default(''),
  agenda: text('agenda').notNull(),
  placeZh: text('place_zh').notNull(),
  placeEn: text('place_en').notNull().default(''),
  audienceZh: text('audience_zh').notNull(),
  audienceEn: text('audience_en').notNull().default(''),
  chairZh: text('chair_zh').notNull(),
  chairEn: text('chair_en').notNull().default(''),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  capacity: integer('capacity').notNull(),
  taken: integer('taken').notNull().default(0),
  cancelZh: text('cancel_zh').notNull().default(''),
  cancelEn: text('cancel_en').notNull().default(''),
  minutesZh: text('minutes_zh').notNull().default(''),
  minutesEn: text('minutes_en').notNull().default(''),
  attended: integer('attended'),
  movedBy: text('moved_by').notNull(),
  announcedAt: integer('announced_at'),
  heldAt: integer('held_at'),
  minutedAt: integer('minuted_at'),
  cancelledAt: integer('cancelled_at'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  rev: integer('rev').notNull().default(0),
})

export const meetingEvent = sqliteTable('meeting_event', {
  meetingId: text('meeting_id').notNull(),
  n: integer('n').notNull(),
  at: integer('at').notNull(),
  what: text('what', { enum: meetingEvents }).notNull(),
  byId: text('by_id').notNull(),
  role: text('role').notNull(),
  over: text('over').notNull().default('[]'),
  overWhy: text('over_why').notNull().default(''),
})

export const meetingEntry = sqliteTable('meeting_entry', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  meetingId: text('meeting_id').notNull(),
  what: text('what', { enum: entryWhats }).notNull(),
  state: text('state', { enum: entryStates }).notNull(),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  persons: integer('persons'),
  words: text('words'),
  name: text('name'),
  phone: text('phone'),
  answer: text('answer'),
  phoneKey: text('phone_key').notNull(),
  mayPublish: integer('may_publish', { mode: 'boolean' }).notNull().default(false),
  answeredAt: integer('answered_at'),
  answeredBy: text('answered_by'),
  publicQuestion: text('public_question'),
  publicAnswer: text('public_answer'),
  publishedAt: integer('published_at'),
  publishedBy: text('published_by'),
  came: integer('came', { mode: 'boolean' }),
  tell: integer('tell', { mode: 'boolean' }).notNull().default(false),
  keepUntil: integer('keep_until').notNull(),
  rev: integer('rev').notNull().default(0),
  createdAt: integer('created_at').notNull(),
})

export const meetingPromise = sqliteTable('meeting_promise', {
  id: text('id').primaryKey(),
  meetingId: text('meeting_id').notNull(),
  n: integer('n').notNull(),
  wordsZh: text('words_zh').notNull(),
  wordsEn: text('words_en').notNull().default(''),
  keeperZh: text('keeper_zh').notNull(),
  keeperEn: text('keeper_en').notNull().default(''),
  dueDay: text('due_day').notNull(),
  state: text('state', { enum: promiseStates }).notNull().default('open'),
  outcomeZh: text('outcome_zh').notNull().default(''),
  outcomeEn: text('outcome_en').notNull().default(''),
  settledAt: integer('settled_at'),
  settledBy: text('settled_by'),
  lateAt: integer('late_at'),
  itemReference: text('item_reference'),
  rev: integer('rev').notNull().default(0),
})
