import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How many events of each level there are, and how many of them are published: kept by triggers and by the closes. */
export const evaluationTally = sqliteTable('evaluation_tally', {
  period: text('period').notNull(),
  servicePointId: text('service_point_id').notNull(),
  indicator: text('indicator').notNull(),
  grp: text('grp').notNull(),
  level: integer('level').notNull(),
  n: integer('n').notNull().default(0),
  released: integer('released').notNull().default(0),
})

/** Everything but ratings that is judged. */
export const evaluationEvent = sqliteTable('evaluation_event', {
  indicator: text('indicator').notNull(),
  subject: text('subject').notNull(),
  servicePointId: text('service_point_id').notNull(),
  grp: text('grp').notNull(),
  level: integer('level').notNull(),
  day: text('day').notNull(),
  period: text('period').notNull(),
  correctedBy: text('corrected_by'),
})

export const evaluationPeriod = sqliteTable('evaluation_period', {
  period: text('period').primaryKey(),
  state: text('state', { enum: ['open', 'provisional', 'frozen'] }).notNull(),
  endsAt: integer('ends_at').notNull(),
  provisionalAt: integer('provisional_at'),
  objectionsUntil: integer('objections_until'),
  /** JSON: how the last day to object was counted. */
  counted: text('counted').notNull().default('[]'),
  frozenAt: integer('frozen_at'),
  formula: text('formula').notNull(),
  inputHash: text('input_hash'),
  resultHash: text('result_hash'),
  leaf: text('leaf'),
  closedOn: text('closed_on'),
  rev: integer('rev').notNull().default(0),
})

export const evaluationClose = sqliteTable('evaluation_close', {
  day: text('day').notNull(),
  period: text('period').notNull(),
  at: integer('at').notNull(),
  cells: integer('cells').notNull(),
  months: text('months').notNull().default(''),
  leaf: text('leaf').notNull(),
})

/** What is published, for good. */
export const evaluationCell = sqliteTable('evaluation_cell', {
  period: text('period').notNull(),
  closed: text('closed').notNull(),
  servicePointId: text('service_point_id').notNull(),
  indicator: text('indicator').notNull(),
  grp: text('grp').notNull(),
  fromLevel: integer('from_level').notNull(),
  toLevel: integer('to_level').notNull(),
  topped: integer('topped').notNull().default(-1),
  n: integer('n').notNull(),
  few: integer('few').notNull().default(0),
  objection: text('objection').notNull().default(''),
})

/** What comes of the cells; points in hundredths. */
export const evaluationResult = sqliteTable('evaluation_result', {
  period: text('period').notNull(),
  servicePointId: text('service_point_id').notNull(),
  indicator: text('indicator').notNull(),
  n: integer('n').notNull(),
  mean: integer('mean'),
  score: integer('score'),
  low: integer('low'),
  high: integer('high'),
  band: text('band', { enum: ['A', 'B', 'C', ''] }).notNull(),
})

/** The indicators as dated data. */
export const evaluationIndicator = sqliteTable('evaluation_indicator', {
  code: text('code').notNull(),
  version: integer('version').notNull(),
  fromPeriod: text('from_period').notNull(),
  weight: integer('weight').notNull(),
  sort: integer('sort').notNull(),
  /** JSON (api/evaluation/indicator.ts). */
  content: text('content').notNull(),
})

export const objectionWhys = ['noted', 'system', 'person', 'force', 'other'] as const
export type ObjectionWhy = (typeof objectionWhys)[number]

/** Objections of stations to a missed day. */
export const evaluationObjection = sqliteTable('evaluation_objection', {
  id: text('id').primaryKey(),
  indicator: text('indicator').notNull(),
  subject: text('subject').notNull(),
  period: text('period').notNull(),
  servicePointId: text('service_point_id').notNull(),
  grp: text('grp').notNull(),
  day: text('day').notNull(),
  why: text('why', { enum: objectionWhys }).notNull(),
  /** Sealed. */
  words: text('words'),
  answer: text('answer'),
  state: text('state', { enum: ['open', 'granted', 'refused'] })
    .notNull()
    .default('open'),
  filedAt: integer('filed_at').notNull(),
  filedBy: text('filed_by').notNull(),
  decidedAt: integer('decided_at'),
  decidedBy: text('decided_by'),
  publicZh: text('public_zh').notNull().default(''),
  publicEn: text('public_en').notNull().default(''),
  keepUntil: integer('keep_until'),
})

export const evaluationWordKinds = ['will', 'did'] as const
export type EvaluationWordKind = (typeof evaluationWordKinds)[number]

/** What a station says it will do after an evaluation, and what it did of that. */
export const evaluationWord = sqliteTable('evaluation_word', {
  servicePointId: text('service_point_id').notNull(),
  period: text('period').notNull(),
  kind: text('kind', { enum: evaluationWordKinds }).notNull(),
  version: integer('version').notNull(),
  zh: text('zh').notNull(),
  en: text('en').notNull().default(''),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
})
