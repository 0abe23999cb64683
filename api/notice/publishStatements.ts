import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf, yearOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { indexStatements } from '../search/indexStatements.ts'
import type { Role } from '../shared/actor.ts'
import { contentHash, contentOf } from './content.ts'
import type { LetStand } from './gate.ts'
import { addEvent, type FileRow, moveNotice, type NoticeRow, standing } from './query.ts'
import { searchFields } from './searchFields.ts'

/** What was published last, of the whole bureau. */
interface Last {
  seq: number
  number: string
  publishedAt: number
}

/** A draft that a second person has read, on its way to the public. */
export interface Publication {
  row: NoticeRow
  files: readonly FileRow[]
  last: Last | undefined
  readerId: string
  role: Role | null
  over: readonly LetStand[]
  overWhy: string
  at: number
}

/** The number after the last one: `2026-0015`, from 0001 in each year. */
function nextNumber(last: string | undefined, year: number): string {
  const [before, count] = (last ?? '').split('-')
  const n = Number(before) === year ? Number(count) + 1 : 1
  return `${year}-${String(n).padStart(4, '0')}`
}

/**
 * Everything that publishing a draft writes, for one batch: the notice, its version, whose attachments it has, the words
 * it is found by, what happened, and the audit leaf with the SHA-256 of the text. The first version gets its place and
 * number after the last one; if somebody else took them in between, the batch fails as `number-taken` and is made anew.
 */
export async function publishStatements(ctx: Ctx, publication: Publication) {
  const { row, files, last, readerId, role, over, overWhy } = publication
  if (row.draft === null) throw new TypeError('notice: nothing to publish')
  const version = row.version + 1
  const at = row.version === 0 ? Math.max(publication.at, last?.publishedAt ?? 0) : publication.at
  const seq = row.seq ?? (last?.seq ?? 0) + 1
  const number = row.number ?? nextNumber(last?.number, yearOf(dayOf(at)))
  const content = contentOf(row.draft)
  const sha256 = await contentHash(content, row.note, standing(files))
  const leaf = await leafFor(ctx, {
    action: 'notice.publish',
    subject: row.id,
    facts: {
      number,
      version,
      sha256,
      category: row.categoryCode,
      publisher: row.publisherId,
      author: row.authorId ?? '',
      reader: readerId,
      over: over.length,
    },
  })
  const first = sql`, state = 'published', seq = ${seq}, number = ${number}, published_at = ${at}`
  const statements = [
    moveNotice(
      ctx,
      row,
      at,
      sql`, version = ${version}, changed_at = ${at}, publish_at = NULL ${row.version === 0 ? first : sql``}`,
    ),
    guard(ctx.db),
    putVersion(ctx, { row, version, readerId, over, overWhy, at }),
    guard(ctx.db),
    exec(ctx.db, sql`DELETE FROM notice_draft WHERE notice_id = ${row.id}`),
    exec(
      ctx.db,
      sql`UPDATE notice_file SET from_version = ${version}
          WHERE notice_id = ${row.id} AND from_version IS NULL AND dropped_at IS NULL`,
    ),
    exec(
      ctx.db,
      sql`UPDATE notice_file SET to_version = ${version - 1}
          WHERE notice_id = ${row.id} AND to_version IS NULL AND dropped_at IS NOT NULL`,
    ),
    ...indexStatements(ctx.db, 'notice', [{ doc: row.id, rank: seq, fields: searchFields(content, number) }]),
    addEvent(ctx, {
      noticeId: row.id,
      what: version === 1 ? 'published' : 'corrected',
      at,
      version,
      byId: readerId,
      role,
    }),
    leaf.statement,
  ] as const
  return { statements, published: { number, version, at, sha256 } }
}

interface Putting extends Pick<Publication, 'row' | 'readerId' | 'over' | 'overWhy' | 'at'> {
  version: number
}

/** Statement: the draft as this version. The database refuses a reader who saved it. */
function putVersion(ctx: Ctx, { row, version, readerId, over, overWhy, at }: Putting) {
  return exec(
    ctx.db,
    sql`INSERT INTO notice_version (notice_id, version, title, summary, body, title_en, body_en, matters, details, note,
          hides, author_id, reader_id, over, over_why, at)
        SELECT notice_id, ${version}, title, summary, body, title_en, body_en, matters, details, note,
          hides, author_id, ${readerId}, ${JSON.stringify(over)}, ${overWhy}, ${at}
        FROM notice_draft WHERE notice_id = ${row.id} AND step IN ('review', 'scheduled')`,
  )
}
