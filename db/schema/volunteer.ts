import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const volunteerKinds = ['watch', 'helper', 'patrol', 'informant'] as const
export type VolunteerKind = (typeof volunteerKinds)[number]
export const volunteerStates = ['asked', 'active', 'left'] as const
export type VolunteerState = (typeof volunteerStates)[number]

export const volunteer = sqliteTable('volunteer', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  pointId: text('point_id').notNull(),
  kind: text('kind', { enum: volunteerKinds }).notNull(),
  state: text('state', { enum: volunteerStates }).notNull(),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  name: text('name'),
  phone: text('phone'),
  activeAt: integer('active_at'),
  leftAt: integer('left_at'),
  rev: integer('rev').notNull().default(0),
  createdAt: integer('created_at').notNull(),
})

/** Kept by triggers; informants are never counted. */
export const volunteerTotal = sqliteTable('volunteer_total', {
  pointId: text('point_id').notNull(),
  kind: text('kind').notNull(),
  active: integer('active').notNull(),
})

export const volunteerTraining = sqliteTable('volunteer_training', {
  id: text('id').primaryKey(),
  volunteerId: text('volunteer_id').notNull(),
  what: text('what').notNull(),
  day: text('day').notNull(),
  hours: real('hours').notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
})

export const volunteerTask = sqliteTable('volunteer_task', {
  id: text('id').primaryKey(),
  pointId: text('point_id').notNull(),
  kind: text('kind', { enum: volunteerKinds }).notNull(),
  words: text('words').notNull(),
  day: text('day').notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
  toldUntil: text('told_until').notNull().default(''),
  told: integer('told').notNull().default(0),
  doneAt: integer('done_at'),
})
