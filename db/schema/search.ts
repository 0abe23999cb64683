import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const searchDocument = sqliteTable('search_document', {
  scope: text('scope').notNull(),
  doc: text('doc').notNull(),
  rank: integer('rank').notNull(),
  body: text('body').notNull(),
})

export const searchGram = sqliteTable('search_gram', {
  scope: text('scope').notNull(),
  gram: text('gram').notNull(),
  rank: integer('rank').notNull(),
  doc: text('doc').notNull(),
})

export const searchGramCount = sqliteTable('search_gram_count', {
  scope: text('scope').notNull(),
  gram: text('gram').notNull(),
  n: integer('n').notNull(),
})
