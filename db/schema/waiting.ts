import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { idTypes } from './appointment.ts'

export const bookingRule = sqliteTable('booking_rule', {
  fromDay: text('from_day').primaryKey(),
  rules: text('rules').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** A live place on the waiting list is `waiting` or `offered`; the others say how it ended. */
export const waitingStates = ['waiting', 'offered', 'taken', 'left', 'lapsed', 'over'] as const
export const dayParts = ['any', 'morning', 'afternoon'] as const

export const waiting = sqliteTable('waiting', {
  id: text('id').primaryKey(),
  reference: text('reference').notNull(),
  codeHash: text('code_hash').notNull(),
  ticket: text('ticket').notNull(),
  state: text('state', { enum: waitingStates }).notNull(),
  version: integer('version').notNull().default(0),
  bookingId: text('booking_id'),
  beforeAt: integer('before_at'),
  matterCode: text('matter_code').notNull(),
  matters: text('matters').notNull(),
  people: integer('people').notNull().default(1),
  minutes: integer('minutes').notNull(),
  fromDay: text('from_day').notNull(),
  toDay: text('to_day').notNull(),
  weekdays: integer('weekdays').notNull().default(127),
  part: text('part', { enum: dayParts }).notNull().default('any'),
  lapses: integer('lapses').notNull().default(0),
  personKey: text('person_key').notNull(),
  contactKey: text('contact_key').notNull(),
  phoneKey: text('phone_key').notNull(),
  locale: text('locale', { enum: ['zh', 'en'] }).notNull(),
  idType: text('id_type', { enum: idTypes }).notNull(),
  exempt: integer('exempt').notNull().default(0),
  name: text('name'),
  phone: text('phone'),
  idNumber: text('id_number'),
  helperName: text('helper_name'),
  helperPhone: text('helper_phone'),
  note: text('note'),
  takenAs: text('taken_as'),
  joinedDay: text('joined_day').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  endsAt: integer('ends_at').notNull(),
})

export const waitingPoint = sqliteTable('waiting_point', {
  servicePointId: text('service_point_id').notNull(),
  counterGroup: text('counter_group').notNull(),
  waitingId: text('waiting_id').notNull(),
  joinedAt: integer('joined_at').notNull().default(0),
})

/** Written by triggers alone. */
export const openMatter = sqliteTable('open_matter', {
  personKey: text('person_key').notNull(),
  matterCode: text('matter_code').notNull(),
  contactKey: text('contact_key').notNull(),
  bookingId: text('booking_id').notNull(),
})

export const holdStates = ['kept', 'offered', 'taken', 'declined', 'lapsed', 'passed', 'released'] as const

export const hold = sqliteTable('hold', {
  id: text('id').primaryKey(),
  slotId: text('slot_id').notNull(),
  endsAt: integer('ends_at').notNull(),
  state: text('state', { enum: holdStates }).notNull(),
  waitingId: text('waiting_id'),
  /** kept: its minute, 0 when not drawn yet; offered: when the offer lapses. Epoch ms. */
  until: integer('until').notNull().default(0),
  createdAt: integer('created_at').notNull(),
  settledAt: integer('settled_at'),
})

export const releaseStates = ['planned', 'drawn', 'void'] as const

export const release = sqliteTable('release', {
  servicePointId: text('service_point_id').notNull(),
  counterGroup: text('counter_group').notNull(),
  day: text('day').notNull(),
  windowFrom: integer('window_from').notNull(),
  windowTo: integer('window_to').notNull(),
  drawAt: integer('draw_at').notNull(),
  commitment: text('commitment').notNull(),
  seed: text('seed'),
  state: text('state', { enum: releaseStates }).notNull(),
  places: integer('places'),
  listed: integer('listed'),
  offered: integer('offered'),
  drawnAt: integer('drawn_at'),
  goneAt: integer('gone_at'),
})

export const drawTicket = sqliteTable('draw_ticket', {
  servicePointId: text('service_point_id').notNull(),
  counterGroup: text('counter_group').notNull(),
  day: text('day').notNull(),
  place: integer('place').notNull(),
  ticket: text('ticket').notNull(),
  recent: integer('recent').notNull(),
  joinedDay: text('joined_day').notNull(),
  offered: integer('offered').notNull(),
})

/** Counted by triggers. */
export const releaseTotal = sqliteTable('release_total', {
  openedDay: text('opened_day').primaryKey(),
  releases: integer('releases').notNull().default(0),
  places: integer('places').notNull().default(0),
  goneHour: integer('gone_hour').notNull().default(0),
  goneDay: integer('gone_day').notNull().default(0),
  gone: integer('gone').notNull().default(0),
})
