import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const identityReached = ['typed', 'phone', 'verified', 'counter'] as const
export const clockNames = [
  'draft',
  'identity',
  'ask',
  'answer',
  'decide',
  'deliver',
  'collect',
  'posted',
] as const
/** The clocks of an application; one runs at a time. */
export type ClockName = (typeof clockNames)[number]
export const correctionKinds = ['missing', 'unreadable', 'wrong', 'expired'] as const
/** What is wrong with an answer or a paper. */
export type CorrectionKind = (typeof correctionKinds)[number]
/** The halves of a day in which a home visit is made. */
export const visitParts = ['morning', 'afternoon'] as const
export const holdReasons = ['review', 'investigation', 'complaint', 'other'] as const
/** For what kind of proceedings an application is held back from being emptied. */
export type HoldReason = (typeof holdReasons)[number]
export const wordKinds = ['message', 'reason', 'note', 'asked', 'opinion'] as const
export type WordKind = (typeof wordKinds)[number]

export const application = sqliteTable('application', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  personCodeHash: text('person_code_hash'),
  /** Of the code that reads the result: a login was made with it, or it was handed out at a counter on a document. */
  ownCodeHash: text('own_code_hash'),
  matterCode: text('matter_code').notNull(),
  formVersion: integer('form_version').notNull(),
  servicePointId: text('service_point_id').notNull(),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  channel: text('channel', { enum: ['online', 'counter'] }).notNull(),
  state: text('state').notNull(),
  rev: integer('rev').notNull().default(0),
  movedAt: integer('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
  personKey: text('person_key').notNull().default(''),
  phoneKey: text('phone_key').notNull().default(''),
  idType: text('id_type').notNull().default('none'),
  name: text('name'),
  phone: text('phone'),
  idNumber: text('id_number'),
  helperName: text('helper_name'),
  helperPhone: text('helper_phone'),
  answers: text('answers'),
  address: text('address'),
  helperRelation: text('helper_relation'),
  helperAuthority: text('helper_authority'),
  /** The kind of document shown by whoever collected it with an authorisation. */
  agentSeen: text('agent_seen'),
  eligibility: text('eligibility').notNull().default('{}'),
  identity: text('identity', { enum: identityReached }).notNull().default('typed'),
  phoneConfirmedAt: integer('phone_confirmed_at'),
  delivery: text('delivery', { enum: ['counter', 'post', 'home', 'electronic'] }),
  tracking: text('tracking'),
  /** Of a home visit: its day and half, and the day by which it was promised to be decided. */
  visitDay: text('visit_day'),
  visitPart: text('visit_part', { enum: visitParts }),
  visitBy: text('visit_by'),
  firstHandlerId: text('first_handler_id'),
  handlerId: text('handler_id'),
  threadWaits: text('thread_waits', { enum: ['resident', 'office'] }),
  receivedAt: integer('received_at'),
  acceptedAt: integer('accepted_at'),
  acceptedHow: text('accepted_how', { enum: ['staff', 'silence'] }),
  decidedAt: integer('decided_at'),
  closedAt: integer('closed_at'),
  tookDays: integer('took_days'),
  pausedDays: integer('paused_days'),
  clock: text('clock', { enum: clockNames }),
  rule: text('rule'),
  clockStartedAt: integer('clock_started_at'),
  dueAt: integer('due_at'),
  counted: text('counted').notNull().default('[]'),
  pausedAt: integer('paused_at'),
  lateAt: integer('late_at'),
  asked: integer('asked').notNull().default(0),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  remindedAt: integer('reminded_at'),
  keepUntil: integer('keep_until'),
  legalHold: integer('legal_hold', { mode: 'boolean' }).notNull().default(false),
  holdReason: text('hold_reason', { enum: holdReasons }),
  holdWordId: text('hold_word_id'),
  /** Written by triggers: when it was first received, what was promised when the clock to decide began, and whether it was decided behind its day. */
  firstReceivedAt: integer('first_received_at'),
  promisedValue: integer('promised_value'),
  promisedUnit: text('promised_unit'),
  decidedLate: integer('decided_late'),
})

/** Written by triggers alone. */
export const applicationEvent = sqliteTable('application_event', {
  id: integer('id').primaryKey(),
  applicationId: text('application_id').notNull(),
  fromState: text('from_state'),
  toState: text('to_state').notNull(),
  at: integer('at').notNull(),
  by: text('by').notNull(),
})

export const applicationCorrection = sqliteTable('application_correction', {
  id: text('id').primaryKey(),
  applicationId: text('application_id').notNull(),
  round: integer('round').notNull(),
  target: text('target').notNull(),
  kind: text('kind', { enum: correctionKinds }).notNull(),
  words: text('words'),
  askedAt: integer('asked_at').notNull(),
  answeredAt: integer('answered_at'),
})

export const applicationPause = sqliteTable('application_pause', {
  id: text('id').primaryKey(),
  applicationId: text('application_id').notNull(),
  reason: text('reason'),
  officeZh: text('office_zh').notNull(),
  officeEn: text('office_en').notNull(),
  fromAt: integer('from_at').notNull(),
  toAt: integer('to_at'),
})

export const applicationExtension = sqliteTable('application_extension', {
  id: text('id').primaryKey(),
  applicationId: text('application_id').notNull(),
  value: integer('value').notNull(),
  unit: text('unit', { enum: ['hour', 'calendar_day', 'working_day'] }).notNull(),
  approverId: text('approver_id').notNull(),
  words: text('words'),
  at: integer('at').notNull(),
})

export const applicationWord = sqliteTable('application_word', {
  id: text('id').primaryKey(),
  applicationId: text('application_id').notNull(),
  kind: text('kind', { enum: wordKinds }).notNull(),
  side: text('side', { enum: ['resident', 'office'] }).notNull(),
  staffId: text('staff_id'),
  toStaffId: text('to_staff_id'),
  answersId: text('answers_id'),
  /** Of `asked`: when it was answered; written by a trigger. */
  opinionAt: integer('opinion_at'),
  words: text('words'),
  at: integer('at').notNull(),
})

export const applicationFile = sqliteTable('application_file', {
  id: text('id').primaryKey(),
  applicationId: text('application_id').notNull(),
  material: text('material').notNull(),
  round: integer('round').notNull().default(0),
  name: text('name'),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  objectKey: text('object_key').notNull(),
  addedBy: text('added_by', { enum: ['resident', 'staff'] }).notNull(),
  addedAt: integer('added_at').notNull(),
  droppedAt: integer('dropped_at'),
})
