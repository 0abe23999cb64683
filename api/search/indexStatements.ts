import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { exec } from '../../db/rows.ts'
import { bodyOf, gramsOf } from './grams.ts'

/** What is searched apart from each other. */
export type SearchScope = 'station' | 'area' | 'matter' | 'notice'

/** One thing that can be found. `fields` are texts as people write them; a higher `rank` comes first. */
export interface SearchDocument {
  doc: string
  rank: number
  fields: readonly string[]
}

/** D1 takes a parameter of 2 MB at most; a part stays well below. */
const partBytes = 900_000

/**
 * The statements that make these documents findable, replacing what stood under their names: few statements
 * however many documents, to be put into the caller's batch. An empty list makes none.
 */
export function indexStatements(db: Db, scope: SearchScope, documents: readonly SearchDocument[]) {
  return partsOf(documents).flatMap((part) => {
    const docs = JSON.stringify(part.map(({ doc }) => doc))
    const bodies = part.map(({ doc, rank, fields }) => ({ doc, rank, body: bodyOf(fields) }))
    const grams = bodies.map(({ doc, rank, body }) => ({ doc, rank, grams: gramsOf(body) }))
    return [
      exec(
        db,
        sql`DELETE FROM search_gram WHERE scope = ${scope} AND doc IN (SELECT value FROM json_each(${docs}))`,
      ),
      exec(
        db,
        sql`INSERT INTO search_document (scope, doc, rank, body)
          SELECT ${scope}, value ->> 'doc', value ->> 'rank', value ->> 'body'
          FROM json_each(${JSON.stringify(bodies)}) WHERE true
          ON CONFLICT (scope, doc) DO UPDATE SET rank = excluded.rank, body = excluded.body`,
      ),
      exec(
        db,
        sql`INSERT INTO search_gram (scope, gram, rank, doc)
          SELECT ${scope}, g.value, d.value ->> 'rank', d.value ->> 'doc'
          FROM json_each(${JSON.stringify(grams)}) d, json_each(d.value, '$.grams') g`,
      ),
    ]
  })
}

/** The statements that make these documents no longer findable. */
export function dropStatements(db: Db, scope: SearchScope, docs: readonly string[]) {
  const list = JSON.stringify(docs)
  return [
    exec(
      db,
      sql`DELETE FROM search_gram WHERE scope = ${scope} AND doc IN (SELECT value FROM json_each(${list}))`,
    ),
    exec(
      db,
      sql`DELETE FROM search_document WHERE scope = ${scope} AND doc IN (SELECT value FROM json_each(${list}))`,
    ),
  ]
}

/** Cuts the list so that each part's grams stay below `partBytes`; about 8 bytes a gram with its quotes. */
function partsOf(documents: readonly SearchDocument[]): SearchDocument[][] {
  const parts: SearchDocument[][] = []
  let size = 0
  for (const document of documents) {
    const bytes = 80 + document.fields.reduce((sum, field) => sum + field.length * 16, 0)
    const part = parts.at(-1)
    if (!part || size + bytes > partBytes) {
      parts.push([document])
      size = bytes
    } else {
      part.push(document)
      size += bytes
    }
  }
  return parts
}
