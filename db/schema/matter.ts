import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const matter = sqliteTable('matter', {
  code: text('code').primaryKey(),
  groupCode: text('group_code').notNull(),
  counterGroup: text('counter_group').notNull(),
  minutes: integer('minutes').notNull(),
  bookable: integer('bookable', { mode: 'boolean' }).notNull(),
  popular: integer('popular'),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  summaryZh: text('summary_zh').notNull(),
  summaryEn: text('summary_en').notNull(),
  /** JSON: the whole matter as api/matter/catalogue.ts describes it. */
  content: text('content').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

const offer = {
  servicePointId: text('service_point_id').notNull(),
  matterCode: text('matter_code').notNull(),
  promise: text('promise'),
  fee: text('fee'),
  noteZh: text('note_zh').notNull().default(''),
  noteEn: text('note_en').notNull().default(''),
  /** The counter that handles it here; '' is the one the catalogue names. */
  counterGroup: text('counter_group').notNull().default(''),
  audience: text('audience', { enum: ['everyone', 'foreigners', 'not-foreigners'] })
    .notNull()
    .default('everyone'),
}

export const matterOffer = sqliteTable('matter_offer', offer)

/** What a service point no longer offers, as it offered it. */
export const matterOfferOff = sqliteTable('matter_offer_off', offer)

export const paper = sqliteTable('paper', {
  id: text('id').primaryKey(),
  sort: integer('sort').notNull(),
  answer: text('answer').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  /** JSON: the whole entry as api/matter/paper.ts describes it. */
  content: text('content').notNull(),
  updatedAt: integer('updated_at').notNull(),
})
