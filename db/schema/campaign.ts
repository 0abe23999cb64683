import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const campaignKinds = ['open-door', 'report'] as const
export type CampaignKind = (typeof campaignKinds)[number]
export const campaignStates = ['draft', 'review', 'out', 'over', 'withdrawn'] as const
export type CampaignState = (typeof campaignStates)[number]
export const campaignEvents = ['plan', 'report', 'send', 'return', 'publish', 'withdraw', 'codes'] as const
export type CampaignEvent = (typeof campaignEvents)[number]

/** Surveys: open-door appraisals and work reports. */
export const campaign = sqliteTable('campaign', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: campaignKinds }).notNull(),
  state: text('state', { enum: campaignStates }).notNull().default('draft'),
  titleZh: text('title_zh').notNull(),
  titleEn: text('title_en').notNull().default(''),
  aboutZh: text('about_zh').notNull(),
  aboutEn: text('about_en').notNull().default(''),
  opensOn: text('opens_on').notNull(),
  closesOn: text('closes_on').notNull(),
  /** JSON (api/survey/campaign/questions.ts). */
  questions: text('questions').notNull(),
  seenQuestion: integer('seen_question').notNull().default(0),
  takesOpen: integer('takes_open').notNull().default(0),
  withdrawnZh: text('withdrawn_zh').notNull().default(''),
  withdrawnEn: text('withdrawn_en').notNull().default(''),
  movedBy: text('moved_by').notNull(),
  publishedAt: integer('published_at'),
  endedAt: integer('ended_at'),
  endedIn: text('ended_in'),
  leaf: text('leaf'),
  sha256: text('sha256'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  rev: integer('rev').notNull().default(0),
})

export const campaignStep = sqliteTable('campaign_step', {
  fromState: text('from_state', { enum: campaignStates }).notNull(),
  toState: text('to_state', { enum: campaignStates }).notNull(),
})

export const campaignEvent = sqliteTable('campaign_event', {
  campaignId: text('campaign_id').notNull(),
  n: integer('n').notNull(),
  at: integer('at').notNull(),
  what: text('what', { enum: campaignEvents }).notNull(),
  byId: text('by_id').notNull(),
  role: text('role').notNull(),
  remark: text('remark').notNull().default(''),
  over: text('over').notNull().default('[]'),
})

export const campaignPoint = sqliteTable('campaign_point', {
  campaignId: text('campaign_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  quota: integer('quota').notNull(),
  codes: integer('codes').notNull().default(0),
  used: integer('used').notNull().default(0),
  sheet: integer('sheet').notNull().default(0),
  reportZh: text('report_zh').notNull().default(''),
  reportEn: text('report_en').notNull().default(''),
})

/** Paper codes, by their hashes. */
export const campaignCode = sqliteTable('campaign_code', {
  hash: text('hash').primaryKey(),
  campaignId: text('campaign_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  used: integer('used').notNull().default(0),
})

/** What somebody answered; nothing of who it was. */
export const campaignAnswer = sqliteTable('campaign_answer', {
  id: text('id').primaryKey(),
  campaignId: text('campaign_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  day: text('day').notNull(),
  verified: integer('verified').notNull(),
  /** JSON: levels by the number of the question. */
  answers: text('answers').notNull(),
})

/** Free words, apart from the answers. */
export const campaignWord = sqliteTable('campaign_word', {
  id: text('id').primaryKey(),
  campaignId: text('campaign_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  words: text('words'),
  keepUntil: integer('keep_until'),
})

export const campaignTally = sqliteTable('campaign_tally', {
  campaignId: text('campaign_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  question: integer('question').notNull(),
  verified: integer('verified').notNull(),
  level: integer('level').notNull(),
  n: integer('n').notNull().default(0),
})

/** What is published, for good. */
export const campaignCell = sqliteTable('campaign_cell', {
  campaignId: text('campaign_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  question: integer('question').notNull(),
  verified: integer('verified').notNull(),
  fromLevel: integer('from_level').notNull(),
  toLevel: integer('to_level').notNull(),
  topped: integer('topped').notNull().default(-1),
  n: integer('n').notNull(),
})
