import { env } from 'cloudflare:workers'
import { searchFields } from '../../api/notice/searchFields.ts'
import { dropStatements, indexStatements } from '../../api/search/indexStatements.ts'
import { openDb } from '../../db/client.ts'
import { seedReference } from '../../db/seed/run.ts'
import { monday } from './api.ts'

/** A notice as a test writes it, straight into the tables: for what reads them, not for what publishes. */
export interface NoticeWords {
  id?: string
  /** A service point, or '*'. */
  publisher?: string
  category?: string
  title?: string
  summary?: string
  body?: string
  titleEn?: string
  bodyEn?: string
  matters?: string[]
  details?: object | null
  note?: string
  hides?: 0 | 1
  at?: number
}

/** Columns, matters, and one station, Qingshi (`sp_qingshi`): a bureau that has published nothing yet. */
export async function silentBureau(): Promise<void> {
  await seedReference(openDb(env.DB), monday)
  await env.DB.prepare(
    `INSERT INTO service_point (id, slug, code, kind, name_zh, name_en, pinyin, initials, address_zh, address_en,
       phone, created_at, updated_at)
     VALUES ('sp_qingshi', 'qingshi', 'P1', 'station', '青石派出所', 'Qingshi Police Station', 'qingshi', 'qs', '青石路 1 号', '1 Qingshi Road',
       '000-0000-0001', 0, 0)`,
  ).run()
}

let made = 0
const newNoticeId = () => `nt_${String(++made).padStart(32, '0')}`

const words = (given: NoticeWords) => ({
  publisher: '*',
  category: 'notice',
  title: '通知',
  summary: '',
  body: '正文',
  titleEn: '',
  bodyEn: '',
  matters: [],
  details: null,
  note: '',
  hides: 0,
  at: monday,
  ...given,
})

/** A draft that nobody has published; `state` draft, review or scheduled. */
export async function draftRow(given: NoticeWords & { state?: 'draft' | 'review' | 'scheduled' } = {}) {
  const { id = newNoticeId(), publisher, category, title, body, at } = { ...words(given), id: given.id }
  const { state = 'draft' } = given
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO notice (id, category_code, publisher_id, state, arose_on, due_on, created_by, created_at, updated_at)
       VALUES (?1, ?2, ?3, 'draft', '2026-11-01', '2026-11-30', 'st_writer', 0, 0)`,
    ).bind(id, category, publisher),
    env.DB.prepare(
      `UPDATE notice SET state = ?2, publish_at = CASE ?2 WHEN 'scheduled' THEN ?3 END WHERE id = ?1`,
    ).bind(id, state, at),
    env.DB.prepare(
      `INSERT INTO notice_draft (notice_id, title, body, step, reader_id, saved_by, saved_at)
       VALUES (?1, ?2, ?3, ?4, CASE ?4 WHEN 'scheduled' THEN 'st_reader' END, 'st_writer', 0)`,
    ).bind(id, title, body, state),
  ])
  return id
}

/** Publishes it: the first version, its number and place, and the words it is found by. Returns the id. */
export async function publishedRow(given: NoticeWords = {}): Promise<string> {
  const all = words(given)
  const id = await draftRow(given)
  await env.DB.prepare(
    `UPDATE notice SET state = 'published', version = 1, updated_at = ?2, published_at = ?2, changed_at = ?2,
       publish_at = NULL, seq = 1 + (SELECT coalesce(max(seq), 0) FROM notice),
       number = printf('2026-%04d', 1 + (SELECT coalesce(max(seq), 0) FROM notice)) WHERE id = ?1`,
  )
    .bind(id, all.at)
    .run()
  await version(id, 1, all)
  return id
}

/** Publishes a correction: the next version, whole. */
export async function correctedRow(id: string, given: NoticeWords & { at: number }): Promise<void> {
  const [row] = await env.DB.prepare('SELECT version FROM notice WHERE id = ?')
    .bind(id)
    .run<{ version: number }>()
    .then(({ results }) => results)
  const next = (row?.version ?? 0) + 1
  await env.DB.prepare('UPDATE notice SET version = ?2, changed_at = ?3, updated_at = ?3 WHERE id = ?1')
    .bind(id, next, given.at)
    .run()
  await version(id, next, words(given))
}

/** Withdraws it: out of the lists and the search, the tombstone stays. */
export async function withdrawnRow(
  id: string,
  { at, reason, personal = 0 }: { at: number; reason: string; personal?: 0 | 1 },
): Promise<void> {
  await env.DB.prepare(
    `UPDATE notice SET state = 'withdrawn', withdrawn_at = ?2, withdrawn_zh = ?3, withdrawn_en = '', updated_at = ?2,
       withdrawn_personal = ?4 WHERE id = ?1`,
  )
    .bind(id, at, reason, personal)
    .run()
  const db = openDb(env.DB)
  const [first, ...rest] = dropStatements(db, 'notice', [id])
  if (first) await db.batch([first, ...rest])
}

/** An attachment of these versions. */
export async function fileRow(id: string, name: string, from: number | null, to: number | null = null) {
  const file = `nf_${String(++made).padStart(32, '0')}`
  await env.DB.prepare(
    `INSERT INTO notice_file (id, notice_id, name, type, size, sha256, object_key, from_version, to_version, added_by, added_at)
     VALUES (?1, ?2, ?3, 'application/pdf', 1234, 'x', 'x', ?4, ?5, 'st_writer', 0)`,
  )
    .bind(file, id, name, from, to)
    .run()
  return file
}

async function version(id: string, n: number, all: ReturnType<typeof words>) {
  const { title, summary, body, titleEn, bodyEn, matters, details, note, hides, at } = all
  await env.DB.prepare(
    `INSERT INTO notice_version (notice_id, version, title, summary, body, title_en, body_en, matters, details, note, hides,
       author_id, reader_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'st_writer', 'st_reader', ?12)`,
  )
    .bind(
      id,
      n,
      title,
      summary,
      body,
      titleEn,
      bodyEn,
      JSON.stringify(matters),
      JSON.stringify(details),
      note,
      hides,
      at,
    )
    .run()
  const [row] = (
    await env.DB.prepare('SELECT seq, number FROM notice WHERE id = ?').bind(id).run<{
      seq: number
      number: string
    }>()
  ).results
  const db = openDb(env.DB)
  const content = { title, summary, body, titleEn, bodyEn, matters, details: null }
  const [first, ...rest] = indexStatements(db, 'notice', [
    { doc: id, rank: row?.seq ?? 0, fields: searchFields(content, row?.number ?? '') },
  ])
  if (first) await db.batch([first, ...rest])
}
