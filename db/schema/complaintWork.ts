import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { complaintWordKinds } from './complaint.ts'

export const mediationStates = ['set', 'over', 'off'] as const
export type MediationState = (typeof mediationStates)[number]
export const mediationInvites = ['office', 'author'] as const
export type MediationInvites = (typeof mediationInvites)[number]
export const mediationOutcomes = ['agreed', 'partly', 'none', 'absent'] as const
export type MediationOutcome = (typeof mediationOutcomes)[number]

/** The dates of disputes; the comments stand in the migration 0102. */
export const mediation = sqliteTable('mediation', {
  id: text('id').primaryKey(),
  complaintId: text('complaint_id').notNull(),
  n: integer('n').notNull(),
  roomId: text('room_id').notNull(),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  invites: text('invites', { enum: mediationInvites }).notNull(),
  state: text('state', { enum: mediationStates }).notNull().default('set'),
  outcome: text('outcome', { enum: mediationOutcomes }),
  words: text('words'),
  setBy: text('set_by').notNull(),
  setAt: integer('set_at').notNull(),
  endedBy: text('ended_by'),
  endedAt: integer('ended_at'),
})

/** The tables beside a complaint; the comments stand in the migrations 0087 and 0100. */
export const complaintStep = sqliteTable('complaint_step', {
  fromState: text('from_state').notNull(),
  toState: text('to_state').notNull(),
})

export const complaintCategory = sqliteTable('complaint_category', {
  code: text('code').primaryKey(),
  kind: text('kind').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  hintZh: text('hint_zh').notNull().default(''),
  hintEn: text('hint_en').notNull().default(''),
  position: integer('position').notNull(),
  offAt: integer('off_at'),
})

export const officerAccount = sqliteTable('officer_account', {
  officerId: text('officer_id').primaryKey(),
  staffId: text('staff_id').notNull(),
})

export const complaintBarred = sqliteTable('complaint_barred', {
  complaintId: text('complaint_id').notNull(),
  who: text('who', { enum: ['point', 'officer', 'staff'] }).notNull(),
  barredId: text('barred_id').notNull(),
})

export const complaintEvent = sqliteTable('complaint_event', {
  complaintId: text('complaint_id').notNull(),
  n: integer('n').notNull(),
  fromState: text('from_state'),
  toState: text('to_state').notNull(),
  desk: text('desk').notNull(),
  at: integer('at').notNull(),
  by: text('by').notNull(),
})

export const complaintMonth = sqliteTable('complaint_month', {
  month: text('month').notNull(),
  desk: text('desk').notNull(),
  received: integer('received').notNull(),
  inTime: integer('in_time').notNull(),
  late: integer('late').notNull(),
  reopened: integer('reopened').notNull(),
  unanswered: integer('unanswered').notNull(),
})

export const complaintMonthDone = sqliteTable('complaint_month_done', {
  month: text('month').primaryKey(),
  leaf: text('leaf').notNull(),
  at: integer('at').notNull(),
})

export const complaintWord = sqliteTable('complaint_word', {
  complaintId: text('complaint_id').notNull(),
  n: integer('n').notNull(),
  id: text('id').notNull(),
  kind: text('kind', { enum: complaintWordKinds }).notNull(),
  side: text('side', { enum: ['resident', 'office', 'outside'] }).notNull(),
  staffId: text('staff_id'),
  words: text('words'),
  at: integer('at').notNull(),
  readsOn: integer('reads_on').notNull().default(0),
})

export const complaintPause = sqliteTable('complaint_pause', {
  complaintId: text('complaint_id').notNull(),
  n: integer('n').notNull(),
  reason: text('reason', { enum: ['you', 'third-party'] }).notNull(),
  fromAt: integer('from_at').notNull(),
  toAt: integer('to_at'),
})

export const complaintExtension = sqliteTable('complaint_extension', {
  complaintId: text('complaint_id').notNull(),
  clock: text('clock').notNull(),
  value: integer('value').notNull(),
  unit: text('unit', { enum: ['hour', 'calendar_day', 'working_day'] }).notNull(),
  askedBy: text('asked_by').notNull(),
  approverId: text('approver_id').notNull(),
  at: integer('at').notNull(),
})

export const complaintOutside = sqliteTable('complaint_outside', {
  id: text('id').primaryKey(),
  complaintId: text('complaint_id').notNull(),
  office: text('office').notNull(),
  words: text('words'),
  tokenHash: text('token_hash').notNull(),
  askedAt: integer('asked_at').notNull(),
  dueAt: integer('due_at').notNull(),
  answeredAt: integer('answered_at'),
})

export const complaintFile = sqliteTable('complaint_file', {
  id: text('id').primaryKey(),
  complaintId: text('complaint_id').notNull(),
  side: text('side', { enum: ['resident', 'office'] }).notNull(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  objectKey: text('object_key'),
  dataKey: text('data_key'),
  addedAt: integer('added_at').notNull(),
  droppedAt: integer('dropped_at'),
  readsOn: integer('reads_on').notNull().default(0),
})

export const complaintFilePart = sqliteTable('complaint_file_part', {
  fileId: text('file_id').notNull(),
  n: integer('n').notNull(),
  bytes: blob('bytes').notNull(),
})

export const complaintLapse = sqliteTable('complaint_lapse', {
  complaintId: text('complaint_id').notNull(),
  clock: text('clock').notNull(),
  dueAt: integer('due_at').notNull(),
  desk: text('desk').notNull(),
  kind: text('kind').notNull(),
  notedAt: integer('noted_at').notNull(),
})

export const complaintView = sqliteTable('complaint_view', {
  complaintId: text('complaint_id').notNull(),
  day: text('day').notNull(),
  staffId: text('staff_id').notNull(),
  role: text('role').notNull(),
  unmasked: integer('unmasked').notNull().default(0),
})

/** What everybody may read of it; the comments stand in the migrations 0098 and 0104. */
export const complaintPublic = sqliteTable('complaint_public', {
  complaintId: text('complaint_id').primaryKey(),
  id: text('id').notNull(),
  state: text('state', { enum: ['kept', 'out', 'down'] })
    .notNull()
    .default('kept'),
  kind: text('kind').notNull(),
  pointId: text('point_id'),
  townCode: text('town_code'),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  said: text('said'),
  did: text('did'),
  cameDay: text('came_day'),
  doneDay: text('done_day'),
  publishedAt: integer('published_at'),
  publishedBy: text('published_by'),
  downWhy: text('down_why').notNull().default(''),
  category: text('category'),
  roomId: text('room_id'),
  over: text('over').notNull().default('[]'),
  overWhy: text('over_why').notNull().default(''),
  downAt: integer('down_at'),
  rev: integer('rev').notNull().default(0),
  followers: integer('followers').notNull().default(0),
  numbersDay: text('numbers_day').notNull().default(''),
  numbersGiven: integer('numbers_given').notNull().default(0),
})

export const complaintPublicPhoto = sqliteTable('complaint_public_photo', {
  complaintId: text('complaint_id').notNull(),
  fileId: text('file_id').notNull(),
  shows: text('shows', { enum: ['before', 'after'] }).notNull(),
})

/** How often a number was given in a day to wait for something, and whom to tell from when on: migration 0105. */
export const complaintFollowDay = sqliteTable('complaint_follow_day', {
  phoneKey: text('phone_key').notNull(),
  day: text('day').notNull(),
  begun: integer('begun').notNull(),
})

export const complaintFollowDue = sqliteTable('complaint_follow_due', {
  complaintId: text('complaint_id').primaryKey(),
  toldFrom: integer('told_from').notNull(),
})

export const complaintFollower = sqliteTable('complaint_follower', {
  id: text('id').primaryKey(),
  complaintId: text('complaint_id').notNull(),
  phone: text('phone'),
  phoneKey: text('phone_key').notNull().default(''),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  codeHash: text('code_hash').notNull(),
  followedAt: integer('followed_at').notNull(),
  toldAt: integer('told_at'),
  leftAt: integer('left_at'),
})
