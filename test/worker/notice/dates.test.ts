import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { noticeRoad } from '../../support/noticeRoad.ts'

// Whoever holds the database's key still cannot move a date: these are its own refusals.

const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run()

test('a date, a number and an author are given once', async () => {
  const clock = clockAt(monday)
  const { published } = await noticeRoad(clock)
  const id = await published()
  for (const change of [
    `published_at = ${monday - DAY}, updated_at = ${monday - DAY}`,
    'published_at = NULL',
    "number = '2025-0001'",
    'seq = 7',
    "created_by = 'somebody'",
    'created_at = 0',
  ])
    await expect(run(`UPDATE notice SET ${change} WHERE id = ?`, id), change).rejects.toThrow(
      'notice-date-is-fixed',
    )
  for (const change of ["category_code = 'briefing'", "publisher_id = 'sp_nanqiao'"])
    await expect(run(`UPDATE notice SET ${change} WHERE id = ?`, id), change).rejects.toThrow('append-only')
  await expect(run('DELETE FROM notice WHERE id = ?', id)).rejects.toThrow('append-only')
  await expect(run('UPDATE notice_version SET at = 0 WHERE notice_id = ?', id)).rejects.toThrow('append-only')
  await expect(run('DELETE FROM notice_version WHERE notice_id = ?', id)).rejects.toThrow('append-only')
  await expect(run('DELETE FROM notice_event WHERE notice_id = ?', id)).rejects.toThrow('append-only')
  await expect(run("UPDATE notice_event SET by_id = 'x' WHERE notice_id = ?", id)).rejects.toThrow(
    'append-only',
  )
})

test('a notice is neither born published, nor published before now or before the last one', async () => {
  const clock = clockAt(monday)
  const { published, begin } = await noticeRoad(clock)
  await published()
  clock.pass(DAY)
  const id = await begin()
  const columns =
    'id, category_code, publisher_id, state, arose_on, due_on, created_by, created_at, updated_at'
  await expect(
    run(
      `INSERT INTO notice (${columns}, published_at, seq, number) VALUES ('nt_x', 'notice', '*', 'published', '2026-01-01', '2026-02-01', 'a', 0, 0, 0, 9, '2026-0009')`,
    ),
  ).rejects.toThrow('notice-date-is-fixed')
  const publish = (at: number) =>
    run(
      `UPDATE notice SET state = 'published', published_at = ${at}, updated_at = ${at}, seq = 2, number = '2026-0002', version = 1 WHERE id = ?`,
      id,
    )
  await expect(publish(monday)).rejects.toThrow('notice-date-is-fixed')
  // A draft made old: still not in front of what is published.
  await run(
    `INSERT INTO notice (${columns}) VALUES ('nt_old', 'notice', '*', 'draft', '2026-01-01', '2026-02-01', 'a', 0, 0)`,
  )
  await expect(
    run(
      `UPDATE notice SET state = 'published', published_at = 1, updated_at = 1, seq = 2, number = '2026-0002', version = 1 WHERE id = 'nt_old'`,
    ),
  ).rejects.toThrow('notice-date-is-fixed')
  await expect(publish(monday + DAY)).resolves.toBeTruthy()
})

test('a version follows the one before it, and is not older', async () => {
  const clock = clockAt(monday)
  const { published } = await noticeRoad(clock)
  const id = await published()
  const put = (version: number, at: number) =>
    run(
      `INSERT INTO notice_version (notice_id, version, title, summary, body, matters, details, author_id, reader_id, at)
       VALUES (?, ?, 't', '', 'b', '[]', 'null', 'a', 'b', ?)`,
      id,
      version,
      at,
    )
  await expect(put(3, monday + DAY)).rejects.toThrow('stale')
  await expect(put(2, monday - 1)).rejects.toThrow('stale')
  await expect(
    run(
      `INSERT INTO notice_version (notice_id, version, title, summary, body, matters, details, author_id, reader_id, at)
       VALUES (?, 2, 't', '', 'b', '[]', 'null', 'a', 'a', ?)`,
      id,
      monday + DAY,
    ),
  ).rejects.toThrow('notice_second_reader')
})
