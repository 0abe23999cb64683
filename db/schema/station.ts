import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const serviceKinds = ['hall', 'station', 'room'] as const
export type ServiceKind = (typeof serviceKinds)[number]

export const town = sqliteTable('town', {
  code: text('code').primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  pinyin: text('pinyin').notNull(),
  initials: text('initials').notNull().default(''),
  sort: integer('sort').notNull().default(0),
})

export const servicePoint = sqliteTable('service_point', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull(),
  code: text('code').notNull(),
  kind: text('kind', { enum: serviceKinds }).notNull(),
  parentId: text('parent_id'),
  townCode: text('town_code'),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  pinyin: text('pinyin').notNull(),
  initials: text('initials').notNull(),
  addressZh: text('address_zh').notNull(),
  addressEn: text('address_en').notNull(),
  directionsZh: text('directions_zh').notNull().default(''),
  directionsEn: text('directions_en').notNull().default(''),
  phone: text('phone').notNull(),
  dutyLine24h: integer('duty_line_24h', { mode: 'boolean' }).notNull().default(false),
  stepFree: integer('step_free', { mode: 'boolean' }).notNull().default(false),
  opensOnHolidays: integer('opens_on_holidays', { mode: 'boolean' }).notNull().default(false),
  honourZh: text('honour_zh').notNull().default(''),
  honourEn: text('honour_en').notNull().default(''),
  /** A community room's group on another platform; '' is none. */
  chatUrl: text('chat_url').notNull().default(''),
  chatNameZh: text('chat_name_zh').notNull().default(''),
  chatNameEn: text('chat_name_en').notNull().default(''),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

export const officer = sqliteTable('officer', {
  id: text('id').primaryKey(),
  servicePointId: text('service_point_id').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  badge: text('badge').notNull(),
  postZh: text('post_zh').notNull(),
  postEn: text('post_en').notNull(),
  dutyPhone: text('duty_phone').notNull(),
  mobile: text('mobile'),
  mobilePublic: integer('mobile_public', { mode: 'boolean' }).notNull().default(false),
  photoUrl: text('photo_url'),
  photoPublic: integer('photo_public', { mode: 'boolean' }).notNull().default(false),
  sort: integer('sort').notNull().default(0),
  pledgeZh: text('pledge_zh').notNull().default(''),
  pledgeEn: text('pledge_en').notNull().default(''),
})

export const areaKinds = ['village', 'community'] as const

export const area = sqliteTable('area', {
  id: text('id').primaryKey(),
  townCode: text('town_code').notNull(),
  kind: text('kind', { enum: areaKinds }).notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  pinyin: text('pinyin').notNull(),
  initials: text('initials').notNull(),
})

export const jurisdiction = sqliteTable('jurisdiction', {
  id: text('id').primaryKey(),
  areaId: text('area_id').notNull(),
  servicePointId: text('service_point_id').notNull(),
  officerId: text('officer_id'),
  streetZh: text('street_zh').notNull().default(''),
  streetEn: text('street_en').notNull().default(''),
  streetPinyin: text('street_pinyin').notNull().default(''),
  streetInitials: text('street_initials').notNull().default(''),
  fromNumber: integer('from_number'),
  toNumber: integer('to_number'),
  parity: text('parity', { enum: ['odd', 'even'] }),
})

const openingHoursColumns = {
  servicePointId: text('service_point_id').notNull(),
  weekday: integer('weekday').notNull(),
  opens: text('opens').notNull(),
  closes: text('closes').notNull(),
  /** '' for every counter of the point. */
  counterGroup: text('counter_group').notNull().default(''),
}

export const openingHours = sqliteTable('opening_hours', openingHoursColumns)
/** As it was before its key knew the counters; nobody reads it. */
export const formerOpeningHours = sqliteTable('former_opening_hours', openingHoursColumns)
