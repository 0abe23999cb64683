import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const channels = ['public', 'phone', 'counter'] as const
export type Channel = (typeof channels)[number]
export const bookingStates = ['booked', 'cancelled', 'ended'] as const
/** How a visit went: said at the counter, or `late` for a cancellation shortly before it. */
export const outcomes = ['served', 'missed', 'late'] as const
export const idTypes = [
  'resident-id',
  'hk-macau-permit',
  'taiwan-permit',
  'foreigner-permanent-residence',
  'passport',
  'none',
] as const

export const schedule = sqliteTable('schedule', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  counterGroup: text('counter_group').notNull(),
  weekday: integer('weekday').notNull(),
  fromTime: text('from_time').notNull(),
  toTime: text('to_time').notNull(),
  slotMinutes: integer('slot_minutes').notNull(),
  capPublic: integer('cap_public').notNull(),
  capPhone: integer('cap_phone').notNull(),
  capCounter: integer('cap_counter').notNull(),
  leadMinutes: integer('lead_minutes').notNull(),
  horizonDays: integer('horizon_days').notNull(),
  releaseTime: text('release_time').notNull(),
  validFrom: text('valid_from').notNull(),
  validTo: text('valid_to'),
})

export const slotDay = sqliteTable('slot_day', {
  servicePointId: text('service_point_id').notNull(),
  counterGroup: text('counter_group').notNull(),
  day: text('day').notNull(),
  slots: integer('slots').notNull(),
  capPublic: integer('cap_public').notNull(),
  usedPublic: integer('used_public').notNull(),
  lastPublicAt: integer('last_public_at').notNull(),
  /** Live holds that begin on this day; counted by triggers. */
  held: integer('held').notNull().default(0),
})

export const slot = sqliteTable('slot', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  counterGroup: text('counter_group').notNull(),
  day: text('day').notNull(),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  closesAt: integer('closes_at').notNull(),
  state: text('state', { enum: ['open', 'closed'] })
    .notNull()
    .default('open'),
  capPublic: integer('cap_public').notNull(),
  capPhone: integer('cap_phone').notNull(),
  capCounter: integer('cap_counter').notNull(),
  usedPublic: integer('used_public').notNull().default(0),
  usedPhone: integer('used_phone').notNull().default(0),
  usedCounter: integer('used_counter').notNull().default(0),
  releasedAt: integer('released_at').notNull(),
})

export const booking = sqliteTable('booking', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  slotId: text('slot_id').notNull(),
  matterCode: text('matter_code').notNull(),
  channel: text('channel', { enum: channels }).notNull(),
  state: text('state', { enum: bookingStates }).notNull(),
  version: integer('version').notNull().default(0),
  personKey: text('person_key').notNull(),
  phoneKey: text('phone_key').notNull(),
  /** Blind index of name and phone; '' once the person is forgotten. */
  contactKey: text('contact_key').notNull().default(''),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  idType: text('id_type', { enum: idTypes }).notNull(),
  name: text('name'),
  phone: text('phone'),
  idNumber: text('id_number'),
  helperName: text('helper_name'),
  helperPhone: text('helper_phone'),
  note: text('note'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  /** JSON array of matter codes, the first of them matterCode. */
  matters: text('matters').notNull().default('[]'),
  people: integer('people').notNull().default(1),
  moves: integer('moves').notNull().default(0),
  phoneConfirmedAt: integer('phone_confirmed_at'),
  outcome: text('outcome', { enum: outcomes }),
  exempt: integer('exempt').notNull().default(0),
  /** Of a visit that takes another time than its matter; null: the matters' own. */
  minutes: integer('minutes'),
})
