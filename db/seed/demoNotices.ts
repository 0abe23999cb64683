import { sql } from 'drizzle-orm'
import { addDays, type Day, at as instantOf, toIso } from '../../api/calendar/day.ts'
import { addWorkingDays, calendarFrom } from '../../api/calendar/workingDays.ts'
import { searchFields } from '../../api/notice/searchFields.ts'
import { dropStatements, indexStatements } from '../../api/search/indexStatements.ts'
import type { Db } from '../client.ts'
import { exec, rows } from '../rows.ts'
import { calendarSeed } from './calendar.ts'
import { type DemoNotice, demoNotices } from './demo/notices.ts'
import { pointId } from './demoRows.ts'
import { insertAll } from './insertAll.ts'

/** The publisher, their second reader, and the supervision desk of the demonstration. */
const writer = 'su_demo_03'
const reader = 'su_demo_04'
const supervisor = 'su_demo_07'

/** Two minutes apart, so that those of one day follow each other. */
const timeOf = (today: Day, ago: number, n: number) =>
  instantOf(addDays(today, -ago), `09:${String((n % 30) * 2).padStart(2, '0')}`)

function detailsOf({ meeting, closesInDays, report }: DemoNotice, today: Day) {
  if (meeting) {
    const day = addDays(today, meeting.inDays)
    const { from, to, place } = meeting
    return { startsAt: toIso(instantOf(day, from)), endsAt: toIso(instantOf(day, to)), place }
  }
  if (closesInDays !== undefined) return { closesOn: addDays(today, closesInDays) }
  return report ?? null
}

/**
 * Writes what the fictional bureau has published as of `today`, and what it is working on, in one batch, by the road the
 * triggers ask for: draft, publication in order, versions, words to be found by. After `seedReference` and `seedDemo`; where there are
 * notices already it writes nothing.
 */
export async function seedNotices(db: Db, today: Day): Promise<void> {
  const [some] = await db.batch([rows<{ id: string }>(db, sql`SELECT id FROM notice LIMIT 1`)])
  if (some.length) return
  const calendar = calendarFrom(calendarSeed())
  const all = demoNotices.map((one, n) => {
    const id = `nt_${(0xdec0 + n).toString(16).padStart(32, '0')}`
    const ago = one.ago ?? one.aroseAgo ?? 0
    const aroseOn = addDays(today, one.ago === null ? -ago : -ago - 3)
    const publishedAt = one.ago === null ? null : timeOf(today, one.ago, n)
    const content = {
      title: one.title,
      summary: one.summary,
      body: one.body,
      titleEn: one.titleEn ?? '',
      bodyEn: one.bodyEn ?? '',
      matters: one.matters ?? [],
      details: detailsOf(one, today),
    }
    return { one, id, n, aroseOn, publishedAt, content, publisher: one.by === null ? '*' : pointId(one.by) }
  })
  type Published = (typeof all)[number] & { publishedAt: number; seq: number; number: string }
  const counted = new Map<string, number>()
  const published = all
    .filter((row): row is Published => row.publishedAt !== null)
    .map((row, i): Published => {
      const year = toIso(row.publishedAt).slice(0, 4)
      const n = (counted.get(year) ?? 0) + 1
      counted.set(year, n)
      return { ...row, seq: i + 1, number: `${year}-${String(n).padStart(4, '0')}` }
    })
  const pending = all.filter(({ publishedAt }) => publishedAt === null)
  const columns = ({ content }: (typeof all)[number]) => ({
    title: content.title,
    summary: content.summary,
    body: content.body,
    title_en: content.titleEn,
    body_en: content.bodyEn,
    matters: JSON.stringify(content.matters),
    details: JSON.stringify(content.details),
  })
  const versions = published.flatMap((row) => {
    const { corrected } = row.one
    const first = {
      notice_id: row.id,
      version: 1,
      ...columns(row),
      note: '',
      author_id: writer,
      reader_id: row.publisher === pointId('qingshi') ? reader : supervisor,
      at: row.publishedAt,
    }
    if (!corrected) return [first]
    const at = timeOf(today, corrected.ago, row.n)
    return [first, { ...first, version: 2, body: corrected.body, note: corrected.note, at }]
  })
  const current = published.map((row) =>
    row.one.corrected ? { ...row, content: { ...row.content, body: row.one.corrected.body } } : row,
  )
  const events = [
    ...versions.map(({ notice_id, version, reader_id, at }) => ({
      notice_id,
      n: version,
      at,
      what: version === 1 ? 'published' : 'corrected',
      version,
      by_id: reader_id,
      role: reader_id === supervisor ? 'supervisor' : 'publisher',
      remark: '',
    })),
    ...pending.map(({ id, aroseOn, one }) => ({
      notice_id: id,
      n: 1,
      at: instantOf(aroseOn, '09:00'),
      what: one.step === 'review' ? 'sent' : 'begun',
      version: 1,
      by_id: writer,
      role: 'publisher',
      remark: '',
    })),
  ]
  const statements = [
    ...insertAll(
      db,
      'notice',
      all.map(({ id, one, publisher, aroseOn }) => ({
        id,
        category_code: one.category,
        publisher_id: publisher,
        state: 'draft',
        arose_on: aroseOn,
        due_on: addWorkingDays(calendar, aroseOn, 20),
        created_by: writer,
        created_at: instantOf(aroseOn, '09:00'),
        updated_at: instantOf(aroseOn, '09:00'),
      })),
    ),
    ...published.flatMap(({ id, one, n, publishedAt, seq, number }) => [
      exec(
        db,
        sql`UPDATE notice SET state = 'published', seq = ${seq}, number = ${number}, version = 1, rev = 3,
              published_at = ${publishedAt}, changed_at = ${publishedAt}, updated_at = ${publishedAt}
            WHERE id = ${id} AND state = 'draft'`,
      ),
      ...(one.corrected
        ? [
            exec(
              db,
              sql`UPDATE notice SET version = 2, rev = 7, changed_at = ${timeOf(today, one.corrected.ago, n)},
                    updated_at = ${timeOf(today, one.corrected.ago, n)} WHERE id = ${id} AND version = 1`,
            ),
          ]
        : []),
    ]),
    ...insertAll(db, 'notice_version', versions),
    ...indexStatements(
      db,
      'notice',
      current.map(({ id, seq, number, content }) => ({
        doc: id,
        rank: seq,
        fields: searchFields(content, number),
      })),
    ),
    ...published.flatMap(({ id, one, n }) =>
      one.withdrawn
        ? [
            exec(
              db,
              sql`UPDATE notice SET state = 'withdrawn', rev = rev + 1, withdrawn_at = ${timeOf(today, one.withdrawn.ago, n)},
                    updated_at = ${timeOf(today, one.withdrawn.ago, n)}, withdrawn_zh = ${one.withdrawn.zh},
                    withdrawn_en = ${one.withdrawn.en} WHERE id = ${id} AND state = 'published'`,
            ),
            ...dropStatements(db, 'notice', [id]),
          ]
        : [],
    ),
    ...insertAll(
      db,
      'notice_draft',
      pending.map((row) => ({
        notice_id: row.id,
        ...columns(row),
        step: row.one.step ?? 'draft',
        author_id: writer,
        savers: JSON.stringify([writer]),
        saved_by: writer,
        saved_at: instantOf(row.aroseOn, '09:00'),
      })),
    ),
    ...pending
      .filter(({ one }) => one.step === 'review')
      .map(({ id }) => exec(db, sql`UPDATE notice SET state = 'review' WHERE id = ${id}`)),
    ...insertAll(db, 'notice_event', events),
  ]
  const [first, ...rest] = statements
  if (first) await db.batch([first, ...rest])
}
