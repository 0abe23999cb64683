import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The office's clocks: until it is taken up or declined, until it is answered, until an objection is answered. */
export const complaintClocks = ['accept', 'finish', 'review'] as const
export type ComplaintClock = (typeof complaintClocks)[number]
export const closedHows = ['accepted', 'silent', 'declined', 'withdrawn', 'merged', 'unanswered'] as const
export type ClosedHow = (typeof closedHows)[number]
export const complaintChannels = ['online', 'counter', 'open311', 'meeting'] as const
export type ComplaintChannel = (typeof complaintChannels)[number]
export const complaintWordKinds = [
  'message',
  'question',
  'answer',
  'decline',
  'objection',
  'outside',
  'extension',
  'note',
] as const
export type ComplaintWordKind = (typeof complaintWordKinds)[number]

/** The comments stand in the migration 0087. */
export const complaint = sqliteTable('complaint', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  kind: text('kind').notNull(),
  category: text('category'),
  anonymous: integer('anonymous').notNull(),
  away: integer('away').notNull(),
  aboutId: text('about_id'),
  desk: text('desk').notNull(),
  level: integer('level').notNull().default(0),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  channel: text('channel', { enum: complaintChannels }).notNull(),
  tray: integer('tray').notNull(),
  state: text('state').notNull(),
  rev: integer('rev').notNull().default(0),
  movedAt: integer('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
  townCode: text('town_code'),
  areaId: text('area_id'),
  lat: real('lat'),
  lon: real('lon'),
  words: text('words'),
  answers: text('answers'),
  place: text('place'),
  name: text('name'),
  phone: text('phone'),
  phoneKey: text('phone_key').notNull().default(''),
  wordsKey: text('words_key').notNull().default(''),
  openWish: integer('open_wish').notNull().default(0),
  firstHandlerId: text('first_handler_id'),
  handlerId: text('handler_id'),
  answeredBy: text('answered_by'),
  threadWaits: text('thread_waits', { enum: ['resident', 'office'] }),
  receivedAt: integer('received_at').notNull(),
  confirmedAt: integer('confirmed_at'),
  acceptedAt: integer('accepted_at'),
  answeredAt: integer('answered_at'),
  closedAt: integer('closed_at'),
  closedHow: text('closed_how', { enum: closedHows }),
  satisfied: integer('satisfied'),
  closeAs: text('close_as', { enum: ['accepted', 'silent'] }),
  reopened: integer('reopened').notNull().default(0),
  clock: text('clock', { enum: complaintClocks }),
  rule: text('rule'),
  clockStartedAt: integer('clock_started_at'),
  dueAt: integer('due_at'),
  counted: text('counted').notNull().default('[]'),
  pausedAt: integer('paused_at'),
  raised: integer('raised').notNull().default(0),
  raiseAt: integer('raise_at'),
  turn: text('turn', { enum: ['wait', 'reply'] }),
  turnDueAt: integer('turn_due_at'),
  turnCounted: text('turn_counted').notNull().default('[]'),
  remindedAt: integer('reminded_at'),
  turnBack: text('turn_back'),
  mergedInto: text('merged_into'),
  splitFrom: text('split_from'),
  updatedAt: integer('updated_at').notNull(),
  keepUntil: integer('keep_until'),
  legalHold: integer('legal_hold').notNull().default(0),
})
