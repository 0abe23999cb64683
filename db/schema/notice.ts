import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const noticeTakes = ['nothing', 'score', 'opinion', 'meeting'] as const
export type NoticeTakes = (typeof noticeTakes)[number]
export const noticeStates = ['draft', 'review', 'scheduled', 'published', 'withdrawn'] as const
export type NoticeState = (typeof noticeStates)[number]
export const noticeSteps = ['draft', 'review', 'scheduled'] as const
export type NoticeStep = (typeof noticeSteps)[number]
export const noticeEvents = [
  'begun',
  'sent',
  'recalled',
  'returned',
  'scheduled',
  'stopped',
  'published',
  'corrected',
  'discarded',
  'withdrawn',
] as const
export type NoticeEventKind = (typeof noticeEvents)[number]

export const noticeCategory = sqliteTable('notice_category', {
  code: text('code').primaryKey(),
  sort: integer('sort').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  aboutZh: text('about_zh').notNull(),
  aboutEn: text('about_en').notNull(),
  takes: text('takes', { enum: noticeTakes }).notNull(),
  /** Days. */
  staleAfter: integer('stale_after').notNull(),
  basisZh: text('basis_zh').notNull(),
  basisEn: text('basis_en').notNull(),
  certainty: text('certainty', { enum: ['S', 'P', 'K1', 'K2'] }).notNull(),
})

export const notice = sqliteTable('notice', {
  id: text('id').primaryKey(),
  categoryCode: text('category_code').notNull(),
  /** A service point, or '*'. */
  publisherId: text('publisher_id').notNull(),
  state: text('state', { enum: noticeStates }).notNull(),
  number: text('number'),
  seq: integer('seq'),
  version: integer('version').notNull().default(0),
  aroseOn: text('arose_on').notNull(),
  dueOn: text('due_on').notNull(),
  publishAt: integer('publish_at'),
  publishedAt: integer('published_at'),
  changedAt: integer('changed_at'),
  withdrawnAt: integer('withdrawn_at'),
  withdrawnZh: text('withdrawn_zh'),
  withdrawnEn: text('withdrawn_en'),
  withdrawnPersonal: integer('withdrawn_personal', { mode: 'boolean' }).notNull().default(false),
  rev: integer('rev').notNull().default(0),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  /** When publishing it at its time failed last. */
  triedAt: integer('tried_at'),
})

export const noticeDraft = sqliteTable('notice_draft', {
  noticeId: text('notice_id').primaryKey(),
  title: text('title').notNull().default(''),
  summary: text('summary').notNull().default(''),
  body: text('body').notNull().default(''),
  titleEn: text('title_en').notNull().default(''),
  bodyEn: text('body_en').notNull().default(''),
  matters: text('matters').notNull().default('[]'),
  details: text('details').notNull().default('null'),
  note: text('note').notNull().default(''),
  hides: integer('hides').notNull().default(0),
  rev: integer('rev').notNull().default(0),
  step: text('step', { enum: noticeSteps }).notNull().default('draft'),
  authorId: text('author_id').notNull().default(''),
  savers: text('savers').notNull().default('[]'),
  readerId: text('reader_id'),
  over: text('over').notNull().default('[]'),
  overWhy: text('over_why').notNull().default(''),
  savedBy: text('saved_by').notNull(),
  savedAt: integer('saved_at').notNull(),
})

export const noticeVersion = sqliteTable('notice_version', {
  noticeId: text('notice_id').notNull(),
  version: integer('version').notNull(),
  title: text('title').notNull(),
  summary: text('summary').notNull(),
  body: text('body').notNull(),
  titleEn: text('title_en').notNull().default(''),
  bodyEn: text('body_en').notNull().default(''),
  matters: text('matters').notNull(),
  details: text('details').notNull(),
  note: text('note').notNull().default(''),
  hides: integer('hides').notNull().default(0),
  authorId: text('author_id').notNull(),
  readerId: text('reader_id').notNull(),
  over: text('over').notNull().default('[]'),
  overWhy: text('over_why').notNull().default(''),
  at: integer('at').notNull(),
})

/** Orders to empty a version that held personal data. */
export const noticeErasure = sqliteTable('notice_erasure', {
  noticeId: text('notice_id').notNull(),
  version: integer('version').notNull(),
  at: integer('at').notNull(),
  byId: text('by_id').notNull(),
  role: text('role'),
  why: text('why').notNull(),
})

export const noticeFile = sqliteTable('notice_file', {
  id: text('id').primaryKey(),
  noticeId: text('notice_id').notNull(),
  name: text('name').notNull(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  objectKey: text('object_key').notNull(),
  fromVersion: integer('from_version'),
  toVersion: integer('to_version'),
  addedBy: text('added_by').notNull(),
  addedAt: integer('added_at').notNull(),
  droppedAt: integer('dropped_at'),
  reading: text('reading'),
})

export const noticeEvent = sqliteTable('notice_event', {
  noticeId: text('notice_id').notNull(),
  n: integer('n').notNull(),
  at: integer('at').notNull(),
  what: text('what', { enum: noticeEvents }).notNull(),
  version: integer('version').notNull().default(0),
  byId: text('by_id'),
  role: text('role'),
  remark: text('remark').notNull().default(''),
})

/** Counted by triggers. */
export const noticeColumn = sqliteTable('notice_column', {
  publisherId: text('publisher_id').notNull(),
  categoryCode: text('category_code').notNull(),
  published: integer('published').notNull().default(0),
  lastAt: integer('last_at').notNull().default(0),
})

export const noticeAnswer = sqliteTable('notice_answer', {
  noticeId: text('notice_id').notNull(),
  question: text('question', { enum: ['clear', 'score'] }).notNull(),
  answer: integer('answer').notNull(),
  day: text('day').notNull(),
  given: integer('given').notNull().default(0),
})

/** Meetings and last days of consultations, kept by triggers. */
export const noticeDate = sqliteTable('notice_date', {
  noticeId: text('notice_id').primaryKey(),
  kind: text('kind', { enum: ['meeting', 'consultation'] }).notNull(),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
})

/** Of each column, whoever publishes in it; counted by triggers. */
export const noticeTotal = sqliteTable('notice_total', {
  categoryCode: text('category_code').primaryKey(),
  published: integer('published').notNull().default(0),
  lastAt: integer('last_at').notNull().default(0),
})

/** All days of noticeAnswer together; counted by triggers. */
export const noticeAnswerTotal = sqliteTable('notice_answer_total', {
  noticeId: text('notice_id').notNull(),
  question: text('question').notNull(),
  answer: integer('answer').notNull(),
  given: integer('given').notNull(),
})
