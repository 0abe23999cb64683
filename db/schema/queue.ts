import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const ticketStates = ['waiting', 'called', 'serving', 'parked', 'done', 'missed', 'left'] as const
export type TicketState = (typeof ticketStates)[number]

/** What can be pressed; `issued` begins a ticket. */
export const clickActs = [
  'issued',
  'called',
  'recalled',
  'serving',
  'parked',
  'resumed',
  'passed',
  'forwarded',
  'done',
  'missed',
  'left',
  'undone',
] as const
export type ClickAct = (typeof clickActs)[number]

/** Why somebody is put forward: a code, and never kept past the day. */
export const forwardReasons = ['elder', 'disabled', 'pregnant', 'child', 'unwell'] as const
export type ForwardReason = (typeof forwardReasons)[number]

export const counter = sqliteTable('counter', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  /** '' serves every group. */
  counterGroup: text('counter_group').notNull(),
  number: integer('number').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  state: text('state', { enum: ['open', 'closed'] }).notNull(),
  staffId: text('staff_id'),
  satAt: integer('sat_at'),
  version: integer('version').notNull().default(0),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

export const queueRule = sqliteTable('queue_rule', {
  fromDay: text('from_day').primaryKey(),
  rules: text('rules').notNull(),
  createdAt: integer('created_at').notNull(),
})

export const queueLetter = sqliteTable('queue_letter', {
  servicePointId: text('service_point_id').notNull(),
  counterGroup: text('counter_group').notNull(),
  letter: text('letter').notNull(),
})

export const queueDay = sqliteTable('queue_day', {
  servicePointId: text('service_point_id').notNull(),
  day: text('day').notNull(),
  counterGroup: text('counter_group').notNull(),
  issued: integer('issued').notNull().default(0),
  waiting: integer('waiting').notNull().default(0),
  walkIns: integer('walk_ins').notNull().default(0),
  parked: integer('parked').notNull().default(0),
  atCounter: integer('at_counter').notNull().default(0),
  streak: integer('streak').notNull().default(0),
  /** JSON: seconds of the day. */
  calls: text('calls').notNull().default('[]'),
  turns: integer('turns').notNull().default(0),
  done: integer('done').notNull().default(0),
})

export const ticket = sqliteTable('ticket', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  day: text('day').notNull(),
  counterGroup: text('counter_group').notNull(),
  letter: text('letter').notNull(),
  serial: integer('serial').notNull(),
  bookingId: text('booking_id'),
  /** JSON array of matter codes. */
  matters: text('matters').notNull(),
  people: integer('people').notNull().default(1),
  state: text('state', { enum: ticketStates }).notNull(),
  version: integer('version').notNull().default(0),
  issuedAt: integer('issued_at').notNull(),
  dueAt: integer('due_at').notNull(),
  firstAt: integer('first_at'),
  forward: text('forward', { enum: forwardReasons }),
  counterId: text('counter_id'),
  forCounter: text('for_counter'),
  calls: integer('calls').notNull().default(0),
  calledAt: integer('called_at'),
  lastCalledAt: integer('last_called_at'),
  servingAt: integer('serving_at'),
  endedAt: integer('ended_at'),
  results: text('results'),
  codeHash: text('code_hash'),
  /** Not written any more: a visit is rated by its invitation (rating_invite). */
  ratingHash: text('rating_hash'),
  saidVersion: integer('said_version'),
  saidBefore: text('said_before', { enum: ['served', 'missed'] }),
  streakBy: integer('streak_by').notNull().default(0),
  turn: integer('turn').notNull().default(0),
})

export const ticketClick = sqliteTable('ticket_click', {
  ticketId: text('ticket_id').notNull(),
  version: integer('version').notNull(),
  act: text('act', { enum: clickActs }).notNull(),
  state: text('state').notNull(),
  at: integer('at').notNull(),
  counterId: text('counter_id'),
  counterGroup: text('counter_group').notNull(),
  staff: text('staff').notNull(),
})
