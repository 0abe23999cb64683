import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How long a matter usually takes, written anew each night. */
export const applicationUsual = sqliteTable('application_usual', {
  matterCode: text('matter_code').notNull(),
  /** A service point, or '*'. */
  servicePointId: text('service_point_id').notNull(),
  fromDay: text('from_day').notNull(),
  toDay: text('to_day').notNull(),
  sample: integer('sample').notNull(),
  medianDays: integer('median_days').notNull(),
  p90Days: integer('p90_days').notNull(),
  pausedSample: integer('paused_sample').notNull(),
  pausedMedianDays: integer('paused_median_days'),
  took: text('took').notNull(),
  paused: text('paused').notNull(),
})

/** How far the count of a night has come. */
export const applicationUsualRun = sqliteTable('application_usual_run', {
  day: text('day').notNull(),
  matterCode: text('matter_code').notNull().default(''),
  servicePointId: text('service_point_id').notNull().default(''),
  step: integer('step').notNull().default(0),
  done: integer('done').notNull().default(0),
})

/** Numbers of cases for other systems; counted by triggers. */
export const exchangeNumber = sqliteTable('exchange_number', {
  station: text('station').notNull(),
  day: text('day').notNull(),
  type: text('type').notNull(),
  last: integer('last').notNull(),
})

/** Finished cases, written by triggers in the batch that closed them. */
export const exchangeItem = sqliteTable('exchange_item', {
  id: integer('id').primaryKey(),
  kind: text('kind', { enum: ['case', 'rating'] }).notNull(),
  applicationId: text('application_id').notNull(),
  number: text('number').notNull(),
  at: integer('at').notNull(),
  body: text('body').notNull(),
  batchSeq: integer('batch_seq'),
})

/** What is sent to other systems, signed and chained. */
export const exchangeBatch = sqliteTable('exchange_batch', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull(),
  items: integer('items').notNull(),
  body: text('body').notNull(),
  sha256: text('sha256').notNull(),
  previous: text('previous'),
  signature: text('signature').notNull(),
  keyId: text('key_id').notNull(),
  madeAt: integer('made_at').notNull(),
})

export const exchangeDelivery = sqliteTable('exchange_delivery', {
  batchSeq: integer('batch_seq').notNull(),
  receiver: text('receiver').notNull(),
  tries: integer('tries').notNull().default(0),
  nextAt: integer('next_at').notNull(),
  reason: text('reason'),
  deliveredAt: integer('delivered_at'),
  receiptId: text('receipt_id'),
  receiptAt: text('receipt_at'),
  receipt: text('receipt'),
})
