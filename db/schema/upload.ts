import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A file that is arriving in parts. */
export const upload = sqliteTable('upload', {
  id: text('id').primaryKey(),
  owner: text('owner').notNull(),
  purpose: text('purpose').notNull(),
  /** Sealed. */
  name: text('name').notNull(),
  type: text('type').notNull(),
  size: integer('size').notNull(),
  partSize: integer('part_size').notNull(),
  parts: integer('parts').notNull(),
  begunAt: integer('begun_at').notNull(),
  endsAt: integer('ends_at').notNull(),
})

/** One part that is there. */
export const uploadPart = sqliteTable(
  'upload_part',
  {
    uploadId: text('upload_id').notNull(),
    n: integer('n').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    objectKey: text('object_key').notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.n] })],
)
