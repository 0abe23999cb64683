import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const certainties = ['S', 'P', 'K1', 'K2'] as const
export type Certainty = (typeof certainties)[number]

export const calendarYear = sqliteTable('calendar_year', {
  year: integer('year').primaryKey(),
  status: text('status', { enum: ['official', 'provisional'] }).notNull(),
  sourceZh: text('source_zh').notNull(),
  sourceEn: text('source_en').notNull(),
  certainty: text('certainty', { enum: certainties }).notNull(),
})

export const calendarDay = sqliteTable('calendar_day', {
  day: text('day').primaryKey(),
  kind: text('kind', { enum: ['holiday', 'workday'] }).notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
})

/** servicePointId '*' closes the whole bureau. */
export const closure = sqliteTable('closure', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  fromDay: text('from_day').notNull(),
  toDay: text('to_day').notNull(),
  /** '' for every counter. */
  counterGroup: text('counter_group').notNull().default(''),
  reasonZh: text('reason_zh').notNull(),
  reasonEn: text('reason_en').notNull(),
})

/** Who has been told of a closure. */
export const closureNotice = sqliteTable(
  'closure_notice',
  {
    closureId: text('closure_id').notNull(),
    bookingId: text('booking_id').notNull(),
    toldAt: integer('told_at').notNull(),
    /** Which visit they were told of; 0 in notices from before this was kept. */
    startsAt: integer('starts_at').notNull().default(0),
    /** 0: no text could be sent, so somebody telephones. */
    texted: integer('texted').notNull().default(1),
    reachedAt: integer('reached_at'),
    /** When they were told that the visit holds after all. */
    reopenedAt: integer('reopened_at'),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.closureId] })],
)

const specialHoursColumns = {
  servicePointId: text('service_point_id').notNull(),
  day: text('day').notNull(),
  opens: text('opens').notNull(),
  closes: text('closes').notNull(),
  /** '' for every counter of the point. */
  counterGroup: text('counter_group').notNull().default(''),
  reasonZh: text('reason_zh').notNull(),
  reasonEn: text('reason_en').notNull(),
}

export const specialHours = sqliteTable('special_hours', specialHoursColumns)
/** As it was before its key knew the counters; nobody reads it. */
export const formerSpecialHours = sqliteTable('former_special_hours', specialHoursColumns)

export const changeKinds = ['closure', 'lift', 'hours', 'schedule'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** A change of the plan that the slots of some days follow. servicePointId '*' is every service point. */
export const planChange = sqliteTable('plan_change', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  /** '' for every counter. */
  counterGroup: text('counter_group').notNull().default(''),
  kind: text('kind', { enum: changeKinds }).notNull(),
  fromDay: text('from_day').notNull(),
  toDay: text('to_day').notNull(),
  reasonZh: text('reason_zh').notNull().default(''),
  reasonEn: text('reason_en').notNull().default(''),
  madeAt: integer('made_at').notNull(),
  doneAt: integer('done_at'),
  liftedAt: integer('lifted_at'),
  /** When carrying it out failed last. */
  triedAt: integer('tried_at'),
})

export const deadlineUnits = ['hour', 'calendar_day', 'working_day'] as const

export const deadlineRule = sqliteTable('deadline_rule', {
  id: text('id').primaryKey(),
  ruleKey: text('rule_key').notNull(),
  version: integer('version').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  value: integer('value').notNull(),
  unit: text('unit', { enum: deadlineUnits }).notNull(),
  startEventZh: text('start_event_zh').notNull(),
  startEventEn: text('start_event_en').notNull(),
  rolls: integer('rolls', { mode: 'boolean' }).notNull(),
  extension: text('extension'),
  basisZh: text('basis_zh').notNull(),
  basisEn: text('basis_en').notNull(),
  certainty: text('certainty', { enum: certainties }).notNull(),
  scope: text('scope', { enum: ['national', 'province', 'city', 'product'] }).notNull(),
  effectiveFrom: text('effective_from').notNull(),
  effectiveTo: text('effective_to'),
})
