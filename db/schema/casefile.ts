import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const caseKinds = ['report', 'security', 'criminal'] as const
export type CaseKind = (typeof caseKinds)[number]
export const caseStates = ['received', 'accepted', 'filed', 'not-filed', 'transferred', 'concluded'] as const
export type CaseState = (typeof caseStates)[number]
export const partyRoles = ['reporter', 'victim', 'other'] as const
export type PartyRole = (typeof partyRoles)[number]
/** How somebody wants to be told: by text and look-up, by look-up alone, or not at all. */
export const partyWishes = ['told', 'look', 'none'] as const
export type PartyWish = (typeof partyWishes)[number]
/** Why the law keeps a case out of look-up: a closed list. */
export const exclusionGrounds = [
  'state-secret',
  'trade-secret',
  'privacy',
  'minor',
  'sexual',
  'foreign',
  'asked',
] as const
export type ExclusionGround = (typeof exclusionGrounds)[number]

/** The steps a case can take; seeded by the migration, fixed. */
export const casefileStep = sqliteTable('casefile_step', {
  kind: text('kind').notNull(),
  fromState: text('from_state').notNull(),
  toState: text('to_state').notNull(),
})

/** What a stage is called, by the day. */
export const casefileWording = sqliteTable('casefile_wording', {
  kind: text('kind').notNull(),
  state: text('state').notNull(),
  effectiveFrom: text('effective_from').notNull(),
  zh: text('zh').notNull(),
  en: text('en').notNull(),
  certainty: text('certainty').notNull(),
})

export const casefile = sqliteTable('casefile', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: caseKinds }).notNull(),
  servicePointId: text('service_point_id').notNull(),
  state: text('state', { enum: caseStates }).notNull(),
  rev: integer('rev').notNull().default(0),
  unitZh: text('unit_zh'),
  unitEn: text('unit_en'),
  officerName: text('officer_name').notNull(),
  officerBadge: text('officer_badge').notNull(),
  dutyPhone: text('duty_phone').notNull(),
  receivedAt: integer('received_at').notNull(),
  stageAt: integer('stage_at').notNull(),
  movedAt: integer('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
  noticeLate: integer('notice_late', { mode: 'boolean' }).notNull().default(false),
  whereZh: text('where_zh'),
  whereEn: text('where_en'),
  note: text('note'),
  rule: text('rule'),
  clockStartedAt: integer('clock_started_at'),
  dueAt: integer('due_at'),
  counted: text('counted').notNull().default('[]'),
  extended: integer('extended').notNull().default(0),
  lateAt: integer('late_at'),
  openedBy: text('opened_by').notNull(),
  createdAt: integer('created_at').notNull(),
  closedAt: integer('closed_at'),
  keepUntil: integer('keep_until'),
  emptiedAt: integer('emptied_at'),
})

/** Each notice of a stage; written by triggers. */
export const casefileEvent = sqliteTable('casefile_event', {
  id: integer('id').primaryKey(),
  casefileId: text('casefile_id').notNull(),
  kind: text('kind').notNull(),
  fromState: text('from_state'),
  toState: text('to_state').notNull(),
  happenedAt: integer('happened_at').notNull(),
  enteredAt: integer('entered_at').notNull(),
  by: text('by').notNull(),
  late: integer('late', { mode: 'boolean' }).notNull(),
  whereZh: text('where_zh'),
  whereEn: text('where_en'),
})

export const casefileParty = sqliteTable('casefile_party', {
  id: text('id').primaryKey(),
  casefileId: text('casefile_id').notNull(),
  place: integer('place').notNull(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  role: text('role', { enum: partyRoles }).notNull(),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  wish: text('wish', { enum: partyWishes }).notNull(),
  hidden: integer('hidden', { mode: 'boolean' }).notNull().default(false),
  idType: text('id_type').notNull().default('none'),
  name: text('name'),
  phone: text('phone'),
  idNumber: text('id_number'),
})

export const casefileExclusion = sqliteTable('casefile_exclusion', {
  id: text('id').primaryKey(),
  casefileId: text('casefile_id').notNull(),
  ground: text('ground', { enum: exclusionGrounds }).notNull(),
  setBy: text('set_by').notNull(),
  setAt: integer('set_at').notNull(),
  liftedBy: text('lifted_by'),
  liftedAt: integer('lifted_at'),
})
